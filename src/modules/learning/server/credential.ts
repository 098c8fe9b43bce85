import { createPublicKey } from 'node:crypto'
import { compactVerify, importJWK, type JWTPayload, SignJWT } from 'jose'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { badgeKey, jwkOf, listBadgeKeys } from './badge-key.ts'

/** What stands on a certificate; all of it is fixed when it is issued. */
export interface CertificateFacts {
  id: string
  code: string
  holderName: string
  courseTitle: string
  slug: string
  summary: string
  unitName: string | null
  issuedOn: IsoDay
  validUntil: IsoDay | null
}

const midnight = (day: IsoDay) => `${day}T00:00:00+07:00`
/** A date-time as Open Badges write it, in UTC. */
const dateTime = (day: IsoDay) => new Date(midnight(day)).toISOString().replace('.000Z', 'Z')
const seconds = (day: IsoDay) => Date.parse(midnight(day)) / 1000

/** The issuer as its profile says it at `/learn/issuer.json`. */
export const issuerOf = (origin: string, name: string) => ({
  id: `${origin}/learn/issuer.json`,
  type: ['Profile'],
  name,
  url: `${origin}/learn`,
})

/**
 * A certificate as an AchievementCredential of Open Badges 3.0 (1EdTech, section B.1). The holder is named
 * as on the paper and by nothing else: no phone, no number, no birthday.
 */
export const credentialOf = (it: CertificateFacts, origin: string) => ({
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: `urn:uuid:${it.id}`,
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: it.courseTitle,
  issuer: issuerOf(origin, it.unitName ?? 'Xung Kích'),
  validFrom: dateTime(it.issuedOn),
  ...(it.validUntil && { validUntil: dateTime(it.validUntil) }),
  credentialSubject: {
    type: ['AchievementSubject'],
    identifier: [
      {
        type: 'IdentityObject',
        identityHash: it.holderName,
        identityType: 'name',
        hashed: false,
      },
    ],
    achievement: {
      id: `${origin}/learn/${it.slug}/achievement.json`,
      type: ['Achievement'],
      achievementType: 'Certificate',
      name: it.courseTitle,
      description: it.summary || it.courseTitle,
      criteria: { id: `${origin}/learn/${it.slug}` },
    },
  },
  // Whether it was taken back is asked at the address that stands on the paper.
  evidence: [{ id: `${origin}/verify/certificate/${it.code}`, type: ['Evidence'] }],
})

/**
 * Signs a certificate as a VC-JWT (Open Badges 3.0, section 8.2): the credential itself is the payload, and
 * the registered claims say the same once more. The same certificate gives the same text.
 */
export async function signCredential(
  ctx: Pick<Context, 'sealer'>,
  it: CertificateFacts,
  origin: string,
): Promise<string> {
  const { id, signer } = badgeKey(ctx)
  const credential = credentialOf(it, origin)
  const claims: JWTPayload = {
    ...credential,
    iss: credential.issuer.id,
    jti: credential.id,
    nbf: seconds(it.issuedOn),
    ...(it.validUntil && { exp: seconds(it.validUntil) }),
  }
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: id, jwk: jwkOf(signer.publicKey) })
    .sign(signer.privateKey)
}

/** What a file that claims to be a certificate turned out to be; `id` only of one that was signed here. */
export type CredentialVerdict =
  /** `code`: by which the register is asked. */
  { kind: 'signed'; id: string; code: string } | { kind: 'not_ours' | 'not_a_credential' }

const shape = /^[\w-]+\.[\w-]+\.[\w-]+$/

/**
 * Whether a text is a credential that was signed here. Only keys that are written down here are believed,
 * never one that the text brings along; only EdDSA; whether it still holds is for the register to say.
 */
export async function readCredential(ctx: Context, text: string): Promise<CredentialVerdict> {
  const token = text.trim()
  if (token.length > 20_000 || !shape.test(token)) return { kind: 'not_a_credential' }
  for (const { publicKey } of await listBadgeKeys(ctx)) {
    const key = await importJWK({ ...jwkOf(publicKey), alg: 'EdDSA' })
    // Its days are compared with the register's: an expired one is still ours.
    const claims = await compactVerify(token, key, { algorithms: ['EdDSA'] }).then(
      ({ payload }) => JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>,
      () => undefined,
    )
    const id = /^urn:uuid:([0-9a-f-]{36})$/.exec(String(claims?.jti ?? ''))?.[1]
    const [evidence] = (claims?.evidence ?? []) as { id?: string }[]
    const code = evidence?.id?.split('/').at(-1) ?? ''
    if (id) return { kind: 'signed', id, code }
  }
  return { kind: 'not_ours' }
}

/** The public keys as a JSON Web Key Set, for whoever verifies without us. */
export async function keySet(ctx: Context) {
  const keys = await listBadgeKeys(ctx)
  return {
    keys: keys.map(({ id, publicKey }) => ({
      ...createPublicKey({ key: jwkOf(publicKey), format: 'jwk' }).export({ format: 'jwk' }),
      kid: id,
      alg: 'EdDSA',
      use: 'sig',
    })),
  }
}
