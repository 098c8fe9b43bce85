import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, type IsoDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { isSignedBy, type Signer } from '#platform/server/signing.ts'

/** What a card says: whose it is, since when, and its number. Format: docs/decisions/0006-member-cards.md */
export interface CardContent {
  personId: string
  issuedOn: IsoDay
  number: number
}

const firstDay: IsoDay = '2000-01-01'
const msADay = 86_400_000
const dayNumber = (day: IsoDay) => (Date.parse(day) - Date.parse(firstDay)) / msADay

/** The text in the QR code: `XK1.<key>.<24 bytes>.<signature>`, in base64url. */
export function writeCard(content: CardContent, keyId: string, signer: Signer): string {
  const bytes = Buffer.alloc(24)
  bytes.write(content.personId.replaceAll('-', ''), 0, 'hex')
  bytes.writeUInt32BE(dayNumber(content.issuedOn), 16)
  bytes.writeUInt32BE(content.number, 20)
  const signed = `XK1.${keyId}.${bytes.toString('base64url')}`
  return `${signed}.${signer.sign(signed)}`
}

export interface WrittenCard extends CardContent {
  keyId: string
  signed: string
  signature: string
}

/** What a card's text claims; nothing where it is no card of ours. Whether it is true is not looked at. */
export function readCard(text: string): WrittenCard | undefined {
  const parts = /^(XK1\.([a-z0-9]{1,8})\.([\w-]{32}))\.([\w-]{85}[AQgw])$/.exec(text.trim())
  if (!parts) return undefined
  const [, signed = '', keyId = '', content = '', signature = ''] = parts
  const bytes = Buffer.from(content, 'base64url')
  const hex = bytes.toString('hex', 0, 16)
  return {
    personId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    issuedOn: addDays(firstDay, bytes.readUInt32BE(16)),
    number: bytes.readUInt32BE(20),
    keyId,
    signed,
    signature,
  }
}

/** Whether a card was signed with the key it names: what a phone does without a network. */
export const isCardSignedBy = (card: WrittenCard, publicKey: Uint8Array): boolean =>
  isSignedBy(publicKey, card.signed, card.signature)

export const cardDigest = (text: string): Buffer =>
  createHash('sha256').update(text.trim()).digest()

export interface CardKey {
  id: string
  /** 32 bytes in base64url. */
  key: string
}

/** The public keys of all cards ever signed here; phones verify with them. */
export async function listCardKeys(ctx: Context): Promise<CardKey[]> {
  const keys = await ctx.db
    .selectFrom('members.cardKey')
    .select(['id', 'publicKey'])
    .orderBy('createdAt')
    .execute()
  return keys.map(({ id, publicKey }) => ({ id, key: publicKey.toString('base64url') }))
}

/** The numbers of the cards that phones must refuse. */
export async function listRevokedCards(ctx: Context): Promise<number[]> {
  const { rows } = await sql<{
    number: number
  }>`select revoked as number from members.revoked_cards() revoked`.execute(ctx.db)
  return rows.map((row) => row.number)
}

/**
 * The key that cards are signed with now, its public half written down at its first use. After a
 * change of the installation's secret the old one is retired and a new one begins.
 */
export async function currentCardKey(ctx: CommandContext): Promise<{ id: string; signer: Signer }> {
  const signer = ctx.sealer.signerFor('member-card')
  const id = createHash('sha256').update(signer.publicKey).digest('hex').slice(0, 8)
  const known = await ctx.db
    .selectFrom('members.cardKey')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (known) return { id, signer }
  await ctx.db
    .updateTable('members.cardKey')
    .set({ retiredAt: ctx.now() })
    .where('retiredAt', 'is', null)
    .execute()
  await ctx.db
    .insertInto('members.cardKey')
    .values({ id, publicKey: signer.publicKey })
    .onConflict((it) => it.doNothing())
    .execute()
  return { id, signer }
}

/** What a scanned text turned out to be. */
export type ScannedCard = { personId: string; revokedAt: Date | null } | undefined

/**
 * Looks scanned cards up among those issued: the digest of the whole text must be the issued one's,
 * which says as much as its signature and costs a hundredth. One statement for all.
 */
export async function findScannedCards(
  ctx: Context,
  texts: readonly string[],
): Promise<Map<string, ScannedCard>> {
  const found = new Map<string, ScannedCard>()
  const read = texts.flatMap((text) => {
    const card = readCard(text)
    return card && card.number <= 0x7fffffff ? [{ text, card }] : []
  })
  if (read.length === 0) return found
  const { rows } = await sql<{
    number: number
    personId: string
    digest: Buffer
    revokedAt: Date | null
  }>`
    select number, person_id, digest, revoked_at
      from members.cards_issued(${[...new Set(read.map(({ card }) => card.number))]}::int[])`.execute(
    ctx.db,
  )
  const issued = new Map(rows.map((row) => [row.number, row]))
  for (const { text, card } of read) {
    const match = issued.get(card.number)
    if (match?.digest.equals(cardDigest(text)))
      found.set(text, { personId: match.personId, revokedAt: match.revokedAt })
  }
  return found
}
