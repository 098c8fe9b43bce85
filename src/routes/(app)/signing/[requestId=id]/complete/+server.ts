import { completeStamped } from '#modules/signing/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { answerJson } from '#platform/server/json-action.ts'
import type { RequestHandler } from './$types'

/** Takes the signature that the signer's device has made. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const body = (await request.json().catch(() => ({}))) as Record<string, unknown>
  return answerJson(() => {
    if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
    return completeStamped(locals.app, locals.asking, {
      attemptId: String(body.attemptId ?? ''),
      signature: String(body.signature ?? ''),
    })
  })
}
