import type { MatchedRow } from '../../decision-table/match-table.ts'
import type { Reason } from '../../decision-table/reasons.ts'
import type { NameQuestion } from '../../decision-table/table-events.ts'
import type { Organisation } from '../../plan/types.ts'
import type { DraftPlan } from '../read-plan.ts'
import { nameOf, type ShownName, type ShownUnit, unitShown } from './describe-table.ts'
import type { DraftTable } from './read-table.ts'

/** A name that somebody must say or confirm, with the units that it may be. */
export interface AskedName extends ShownName {
  /** The row's new unit, and the other names in it. */
  into: string
  beside: string[]
  candidates: (ShownUnit & { reason: Reason | null })[]
}

export interface TableQuestions {
  proposed: AskedName[]
  asked: AskedName[]
  /** Answered, and open to be answered anew. */
  answered: ShownName[]
  unnamed: ShownUnit[]
  partly: (ShownUnit & { into: string })[]
  /** Said to stay, or to go whole. */
  rests: (ShownUnit & { answer: 'stays' | 'goes_whole'; into: string | null })[]
  /** The units that the table founds, for what it does not name. */
  newUnits: { id: string; name: string }[]
  names: number
}

/** All that a draft's table asks, and what was answered. Nothing is read beside the plan. */
export function listTableQuestions(found: DraftPlan): TableQuestions | null {
  const { table, organisation } = found
  if (!table) return null
  const { ordered, matched, answers, newUnitIds } = table
  const rowAt = new Map(matched.rows.map((row) => [row.position, row]))
  const shown = (id: string) => unitShown(organisation, id)
  const asked = ({ row, place }: NameQuestion) => questionOf(table, organisation, row, place)
  /** Into which new unit the part of it goes that the table names, if it names only a part. */
  const partOf = (id: string) =>
    matched.rows.find((row) =>
      row.mentions.some(
        (mention, place) =>
          mention.part &&
          (answers.names.get(`${row.position}.${place}`) ?? [mention.unitId]).includes(id),
      ),
    )?.newUnit.name ?? null
  return {
    proposed: ordered.proposed.map(asked),
    asked: ordered.asked.map(asked),
    answered: matched.rows.flatMap((row) =>
      row.mentions.flatMap((_, place) => {
        const name = nameOf(table, organisation, row, place)
        return name.isAnswered ? [name] : []
      }),
    ),
    unnamed: ordered.unnamed.flatMap(shown),
    partly: ordered.partly.flatMap(({ unitId, position }) =>
      shown(unitId).map((unit) => ({ ...unit, into: rowAt.get(position)?.newUnit.name ?? '' })),
    ),
    rests: [...answers.rests].flatMap(([id, answer]) =>
      shown(id).map((unit) => ({ ...unit, answer, into: partOf(id) })),
    ),
    newUnits: matched.rows.flatMap(({ position, newUnit, unchanged }) => {
      const id = newUnitIds.get(position)
      return unchanged || !id || !newUnit.type ? [] : [{ id, name: newUnit.name }]
    }),
    names: matched.counts.likely + matched.counts.ask,
  }
}

/** A name as a question again, open or answered, by its key. */
export function findName({ table, organisation }: DraftPlan, key: string): AskedName | null {
  const [position, place = -1] = key.split('.').map(Number)
  const row = table?.matched.rows.find((one) => one.position === position)
  const mention = row?.mentions[place]
  if (!table || !row || !mention || mention.status === 'certain') return null
  return questionOf(table, organisation, row, place)
}

function questionOf(
  table: DraftTable,
  organisation: Organisation,
  row: MatchedRow,
  place: number,
): AskedName {
  const name = nameOf(table, organisation, row, place)
  const offered = (row.mentions[place]?.candidates ?? []).flatMap(({ unitId, reason }) =>
    unitShown(organisation, unitId).map((unit) => ({ ...unit, reason })),
  )
  const others = name.units.filter(({ id }) => !offered.some((unit) => unit.id === id))
  return {
    ...name,
    into: row.newUnit.name || row.newUnit.written,
    beside: row.mentions.filter((_, at) => at !== place).map(({ written }) => written),
    candidates: [...offered, ...others.map((unit) => ({ ...unit, reason: null }))],
  }
}
