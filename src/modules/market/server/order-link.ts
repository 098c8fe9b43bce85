import { createHash, randomBytes } from 'node:crypto'
import type { Sealer } from '#platform/server/sealing.ts'

/**
 * The token in a buyer's link: 192 bits that only the installation's secret gives, the same for the same
 * order, so that a form that is sent twice leads to the same page. The database keeps its hash alone.
 */
export const tokenOf = (sealer: Sealer, orderId: string): string =>
  createHash('sha256')
    .update(sealer.signerFor('market-order').sign(orderId))
    .digest('base64url')
    .slice(0, 32)

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Looks like a token, and opens nothing. */
export const tokenOfNothing = (): string => randomBytes(24).toString('base64url')
