import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import { defineCommand } from '#platform/server/command.ts'
import { Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { RecordOutcome, ReverseOutcome } from '../../shapes.ts'
import { holdKept, tellChange } from '../venture-of.ts'

/**
 * Writes down what came of support after three, six or twelve months, against the month before it: sales of
 * a month (đồng, more or fewer), workers, a new channel of selling. Once for each time; a wrong one is reversed.
 */
export const recordOutcome = defineCommand(
  'ventures.record_outcome',
  RecordOutcome,
  async (ctx, input) => {
    const { rows } = await sql<{ ventureId: string; givenOn: IsoDay; isGone: boolean }>`
      select e.venture_id, e.given_on,
             (e.reverses is not null or exists (select from ventures.support_entry r where r.reverses = e.id)) as is_gone
        from ventures.support_entry e where e.id = ${input.supportId}::uuid`.execute(ctx.db)
    const support = rows[0]
    if (!support) throw new NotFound('ventures.support_not_found')
    const venture = await holdKept(ctx, support.ventureId)
    const known = await sql`select from ventures.outcome where id = ${input.id}::uuid`.execute(
      ctx.db,
    )
    if (known.rows.length > 0) {
      ctx.note({ unitId: venture.unitId, subjectId: venture.id })
      return { id: input.id }
    }
    if (support.isGone) throw new RuleBroken('ventures.reversed_already')
    if (input.measuredOn > ctx.today)
      throw new Invalid([{ path: 'measuredOn', code: 'day_in_future' }])
    if (input.measuredOn < support.givenOn)
      throw new Invalid([{ path: 'measuredOn', code: 'ventures_measured_before' }])
    await sql`insert into ventures.outcome (id, support_id, venture_id, unit_id, months, measured_on, sales_change, jobs_change, new_channel, note, recorded_by, recorded_at)
      values (${input.id}, ${input.supportId}, ${venture.id}, ${venture.unitId}, ${input.months}, ${input.measuredOn}, ${input.salesChange},
              ${input.jobsChange}, ${input.newChannel ?? null}, ${input.note ?? null}, ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(
      ctx.db,
    )
    await tellChange(ctx, venture, 'measured', { months: input.months })
    return { id: input.id }
  },
)

/** Takes a wrong measurement back; it is due again. */
export const reverseOutcome = defineCommand(
  'ventures.reverse_outcome',
  ReverseOutcome,
  async (ctx, input) => {
    const { rows } = await sql<{ ventureId: string; isGone: boolean }>`
      select o.venture_id, (o.reverses is not null or exists (select from ventures.outcome r where r.reverses = o.id)) as is_gone
        from ventures.outcome o where o.id = ${input.outcomeId}::uuid`.execute(ctx.db)
    if (!rows[0]) throw new NotFound('ventures.outcome_not_found')
    const venture = await holdKept(ctx, rows[0].ventureId)
    const known = await sql`select from ventures.outcome where id = ${input.id}::uuid`.execute(
      ctx.db,
    )
    if (known.rows.length > 0) {
      ctx.note({ unitId: venture.unitId, subjectId: venture.id })
      return { id: input.id }
    }
    if (rows[0].isGone) throw new RuleBroken('ventures.reversed_already')
    await sql`insert into ventures.outcome (id, support_id, venture_id, unit_id, months, measured_on, sales_change, jobs_change, reverses, reason, recorded_by, recorded_at)
      select ${input.id}, o.support_id, o.venture_id, o.unit_id, o.months, o.measured_on, -o.sales_change, -o.jobs_change, o.id, ${input.reason},
             ${ctx.actor.personId ?? null}::uuid, ${ctx.now()}
        from ventures.outcome o where o.id = ${input.outcomeId}::uuid`.execute(ctx.db)
    await tellChange(ctx, venture, 'measurement_reversed', { reason: input.reason })
    return { id: input.id }
  },
)
