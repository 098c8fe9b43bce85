import { json } from '@sveltejs/kit'
import { castBallot, closeWhenFull } from '#modules/voting/server/index.ts'
import { nobody } from '#platform/server/context.ts'
import { DomainError } from '#platform/server/errors.ts'
import { errorForLog } from '#platform/server/observability/error-for-log.ts'
import type { RequestHandler } from './$types'

/** A ballot naming every one of 500 candidates is some 3 KB. */
const mostBytes = 6000

const answer = (status: number, code: string) => json({ code }, { status })

/**
 * The box for secret ballots. Takes them from whoever comes: no session is read (identify.ts), nothing is
 * logged (hooks.server.ts), nothing is asked of the sender but the ballot's own signatures.
 */
export const POST: RequestHandler = async ({ locals: { app, asking }, params, request }) => {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    return answer(415, 'malformed')
  const text = await request.text()
  if (text.length > mostBytes) return answer(413, 'too_large')
  try {
    const ballot: Record<string, unknown> = JSON.parse(text)
    const anonymous = { actor: nobody, requestId: 'ballot', locale: asking.locale, now: app.now }
    const { code, mayBeFull } = await app.run(anonymous, castBallot, {
      ...ballot,
      voteId: params.voteId,
    })
    if (mayBeFull)
      closeWhenFull(app, params.voteId).catch((error) =>
        app.log.error({ error: errorForLog(error) }, 'a vote could not close itself'),
      )
    return json({ code })
  } catch (error) {
    if (error instanceof DomainError) return answer(error.status, error.code)
    if (error instanceof SyntaxError) return answer(400, 'malformed')
    app.log.error({ error: errorForLog(error) }, 'a ballot could not be taken now')
    return answer(503, 'try_later')
  }
}
