import { json } from '@sveltejs/kit'
import { makeFieldPack } from '#modules/assists/server/index.ts'
import { syncInbox } from '#modules/sync.server.ts'
import { DomainError } from '#platform/server/errors.ts'
import type { RequestHandler } from './$types'

/** Everything that the signed-in person's phone needs to work without a network. */
export const GET: RequestHandler = async ({ locals, request }) => {
  if (locals.asking.actor.kind === 'nobody') return json({ code: 'sign_in_again' }, { status: 401 })
  try {
    const pack = await locals.read((ctx) =>
      makeFieldPack(ctx, {
        daysOffline: locals.app.config.FIELD_DAYS_OFFLINE,
        receiptKey: syncInbox(locals.app).receiptKey,
      }),
    )
    const etag = `"${pack.version}"`
    const headers = {
      etag,
      'cache-control': 'private, no-cache',
      vary: 'cookie, authorization, accept-language',
    }
    const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? []
    if (known.some((one) => one.replace(/^W\//, '') === etag))
      return new Response(null, { status: 304, headers })
    return json(pack, { headers })
  } catch (error) {
    if (error instanceof DomainError) return json({ code: error.code }, { status: error.status })
    throw error
  }
}
