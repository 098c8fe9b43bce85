import { json } from '@sveltejs/kit'
import { isFromZalo, receiveZaloEvent } from '#modules/outreach/server/index.ts'
import { nobody } from '#platform/server/context.ts'
import { DomainError } from '#platform/server/errors.ts'
import type { RequestHandler } from './$types'

const mostBytes = 64 * 1024

/** What Zalo tells of followers of the Official Account, signed with its secret; anything else is refused. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const { ZALO_APP_ID, ZALO_OA_SECRET } = locals.app.config
  const body = await request.text()
  const timestamp = /"timestamp"\s*:\s*"?(\d+)/.exec(body)?.[1] ?? ''
  const isTheirs =
    ZALO_APP_ID &&
    ZALO_OA_SECRET &&
    body.length <= mostBytes &&
    isFromZalo(request.headers.get('x-zevent-signature'), {
      appId: ZALO_APP_ID,
      secret: ZALO_OA_SECRET,
      body,
      timestamp,
    })
  if (!isTheirs) return json({ code: 'forbidden' }, { status: 403 })
  try {
    await locals.app.run({ ...locals.asking, actor: nobody }, receiveZaloEvent, JSON.parse(body))
  } catch (error) {
    // What we do not understand is no reason to send it again.
    if (!(error instanceof DomainError) && !(error instanceof SyntaxError)) throw error
  }
  return json({ received: true })
}
