import { sql } from 'kysely'
import { z } from 'zod'
import { defineCommand } from '#platform/server/command.ts'
import { cardDigest, currentCardKey, writeCard } from '../card.ts'
import { authorizeForAll, openStays } from '../stays.ts'

export const IssueCards = z.object({ personIds: z.array(z.uuid()).min(1).max(1000) })

/** Issues a signed card to each person who has no valid one. */
export const issueCards = defineCommand('members.issue_cards', IssueCards, async (ctx, input) => {
  const stays = await openStays(ctx, input.personIds)
  await authorizeForAll(ctx, stays)
  const { rows } = await sql<{ personId: string; number: number }>`
    select p.id as person_id, nextval('members.card_number')::int as number
      from members.person p
     where p.id = any (${input.personIds}::uuid[])
       and not exists (select from members.card c where c.person_id = p.id and c.revoked_at is null)`.execute(
    ctx.db,
  )
  const key = await currentCardKey(ctx)
  for (const { personId, number } of rows) {
    const text = writeCard({ personId, number, issuedOn: ctx.today }, key.id, key.signer)
    await ctx.db
      .insertInto('members.card')
      .values({
        number,
        personId,
        keyId: key.id,
        issuedOn: ctx.today,
        issuedBy: ctx.actor.personId ?? null,
        digest: cardDigest(text),
      })
      .execute()
    const unitId = stays.find((stay) => stay.personId === personId)?.unitId ?? null
    ctx.note({ unitId, subjectId: personId, details: { card: number } })
  }
  if (rows.length === 0) ctx.note({ details: { issued: 0 } })
  return { issued: rows.length }
})
