import type { Context } from '#platform/server/context.ts'
import type { DecisionRow } from '../../decision-table/decision-row.ts'
import { type MatchedTable, matchTable } from '../../decision-table/match-table.ts'
import {
  nameKey,
  type OrderedTable,
  orderTable,
  type TableAnswers,
} from '../../decision-table/table-events.ts'
import type { UnitOfTheDay } from '../../decision-table/unit-index.ts'
import type { StandingUnit } from '../../plan/types.ts'
import { DecisionRowShape } from './shapes.ts'

/** A decision's table in a draft, matched to the units of the day, with what was said of it. */
export interface DraftTable {
  parentId: string
  source: string | null
  matched: MatchedTable
  /** The ids that the new units will have, by the positions of their rows. */
  newUnitIds: ReadonlyMap<number, string>
  answers: TableAnswers
  ordered: OrderedTable
}

/**
 * The table of a draft, if it has one; four queries. `endedOtherwise` are units that events beside the
 * table end: of those it need not ask.
 */
export async function readDraftTable(
  ctx: Context,
  draftId: string,
  standing: ReadonlyMap<string, StandingUnit>,
  scopeIds: readonly string[],
  endedOtherwise: ReadonlySet<string>,
): Promise<DraftTable | null> {
  const table = await ctx.db
    .selectFrom('restructuring.decisionTable')
    .select(['parentId', 'source'])
    .where('draftId', '=', draftId)
    .executeTakeFirst()
  if (!table) return null
  const rows = await ctx.db
    .selectFrom('restructuring.decisionRow')
    .select(['position', 'newUnitId', 'content'])
    .where('draftId', '=', draftId)
    .orderBy('position')
    .execute()
  const answers = await readAnswers(ctx, draftId)
  const matched = matchTable(
    rows.map(({ content }) => DecisionRowShape.parse(content) as DecisionRow),
    unitsOfTheDay(standing, scopeIds),
  )
  const newUnitIds = new Map(rows.map(({ position, newUnitId }) => [position, newUnitId]))
  const ordered = orderTable(matched, answers, {
    parentId: table.parentId,
    newUnitIds,
    endedOtherwise,
  })
  return { ...table, matched, newUnitIds, answers, ordered }
}

async function readAnswers(ctx: Context, draftId: string): Promise<TableAnswers> {
  const names = await ctx.db
    .selectFrom('restructuring.nameAnswer')
    .select(['position', 'place', 'unitIds'])
    .where('draftId', '=', draftId)
    .execute()
  const rests = await ctx.db
    .selectFrom('restructuring.restAnswer')
    .select(['unitId', 'answer'])
    .where('draftId', '=', draftId)
    .execute()
  return {
    names: new Map(
      names.map(({ position, place, unitIds }) => [nameKey(position, place), unitIds]),
    ),
    rests: new Map(
      rests.map(({ unitId, answer }) => [unitId, answer as 'stays' | 'goes_whole'] as const),
    ),
  }
}

/** The communes within the scope, each with the district and the province above it. */
export function unitsOfTheDay(
  standing: ReadonlyMap<string, StandingUnit>,
  scopeIds: readonly string[],
): UnitOfTheDay[] {
  const scope = new Set(scopeIds)
  return [...standing.values()].flatMap((unit) => {
    if (unit.level !== 'commune') return []
    const above = pathOf(standing, unit)
    if (![unit, ...above].some(({ id }) => scope.has(id))) return []
    const district = above.find(({ level }) => level === 'district')
    const province = above.find(({ level }) => level === 'province') ?? above.at(-1) ?? unit
    return {
      id: unit.id,
      name: unit.name,
      type: unit.type,
      level: unit.level,
      districtId: district?.id ?? null,
      districtName: district?.name ?? null,
      provinceId: province.id,
      provinceName: province.name,
    }
  })
}

function pathOf(standing: ReadonlyMap<string, StandingUnit>, unit: StandingUnit): StandingUnit[] {
  const path: StandingUnit[] = []
  let at = unit.parentId === null ? undefined : standing.get(unit.parentId)
  while (at && path.length < 20) {
    path.push(at)
    at = at.parentId === null ? undefined : standing.get(at.parentId)
  }
  return path
}
