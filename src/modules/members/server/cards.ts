import type { Context } from '#platform/server/context.ts'
import { writeCard } from './card.ts'

export interface PrintedCard {
  personId: string
  fullName: string
  code: string | null
  number: number
  issuedOn: string
  /** What its QR code says. */
  text: string
}

/** The valid cards of people whom the actor may see, ready to be drawn; in the order of names. */
export async function listCards(
  ctx: Context,
  personIds: readonly string[],
): Promise<PrintedCard[]> {
  if (personIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('members.card as c')
    .innerJoin('members.person as p', 'p.id', 'c.personId')
    .select(['p.id as personId', 'p.fullName', 'p.code', 'c.number', 'c.issuedOn', 'c.keyId'])
    .where('c.personId', 'in', [...personIds])
    .where('c.revokedAt', 'is', null)
    .orderBy('p.givenName')
    .orderBy('p.fullName')
    .execute()
  const signer = ctx.sealer.signerFor('member-card')
  return rows.map(({ keyId, ...row }) => ({ ...row, text: writeCard(row, keyId, signer) }))
}
