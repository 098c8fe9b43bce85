import type { UnitType } from '#modules/units/index.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableFault } from '../../decision-table/decision-row.ts'
import type { MatchedMention, MatchedRow } from '../../decision-table/match-table.ts'
import type { MatchStatus, Reason } from '../../decision-table/reasons.ts'
import { nameKey } from '../../decision-table/table-events.ts'
import { above } from '../../plan/tree.ts'
import type { Organisation } from '../../plan/types.ts'
import type { DraftPlan } from '../read-plan.ts'
import type { DraftTable } from './read-table.ts'
import { DecisionRowShape } from './shapes.ts'

/** A unit as it is shown beside a name: with the district or province that tells namesakes apart. */
export interface ShownUnit {
  id: string
  name: string
  type: UnitType
  where: string
}

/** A name of the table with what it is taken for. */
export interface ShownName {
  /** `position.place`, by which its question is found. */
  key: string
  written: string
  part: boolean
  status: MatchStatus
  reason: Reason
  /** Said by an officer; empty: none of the register's units. */
  isAnswered: boolean
  units: ShownUnit[]
}

export interface ShownRow {
  position: number
  line: number
  name: string
  unchanged: boolean
  names: ShownName[]
  faults: readonly TableFault[]
  /** Names that are still proposed or asked. */
  open: number
}

export interface TableSummary {
  source: string | null
  parent: string
  /** How many units the table founds, and how many go into them or go on under it. */
  founded: number
  from: number
  counts: Readonly<Record<MatchStatus, number>>
  open: { proposed: number; asked: number }
  faults: number
  splits: { name: string; into: string[] }[]
}

export function summaryOf({ table, plan, organisation }: DraftPlan): TableSummary | null {
  if (!table) return null
  const { matched, ordered, newUnitIds } = table
  const named = new Set(
    matched.rows.flatMap((row) =>
      row.unchanged ? [] : row.mentions.flatMap((_, place) => meantBy(table, row, place)),
    ),
  )
  const nameAt = new Map(matched.rows.map((row) => [row.position, row.newUnit.name]))
  const nameById = new Map([...newUnitIds].map(([position, id]) => [id, nameAt.get(position)]))
  const nameOf = (id: string) => organisation.standing.get(id)?.name ?? nameById.get(id) ?? ''
  return {
    source: table.source,
    parent: organisation.standing.get(table.parentId)?.name ?? nameOf(table.parentId),
    founded: matched.rows.filter(({ unchanged }) => !unchanged).length,
    from: named.size,
    counts: matched.counts,
    open: { proposed: ordered.proposed.length, asked: ordered.asked.length },
    faults: matched.rows.reduce((count, { faults }) => count + faults.length, 0),
    splits: [...plan.ended.values()]
      .filter(({ by, into }) => by === 'split' && into.some((id) => nameById.has(id)))
      .map(({ unit, into }) => ({ name: unit.name, into: into.map(nameOf) })),
  }
}

/** The rows as they are read, with what each name was taken for. */
export function rowsOf({ table, organisation }: DraftPlan): ShownRow[] {
  if (!table) return []
  return table.matched.rows.map((row) => {
    const names = row.mentions.map((_, place) => nameOf(table, organisation, row, place))
    return {
      position: row.position,
      line: row.line,
      name: row.newUnit.name || row.newUnit.written,
      unchanged: row.unchanged,
      names,
      faults: row.faults,
      open: names.filter(({ status, isAnswered }) => status !== 'certain' && !isAnswered).length,
    }
  })
}

export function nameOf(
  table: DraftTable,
  organisation: Organisation,
  row: MatchedRow,
  place: number,
): ShownName {
  const { written, part, status, reason } = row.mentions[place] as MatchedMention
  const key = nameKey(row.position, place)
  return {
    key,
    written,
    part,
    status,
    reason,
    isAnswered: table.answers.names.has(key),
    units: meantBy(table, row, place).flatMap((id) => unitShown(organisation, id)),
  }
}

/** The units that a name is taken for: as answered, or as it was matched. */
function meantBy(table: DraftTable, row: MatchedRow, place: number): readonly string[] {
  const unitId = row.mentions[place]?.unitId
  return table.answers.names.get(nameKey(row.position, place)) ?? (unitId ? [unitId] : [])
}

export function unitShown({ standing }: Organisation, id: string): ShownUnit[] {
  const unit = standing.get(id)
  if (!unit) return []
  const over = [...above(standing, id)]
  const where = ['district', 'province'].flatMap((level) =>
    over.filter((one) => one.level === level).map(({ name }) => name),
  )
  return [{ id, name: unit.name, type: unit.type, where: where.join(' · ') }]
}

/** A table's numbers as they were written, of a draft that is no longer planned. Two queries. */
export async function tableOf(ctx: Context, draftId: string) {
  const table = await ctx.db
    .selectFrom('restructuring.decisionTable')
    .select('source')
    .where('draftId', '=', draftId)
    .executeTakeFirst()
  if (!table) return null
  const rows = await ctx.db
    .selectFrom('restructuring.decisionRow')
    .select('content')
    .where('draftId', '=', draftId)
    .execute()
  const founding = rows
    .map(({ content }) => DecisionRowShape.parse(content))
    .filter(({ unchanged }) => !unchanged)
  const names = founding.flatMap(({ predecessors }) => predecessors.map(({ written }) => written))
  return {
    source: table.source,
    founded: founding.length,
    from: new Set(names).size,
    splits: 0,
    questions: 0,
    faults: 0,
  }
}
