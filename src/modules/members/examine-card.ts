import { addDays, type IsoDay } from '#platform/days.ts'

/** What a member's card says: whose it is, since when, and its number. */
export interface Card {
  personId: string
  issuedOn: IsoDay
  number: number
  keyId: string
  /** What was signed, and the signature, as they stand in the card. */
  signed: string
  signature: string
}

/** By what a phone examines cards without a network. */
export interface CardKeys {
  /** Raw Ed25519 keys in base64url, by their ids. */
  cardPublicKeys: readonly { id: string; key: string }[]
  /** Numbers of revoked cards. */
  revokedCards: readonly number[]
}

export type CardAnswer =
  | { kind: 'genuine'; card: Card }
  /** Some other code: a shop's, an identity card's. */
  | { kind: 'not_a_card' }
  /** Says it is a card of ours, and is not. */
  | { kind: 'forged' }
  /** Signed by a key that this phone has not heard of: its pack is old, or the card is foreign. */
  | { kind: 'unknown_key' }
  | { kind: 'revoked'; card: Card }

/** What the text of a code claims; nothing where it is no card. */
export function readCard(text: string): Card | undefined {
  // 64 bytes fill the last of 86 characters by two bits only: a signature is written in one way.
  const parts = /^(XK1\.([a-z0-9]{1,8})\.([\w-]{32}))\.([\w-]{85}[AQgw])$/.exec(text.trim())
  if (!parts) return undefined
  const [, signed = '', keyId = '', content = '', signature = ''] = parts
  const bytes = fromBase64Url(content)
  const numbers = new DataView(bytes.buffer)
  const hex = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
  return {
    personId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    issuedOn: addDays('2000-01-01', numbers.getUint32(16)),
    number: numbers.getUint32(20),
    keyId,
    signed,
    signature,
  }
}

/** Examines a card without a network, by the keys and the revoked numbers of the pack. */
export async function examineCard(
  text: string,
  { cardPublicKeys, revokedCards }: CardKeys,
): Promise<CardAnswer> {
  const card = readCard(text)
  if (!card) return { kind: /^XK\d/.test(text.trim()) ? 'forged' : 'not_a_card' }
  const key = cardPublicKeys.find(({ id }) => id === card.keyId)
  if (!key) return { kind: 'unknown_key' }
  const { verifyAsync } = await import('@noble/ed25519')
  const message = new TextEncoder().encode(card.signed)
  const isGenuine = await verifyAsync(
    fromBase64Url(card.signature),
    message,
    fromBase64Url(key.key),
    { zip215: false },
  ).catch(() => false)
  if (!isGenuine) return { kind: 'forged' }
  return revokedCards.includes(card.number) ? { kind: 'revoked', card } : { kind: 'genuine', card }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}
