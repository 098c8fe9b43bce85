import { json } from '@sveltejs/kit'
import { syncInbox } from '#modules/sync.server.ts'
import { DomainError } from '#platform/server/errors.ts'
import { errorForLog } from '#platform/server/observability/error-for-log.ts'
import { openRateLimit } from '#platform/server/sync/rate-limit.ts'
import type { RequestHandler } from './$types'

/** 200 records with their callbacks are some 100 KB; a phone that gets 413 sends half as many. */
const mostBytes = 400_000
const limit = openRateLimit()

const answer = (status: number, code: string, headers: Record<string, string> = {}) =>
  json({ code }, { status, headers })

/** Receives a phone's batch of field records: docs/sync.md. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const { actor } = locals.asking
  if (actor.kind === 'nobody') return answer(401, 'sign_in_again')
  // On a phone that goes from hand to hand: one person's records must not become another's.
  const whose = request.headers.get('x-xungkich-person')
  if (whose && whose !== actor.personId) return answer(403, 'sync.other_person')
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    return answer(415, 'sync.not_json')
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes)
    return answer(413, 'sync.too_large')
  const wait = limit.take(actor.accountId ?? '', Date.now())
  if (wait > 0) return answer(429, 'sync.too_many', { 'retry-after': String(wait) })
  const text = await request.text()
  if (text.length > mostBytes) return answer(413, 'sync.too_large')
  let payload: unknown
  try {
    payload = JSON.parse(text)
  } catch {
    return answer(400, 'sync.not_json')
  }
  try {
    return json(await syncInbox(locals.app).receive(locals.app, locals.asking, payload))
  } catch (error) {
    if (error instanceof DomainError) return answer(error.status, error.code)
    locals.app.log.error(
      { requestId: locals.asking.requestId, error: errorForLog(error) },
      'a batch could not be received now',
    )
    return answer(503, 'sync.try_later', { 'retry-after': '15' })
  }
}
