import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { planReform } from '../plan/plan-reform.ts'
import type { LaterVersion, Organisation, Plan, ReformEvent, StandingUnit } from '../plan/types.ts'
import { type DraftTable, readDraftTable } from './decision-table/read-table.ts'
import { type Draft, type DraftEvent, getDraft, listEvents, readAnswers } from './draft.ts'

/** Counts of a unit's own, by kind (restructuring.own_counts). */
export type OwnCounts = ReadonlyMap<string, Readonly<Record<string, number>>>

export interface DraftPlan {
  draft: Draft
  events: DraftEvent[]
  /** The table of the decision, if the draft has one: its events come beside those written one by one. */
  table: DraftTable | null
  organisation: Organisation
  counts: OwnCounts
  plan: Plan
  /** All that is ordered: the events written one by one and those of the table. */
  ordered: readonly ReformEvent[]
}

/**
 * Reads a draft with the organisation as it stands on the eve of its day, and plans it. Ten queries,
 * whatever the number of units; memory grows with the units below the draft's scope.
 */
export async function readPlan(ctx: Context, draftId: string): Promise<DraftPlan> {
  const draft = await getDraft(ctx, draftId)
  const events = await listEvents(ctx, draftId)
  const answers = await readAnswers(ctx, draftId)
  const { organisation, counts } = await readOrganisation(ctx, draft, events)
  const endedOtherwise = new Set(events.flatMap(({ body }) => endedBy(body)))
  const { standing } = organisation
  const table = await readDraftTable(ctx, draftId, standing, draft.scopeIds, endedOtherwise)
  const ordered = [...events.map(({ body }) => body), ...(table?.ordered.events ?? [])]
  return {
    draft,
    events,
    table,
    organisation,
    counts,
    ordered,
    plan: planReform(organisation, ordered, answers),
  }
}

/** The units that an event ends. */
function endedBy(event: ReformEvent): readonly string[] {
  if (event.kind === 'merge') return event.from
  return event.kind === 'split' || event.kind === 'dissolve' ? [event.unitId] : []
}

async function readOrganisation(ctx: Context, draft: Draft, events: readonly DraftEvent[]) {
  const on = draft.effectiveOn
  const standing = await readStanding(ctx, draft.scopeIds, on)
  const counts = await readCounts(ctx, on)
  const reopened = events.flatMap(({ body }) => (body.kind === 'reopen' ? [body.unitId] : []))
  const organisation: Organisation = {
    standing: new Map(standing.map((unit) => [unit.id, unit])),
    closed: await readClosed(ctx, reopened, on),
    later: await readLater(ctx, draft.scopeIds, on),
    withOwn: new Set(
      [...counts].flatMap(([id, own]) => (Object.keys(own).some(goesAlong) ? [id] : [])),
    ),
  }
  return { organisation, counts }
}

/** What does not stay where it was recorded (restructuring.stays_put). */
export const goesAlong = (kind: string): boolean => !kind.endsWith('_before') && kind !== 'office'

/** Units at, below and above the scope, by their versions that cover the eve of the day and the day. */
async function readStanding(
  ctx: Context,
  scopeIds: readonly string[],
  on: IsoDay,
): Promise<StandingUnit[]> {
  const { rows } = await sql<StandingUnit>`
    with concerned as (
      select r.unit_id from access.reach r
       where r.ancestor_id = any (${scopeIds}::uuid[]) and r.valid_from < ${on} and (r.valid_to is null or r.valid_to >= ${on})
      union
      select r.ancestor_id from access.reach r
       where r.unit_id = any (${scopeIds}::uuid[]) and r.valid_from < ${on} and (r.valid_to is null or r.valid_to >= ${on})
    )
    select v.unit_id as id, v.parent_id, v.level, v.type, v.name, v.code, v.gazetteer_code, v.valid_from
      from concerned c join units.unit_version v on v.unit_id = c.unit_id
     where v.valid_from < ${on} and (v.valid_to is null or v.valid_to > ${on})`.execute(ctx.db)
  return rows
}

async function readClosed(ctx: Context, unitIds: readonly string[], on: IsoDay) {
  const closed = new Map<string, StandingUnit>()
  if (unitIds.length === 0) return closed
  const { rows } = await sql<StandingUnit>`
    select distinct on (v.unit_id) v.unit_id as id, v.parent_id, v.level, v.type, v.name, v.code, v.gazetteer_code, v.valid_from
      from units.unit_version v
     where v.unit_id = any (${unitIds}::uuid[]) and v.valid_from < ${on}
     order by v.unit_id, v.valid_from desc`.execute(ctx.db)
  for (const unit of rows) closed.set(unit.id, unit)
  return closed
}

/** Versions from the day on, and endings decided for later, of units at and below the scope. */
async function readLater(
  ctx: Context,
  scopeIds: readonly string[],
  on: IsoDay,
): Promise<LaterVersion[]> {
  const { rows } = await sql<LaterVersion>`
    with concerned as (
      select distinct r.unit_id from access.reach r where r.ancestor_id = any (${scopeIds}::uuid[])
    )
    select v.id, v.unit_id, v.parent_id, v.valid_from
      from concerned c join units.unit_version v on v.unit_id = c.unit_id
     where v.valid_from >= ${on}
    union all
    select v.id, v.unit_id, null, v.valid_to
      from concerned c join units.unit_version v on v.unit_id = c.unit_id
     where v.valid_from < ${on} and v.valid_to > ${on}
       and not exists (select from units.unit_version n where n.unit_id = v.unit_id and n.valid_from >= ${on})`.execute(
    ctx.db,
  )
  return rows
}

async function readCounts(ctx: Context, on: IsoDay): Promise<OwnCounts> {
  // The system holds no office by which a count could be narrowed.
  const counted = ctx.actor.kind === 'system' ? 'own_counts' : 'readable_own_counts'
  const { rows } = await sql<{ kind: string; unitId: string; count: number }>`
    select kind, unit_id, count from ${sql.ref(`restructuring.${counted}`)}(${on})`.execute(ctx.db)
  const counts = new Map<string, Record<string, number>>()
  for (const { kind, unitId, count } of rows) {
    const own = counts.get(unitId) ?? {}
    own[kind] = count
    counts.set(unitId, own)
  }
  return counts
}

/** How many questions a draft still holds: of the plan, and of its table's names. */
export const openQuestions = (found: Pick<DraftPlan, 'plan' | 'table'>): number =>
  found.plan.questions.length + openTableQuestions(found)

/** How many of them are of the table: names, and units that it leaves out in whole or in part. */
export function openTableQuestions({ table }: Pick<DraftPlan, 'table'>): number {
  const { proposed = [], asked = [], unnamed = [], partly = [] } = table?.ordered ?? {}
  return proposed.length + asked.length + unnamed.length + partly.length
}

/** Rows of the table that cannot be read or contradict each other. */
export const tableFaults = ({ table }: Pick<DraftPlan, 'table'>): number =>
  (table?.matched.rows ?? []).reduce((count, row) => count + row.faults.length, 0)
