import { defineCommand } from '#platform/server/command.ts'
import { RequestSignatures } from '../../shapes.ts'
import { requestSignatures } from '../request-signatures.ts'

/** Hands a PDF in for signing. Safe to repeat with the same id. */
export const request = defineCommand('signing.request', RequestSignatures, requestSignatures)
