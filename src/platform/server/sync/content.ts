import { createHash, createHmac, hkdfSync } from 'node:crypto'
import type { Sealer } from '../sealing.ts'

type Body = Record<string, unknown>

/** JSON with its keys in order, so that the same content is always the same text. */
function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ordered).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${ordered(one)}`).join(',')}}`
}

function apart(body: unknown, sensitive: readonly string[]): { plain: unknown; secret: Body } {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  if (sensitive.length === 0 || !isObject) return { plain: body, secret: {} }
  const entries = Object.entries(body)
  return {
    plain: Object.fromEntries(entries.filter(([key]) => !sensitive.includes(key))),
    secret: Object.fromEntries(
      entries.filter(([key, value]) => sensitive.includes(key) && value != null),
    ),
  }
}

export type Digest = (
  kind: string,
  happenedAt: string,
  body: unknown,
  sensitive?: readonly string[],
) => string

/**
 * Tells whether a record that comes again is the same. Sensitive parts go in under a key: a plain
 * digest of a citizen's number would outlive the number and could be guessed.
 */
export function createDigest(secret: string): Digest {
  const key = Buffer.from(hkdfSync('sha256', secret, 'xungkich', 'sync-digest', 32))
  return (kind, happenedAt, body, sensitive = []) => {
    const { plain, secret: hidden } = apart(body, sensitive)
    const hash = createHash('sha256').update(`${kind}\n${happenedAt}\n${ordered(plain)}`)
    if (Object.keys(hidden).length > 0) {
      hash.update(createHmac('sha256', key).update(ordered(hidden)).digest())
    }
    return hash.digest('base64url')
  }
}

/** A body as it may lie in the database: sensitive parts sealed. */
export function concealed(body: unknown, sensitive: readonly string[], sealer: Sealer): unknown {
  const { plain, secret } = apart(body, sensitive)
  if (Object.keys(secret).length === 0) return plain ?? null
  return { ...(plain as Body), sealed: sealer.seal(JSON.stringify(secret)).toString('base64') }
}

/** The body as it was before {@link concealed}. */
export function revealed(body: unknown, sealer: Sealer): unknown {
  if (typeof body !== 'object' || body === null || !('sealed' in body)) return body
  const { sealed, ...plain } = body as Body & { sealed: string }
  return { ...plain, ...JSON.parse(sealer.unseal(Buffer.from(sealed, 'base64'))) }
}
