import { createHash } from 'node:crypto'
import type { Sealer } from '#platform/server/sealing.ts'
import { isSignedBy } from '#platform/server/signing.ts'

type Purpose = 'leave' | 'confirm'

/** What a letter's link carries: which subscription, and that we wrote it. Ed25519, nothing stored. */
export const addressToken = (sealer: Sealer, purpose: Purpose, subscriberId: string): string =>
  `${subscriberId}.${sealer.signerFor('outreach links').sign(`${purpose}:${subscriberId}`)}`

/** Whose link it is, if it is one of ours for this purpose. */
export function readAddressToken(
  sealer: Sealer,
  purpose: Purpose,
  token: string,
): string | undefined {
  const [id = '', signature = ''] = token.split('.')
  if (!/^[0-9a-f-]{36}$/.test(id) || !signature) return undefined
  const { publicKey } = sealer.signerFor('outreach links')
  return isSignedBy(publicKey, `${purpose}:${id}`, signature) ? id : undefined
}

/** Tells the same address again without keeping it: no list of addresses can be tried against it without the secret. */
export const addressDigest = (sealer: Sealer, channel: string, address: string): Buffer =>
  createHash('sha256')
    .update(sealer.signerFor('outreach addresses').sign(`${channel}:${address}`))
    .digest()
