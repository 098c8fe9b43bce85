import type { TableFault } from './decision-row.ts'
import type { MatchedRow } from './match-table.ts'
import type { KnownUnit } from './unit-index.ts'

/** What only the table as a whole tells. */
export interface TableFacts {
  /** Units named in several rows: parts of them go different ways. Rows by their positions. */
  splits: readonly { unitId: string; rows: readonly number[] }[]
  /** Units of which only a part is named, in one row: the table does not say where the rest goes. */
  restNowhere: readonly { unitId: string; row: number }[]
  /** Units of the scope that no row names, in the order of the scope. */
  unnamed: readonly string[]
}

/** Works the facts out, and the faults that they make, by the rows' positions. */
export function tableFacts(
  rows: readonly MatchedRow[],
  known: readonly KnownUnit[],
): TableFacts & { faults: ReadonlyMap<number, TableFault[]> } {
  const named = rows.flatMap((row) =>
    row.mentions.flatMap(({ unitId, part }) => (unitId ? { unitId, part, row } : [])),
  )
  const faults = new Map<number, TableFault[]>()
  const say = (row: number, fault: TableFault) =>
    faults.set(row, [...(faults.get(row) ?? []), fault])
  const splits: { unitId: string; rows: number[] }[] = []
  const restNowhere: { unitId: string; row: number }[] = []
  for (const [unitId, mentions] of Map.groupBy(named, (each) => each.unitId)) {
    const positions = [...new Set(mentions.map(({ row }) => row.position))]
    const [first = 0] = positions
    const name = known.find(({ id }) => id === unitId)?.name ?? ''
    if (positions.length > 1) splits.push({ unitId, rows: positions })
    else if (mentions.length > 1) say(first, { code: 'predecessor_twice', params: { name } })
    else if (mentions[0]?.part) restNowhere.push({ unitId, row: first })
    for (const { row } of mentions) {
      const other = positions.find((position) => position !== row.position)
      if (row.unchanged && other !== undefined) {
        say(row.position, { code: 'unchanged_named_elsewhere', params: { name, row: other } })
      }
    }
  }
  const ids = new Set(named.map(({ unitId }) => unitId))
  const unnamed = known.filter(({ id }) => !ids.has(id)).map(({ id }) => id)
  return { splits, restNowhere, unnamed, faults }
}
