import { completeSignature } from '#modules/signing/server/index.ts'
import { jsonAction } from '#platform/server/json-action.ts'
import type { RequestHandler } from './$types'

/** Takes the signature that the signer's device has made. */
export const POST: RequestHandler = jsonAction(completeSignature)
