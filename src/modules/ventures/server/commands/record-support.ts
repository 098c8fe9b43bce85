import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { RecordSupport, ReverseSupport } from '../../shapes.ts'
import { holdKept, tellChange, type VentureHeld } from '../venture-of.ts'

interface Entry {
  id: string
  what: string
  givenBy: string
  givenOn: IsoDay
  cost: number
  note?: string | undefined
  applicationId?: string | undefined
}

/** Puts an entry into the ledger, under the commune where the venture was on the day. */
export async function enter(
  ctx: CommandContext,
  venture: Pick<VentureHeld, 'id' | 'unitId'>,
  entry: Entry,
): Promise<void> {
  await sql`insert into ventures.support_entry (id, venture_id, unit_id, what, given_by, given_on, cost, note, application_id, recorded_by, recorded_at)
    select ${entry.id}, ${venture.id}, coalesce((select s.unit_id from ventures.standing s where s.venture_id = ${venture.id}::uuid
             and s.valid_from <= ${entry.givenOn}::date and (s.valid_to is null or s.valid_to > ${entry.givenOn}::date)), ${venture.unitId}::uuid),
           ${entry.what}, ${entry.givenBy}, ${entry.givenOn}::date, ${entry.cost}::bigint, ${entry.note ?? null}, ${entry.applicationId ?? null}::uuid,
           ${ctx.actor.personId ?? null}::uuid, ${ctx.now()}`.execute(ctx.db)
}

async function isKnown(ctx: CommandContext, id: string): Promise<boolean> {
  const { rows } = await sql`select from ventures.support_entry where id = ${id}::uuid`.execute(
    ctx.db,
  )
  return rows.length > 0
}

function checkDay(ctx: CommandContext, on: IsoDay, path: string): void {
  if (on > ctx.today) throw new Invalid([{ path, code: 'day_in_future' }])
}

/** Writes down what a venture was given, by whom, when and at what cost (đồng). The same id again changes nothing. */
export const recordSupport = defineCommand(
  'ventures.record_support',
  RecordSupport,
  async (ctx, input) => {
    const venture = await holdKept(ctx, input.ventureId)
    if (await isKnown(ctx, input.id)) {
      ctx.note({ unitId: venture.unitId, subjectId: venture.id })
      return { id: input.id }
    }
    if (venture.state !== 'registered') throw new RuleBroken('ventures.not_registered')
    checkDay(ctx, input.givenOn, 'givenOn')
    await enter(ctx, venture, input)
    await tellChange(ctx, venture, 'supported', {
      what: input.what,
      on: input.givenOn,
      cost: input.cost,
    })
    await ctx.emit('ventures.supported', { ventureId: venture.id, supportId: input.id })
    return { id: input.id }
  },
)

/**
 * Takes a wrong entry back whole, by another of the same sum with the other sign; both stay to be read. The
 * right one may be entered in the same step. What came of it is taken back with it.
 */
export const reverseSupport = defineCommand(
  'ventures.reverse_support',
  ReverseSupport,
  async (ctx, input) => {
    const { rows } = await sql<Entry & { ventureId: string; reverses: string | null }>`
      select id, venture_id, what, given_by, given_on, cost, reverses from ventures.support_entry where id = ${input.supportId}::uuid`.execute(
      ctx.db,
    )
    const wrong = rows[0]
    if (!wrong) throw new NotFound('ventures.support_not_found')
    const venture = await holdKept(ctx, wrong.ventureId)
    if (await isKnown(ctx, input.id)) {
      ctx.note({ unitId: venture.unitId, subjectId: venture.id })
      return { id: input.id }
    }
    if (wrong.reverses) throw new RuleBroken('ventures.reversal_stays')
    const again =
      await sql`select from ventures.support_entry where reverses = ${wrong.id}::uuid`.execute(
        ctx.db,
      )
    if (again.rows.length > 0) throw new RuleBroken('ventures.reversed_already')
    if (input.right) checkDay(ctx, input.right.givenOn, 'right.givenOn')
    await sql`insert into ventures.support_entry (id, venture_id, unit_id, what, given_by, given_on, cost, reverses, reason, recorded_by, recorded_at)
      select ${input.id}, e.venture_id, e.unit_id, e.what, e.given_by, e.given_on, -e.cost, e.id, ${input.reason}, ${ctx.actor.personId ?? null}::uuid, ${ctx.now()}
        from ventures.support_entry e where e.id = ${wrong.id}::uuid`.execute(ctx.db)
    await sql`insert into ventures.outcome (id, support_id, venture_id, unit_id, months, measured_on, sales_change, jobs_change, reverses, reason, recorded_by, recorded_at)
      select uuidv7(), o.support_id, o.venture_id, o.unit_id, o.months, o.measured_on, -o.sales_change, -o.jobs_change, o.id, ${input.reason},
             ${ctx.actor.personId ?? null}::uuid, ${ctx.now()}
        from ventures.outcome o where o.support_id = ${wrong.id}::uuid and o.reverses is null
         and not exists (select from ventures.outcome r where r.reverses = o.id)`.execute(ctx.db)
    if (input.right) await enter(ctx, venture, input.right)
    await tellChange(ctx, venture, 'support_reversed', {
      what: wrong.what,
      on: wrong.givenOn,
      cost: wrong.cost,
      reason: input.reason,
    })
    return { id: input.id }
  },
)
