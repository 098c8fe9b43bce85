import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import type { Signer } from '#platform/server/signing.ts'

export interface BadgeKey {
  /** Thumbprint of the key (RFC 7638), which is its name in `kid`. */
  id: string
  signer: Signer
}

/** What a public key looks like to others (RFC 8037). */
export const jwkOf = (publicKey: Uint8Array) => ({
  kty: 'OKP',
  crv: 'Ed25519',
  x: Buffer.from(publicKey).toString('base64url'),
})

const thumbprint = (publicKey: Uint8Array) => {
  const { crv, kty, x } = jwkOf(publicKey)
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url')
}

/** The key with which certificates are signed now: derived from the installation's secret, stored nowhere. */
export function badgeKey(ctx: Pick<Context, 'sealer'>): BadgeKey {
  const signer = ctx.sealer.signerFor('badge')
  return { id: thumbprint(signer.publicKey), signer }
}

/** Writes the public key down, so that what was signed stays verifiable when the secret has changed. */
export async function rememberBadgeKey(ctx: Context): Promise<void> {
  const { id, signer } = badgeKey(ctx)
  await sql`select learning.remember_badge_key(${id}, ${signer.publicKey})`.execute(ctx.db)
}

/** All public keys that ever signed here, the present one too. */
export async function listBadgeKeys(
  ctx: Context,
): Promise<{ id: string; publicKey: Uint8Array }[]> {
  const { rows } = await sql<{ id: string; publicKey: Buffer }>`
    select id, public_key from learning.badge_key order by created_at`.execute(ctx.db)
  const { id, signer } = badgeKey(ctx)
  return rows.some((row) => row.id === id) ? rows : [...rows, { id, publicKey: signer.publicKey }]
}
