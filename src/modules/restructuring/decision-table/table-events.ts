import type { ReformEvent } from '../plan/types.ts'
import type { MatchedMention, MatchedRow, MatchedTable } from './match-table.ts'

/** What officers said of a table: names by `position.place`, units that are named nowhere or in part. */
export interface TableAnswers {
  /** The units that a name means: none of the register, one, or several. */
  names: ReadonlyMap<string, readonly string[]>
  rests: ReadonlyMap<string, 'stays' | 'goes_whole'>
}

export const nameKey = (position: number, place: number): string => `${position}.${place}`

/** A name whose meaning somebody must say or confirm. */
export interface NameQuestion {
  row: MatchedRow
  place: number
  mention: MatchedMention
}

/** What a table orders so far, and what it still asks. */
export interface OrderedTable {
  events: ReformEvent[]
  /** Proposed, to be confirmed; and not known, to be said. */
  proposed: NameQuestion[]
  asked: NameQuestion[]
  /** Units of the scope that no row names: do they stay as they are? */
  unnamed: string[]
  /** Units of which the table names only a part. */
  partly: { unitId: string; position: number }[]
}

interface Naming {
  unitId: string
  position: number
  part: boolean
  unchanged: boolean
}

/**
 * Turns a matched table and the officers' answers into events: each row founds its unit, which the
 * named ones become wholly or, where several rows name one, in part. A row whose names are not all
 * known orders nothing yet.
 */
export function orderTable(
  table: MatchedTable,
  answers: TableAnswers,
  options: {
    parentId: string
    newUnitIds: ReadonlyMap<number, string>
    /** Units that events beside the table end. */
    endedOtherwise?: ReadonlySet<string>
  },
): OrderedTable {
  const questions = table.rows.flatMap((row) =>
    row.mentions.flatMap((mention, place) =>
      mention.status === 'certain' || answers.names.has(nameKey(row.position, place))
        ? []
        : [{ row, place, mention }],
    ),
  )
  const namings = table.rows.flatMap((row) => namingsOf(row, answers))
  const byUnit = Map.groupBy(namings, ({ unitId }) => unitId)
  const open = new Set(questions.map(({ row }) => row.position))
  const founding = table.rows.filter((row) => !row.unchanged && row.newUnit.type !== null)
  const events: ReformEvent[] = []
  for (const row of founding) {
    if (open.has(row.position)) continue
    events.push({
      kind: 'found',
      unitId: options.newUnitIds.get(row.position)!,
      type: row.newUnit.type!,
      name: row.newUnit.name,
      parentId: options.parentId,
    })
  }
  for (const [unitId, named] of byUnit) {
    if (named.some(({ position }) => open.has(position))) continue
    events.push(...endingOf(unitId, named, answers, options.newUnitIds))
  }
  const known = new Set(byUnit.keys())
  return {
    events,
    proposed: questions.filter(({ mention }) => mention.status === 'likely'),
    asked: questions.filter(({ mention }) => mention.status === 'ask'),
    // While names are open, a unit that nobody named yet may be what they mean.
    unnamed:
      questions.length > 0
        ? []
        : table.unnamed.filter(
            (unitId) =>
              !known.has(unitId) &&
              !answers.rests.has(unitId) &&
              !options.endedOtherwise?.has(unitId),
          ),
    partly: [...byUnit].flatMap(([unitId, named]) =>
      named.length === 1 && named[0]!.part && !answers.rests.has(unitId)
        ? [{ unitId, position: named[0]!.position }]
        : [],
    ),
  }
}

function namingsOf(row: MatchedRow, answers: TableAnswers): Naming[] {
  return row.mentions.flatMap((mention, place) => {
    const answer = answers.names.get(nameKey(row.position, place))
    const certain = mention.status === 'certain' && mention.unitId ? [mention.unitId] : []
    return (answer ?? certain).map((unitId) => ({
      unitId,
      position: row.position,
      part: mention.part,
      unchanged: row.unchanged,
    }))
  })
}

/** What becomes of a unit that rows name: it stays, goes wholly into one, or in parts into several. */
function endingOf(
  unitId: string,
  named: readonly Naming[],
  answers: TableAnswers,
  newUnitIds: ReadonlyMap<number, string>,
): ReformEvent[] {
  if (named.some(({ unchanged }) => unchanged)) return []
  const into = [...new Set(named.map(({ position }) => newUnitIds.get(position)!))]
  if (into.length > 1) return [{ kind: 'split', unitId, into }]
  if (named.every(({ part }) => part) && answers.rests.get(unitId) !== 'goes_whole') return []
  return [{ kind: 'merge', from: [unitId], into: into[0]! }]
}
