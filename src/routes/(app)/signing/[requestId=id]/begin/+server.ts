import { beginSignature } from '#modules/signing/server/index.ts'
import { jsonAction } from '#platform/server/json-action.ts'
import type { RequestEvent, RequestHandler } from './$types'

/** What the signer's own device has to sign. */
export const POST: RequestHandler = jsonAction(beginSignature, (event: RequestEvent) => ({
  requestId: event.params.requestId,
}))
