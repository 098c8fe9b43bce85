import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, RuleBroken } from '#platform/server/errors.ts'
import { DistributeDocument, OfDocument } from '../../shapes.ts'
import { canWriteAt } from '../policy.ts'
import { countDeliveries } from '../queries/deliveries.ts'
import { getDocument } from '../queries/documents.ts'
import { addStep } from '../steps.ts'

const levels = { communes: 'commune', branches: 'branch' } as const

/**
 * Sends an issued paper to units and persons, and tells them: one statement, however many there are. Who
 * has been sent it before is not sent it again. Answers how many are new.
 */
export const distributeDocument = defineCommand(
  'documents.distribute',
  DistributeDocument,
  async (ctx, input) => {
    const paper = await getDocument(ctx, input.documentId)
    await ctx.authorize(canWriteAt(paper.unitId))
    if (paper.state !== 'issued') throw new Conflict('documents.not_issued')
    const sentAt = ctx.now().toISOString()
    const { rows } = await sql<{ sent: number }>`
      with chosen as (
        select r.unit_id, null::uuid as person_id
          from access.reach r
          join units.unit_version v on v.unit_id = r.unit_id
           and v.valid_from <= ${ctx.today}::date and (v.valid_to is null or v.valid_to > ${ctx.today}::date)
         where r.ancestor_id = ${paper.unitId} and r.depth > 0 and v.level = any (${input.below.map((one) => levels[one])}::text[])
           and r.valid_from <= ${ctx.today}::date and (r.valid_to is null or r.valid_to > ${ctx.today}::date)
        union
        select m.unit_id, null from units.grouping_member m
         where m.grouping_id = ${input.groupingId ?? null}::uuid
           and m.valid_from <= ${ctx.today}::date and (m.valid_to is null or m.valid_to > ${ctx.today}::date)
        union
        select u.id, null from units.unit u where u.id = any (${input.unitIds}::uuid[])
        union
        select null, p.id from members.person p where p.id = any (${input.personIds}::uuid[])
      ), sent as (
        insert into documents.delivery (document_id, from_unit_id, unit_id, person_id, sent_at, sent_by)
        select ${paper.id}::uuid, ${paper.unitId}::uuid, c.unit_id, c.person_id, ${sentAt}::timestamptz, ${ctx.actor.personId ?? null}::uuid
          from chosen c where c.unit_id is distinct from ${paper.unitId}::uuid
        on conflict do nothing returning 1)
      select count(*)::int as sent from sent`.execute(ctx.db)
    const sent = rows[0]?.sent ?? 0
    if (sent === 0) {
      const { sent: before } = await countDeliveries(ctx, paper.id)
      if (before === 0) throw new RuleBroken('documents.nobody_found')
      return { id: paper.id, sent }
    }
    await addStep(ctx, paper.id, 'distributed', { note: String(sent) })
    await sql`select documents.tell_receivers(${paper.id}::uuid, 'documents.sent', false, ${sentAt}::timestamptz)`.execute(
      ctx.db,
    )
    ctx.note({ unitId: paper.unitId, subjectId: paper.id, details: { sent } })
    return { id: paper.id, sent }
  },
)

/** Reminds those who have not read a paper; once a day at most. Answers how many people were told. */
export const remindReceivers = defineCommand(
  'documents.remind',
  OfDocument,
  async (ctx, { documentId }) => {
    const paper = await getDocument(ctx, documentId)
    await ctx.authorize(canWriteAt(paper.unitId))
    if (paper.state !== 'issued') throw new Conflict('documents.not_issued')
    if (paper.remindedAt && ctx.now().getTime() - paper.remindedAt.getTime() < 20 * 3_600_000)
      throw new RuleBroken('documents.reminded_today')
    const { rows } = await sql<{ told: number }>`
      select documents.tell_receivers(${documentId}::uuid, 'documents.remind', true, null) as told`.execute(
      ctx.db,
    )
    const told = rows[0]?.told ?? 0
    await ctx.db
      .updateTable('documents.document')
      .set({ remindedAt: ctx.now().toISOString() })
      .where('id', '=', documentId)
      .execute()
    await addStep(ctx, documentId, 'reminded', { note: String(told) })
    ctx.note({ unitId: paper.unitId, subjectId: documentId, details: { told } })
    return { id: documentId, told }
  },
)
