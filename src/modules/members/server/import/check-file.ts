import { levelOf, type Problem, type RowFault } from '../../import-faults.ts'
import type { ImportedPerson } from '../../import-shapes.ts'
import { plain } from './plain-text.ts'
import { identityOf, isRowKey, rowKeyOf } from './row-key.ts'

export interface PlacedPerson {
  row: number
  person: ImportedPerson
  /** The id of the unit, or its name while it is not known. */
  unit: string
  /** The key that the row brought along from a file of faults. */
  broughtKey?: string
}

export interface CheckedInFile {
  /** Equal each time the same row is handed in; two namesakes in one file have two. */
  key: string
  /** The earlier row that is probably the same person; somebody has to choose. */
  sameAs?: number
  faults: RowFault[]
}

/**
 * Holds each row of a file against those before it. Two people with the same name and birth date in
 * one branch do exist, so this only warns: whoever imports decides, row by row.
 */
export function fileChecker(): (person: PlacedPerson) => CheckedInFile {
  const occurrences = new Map<string, number>()
  const keys = new Set<string>()
  const whole = new Map<string, number>()
  const inUnit = new Map<string, Seen[]>()
  const anywhere = new Map<string, { row: number; unit: string }>()
  const citizenIds = new Map<string, number>()
  const codes = new Map<string, number>()

  return ({ row, person, unit, broughtKey }) => {
    const faults: RowFault[] = []
    const say = (problem: Problem) => faults.push({ ...problem, level: levelOf(problem.code) })
    let sameAs: number | undefined

    const citizenRow = person.citizenId && firstRow(citizenIds, person.citizenId, row)
    const codeRow = person.code && firstRow(codes, person.code, row)
    const wholeRow = firstRow(whole, JSON.stringify([unit, person]), row)
    if (wholeRow) {
      sameAs = wholeRow
      say({ code: 'duplicate_exact', params: { row: wholeRow } })
    } else {
      if (citizenRow) say({ code: 'citizen_id_repeated', params: { row: citizenRow } })
      if (codeRow) say({ code: 'code_repeated', params: { row: codeRow } })
      sameAs = likelySame(inUnit, row, person, unit)
      if (sameAs) say({ code: 'duplicate_likely', params: { row: sameAs } })
      else {
        const other = elsewhere(anywhere, row, person, unit)
        if (other) say({ code: 'duplicate_elsewhere', params: { row: other } })
      }
    }

    const identity = identityOf(person, unit)
    const occurrence = (occurrences.get(identity) ?? 0) + 1
    occurrences.set(identity, occurrence)
    const brought = broughtKey && isRowKey(broughtKey) ? broughtKey : undefined
    if (brought && keys.has(brought)) say({ code: 'row_key_repeated' })
    const key = brought && !keys.has(brought) ? brought : rowKeyOf(identity, occurrence)
    keys.add(key)
    return { key, sameAs, faults }
  }
}

function firstRow(rows: Map<string, number>, value: string, row: number): number | undefined {
  const first = rows.get(value)
  if (first === undefined) rows.set(value, row)
  return first
}

interface Seen {
  row: number
  on?: string
  year?: number
  sex?: ImportedPerson['sex']
  citizenId?: string
}

/** Same name (diacritics apart), same unit, birth dates that can be one: a day and its year agree. */
function likelySame(
  inUnit: Map<string, Seen[]>,
  row: number,
  person: ImportedPerson,
  unit: string,
): number | undefined {
  const place = `${plain(person.fullName)}\n${unit}`
  const seen = inUnit.get(place) ?? []
  const same = seen.find(
    (other) =>
      (other.on && person.birth?.on
        ? other.on === person.birth.on
        : other.year === person.birth?.year) &&
      !(other.sex && person.sex && other.sex !== person.sex) &&
      !(other.citizenId && person.citizenId && other.citizenId !== person.citizenId),
  )
  seen.push({
    row,
    on: person.birth?.on,
    year: person.birth?.year,
    sex: person.sex,
    citizenId: person.citizenId,
  })
  inUnit.set(place, seen)
  return same?.row
}

/** Same name as written and same day of birth in another unit: often one person in two lists. */
function elsewhere(
  anywhere: Map<string, { row: number; unit: string }>,
  row: number,
  person: ImportedPerson,
  unit: string,
): number | undefined {
  // The first of January stands for "some day" in too many lists.
  if (!person.birth?.on || person.birth.on.endsWith('-01-01')) return undefined
  const key = `${person.fullName.toLowerCase()}\n${person.birth.on}`
  const other = anywhere.get(key)
  if (!other) anywhere.set(key, { row, unit })
  return other && other.unit !== unit ? other.row : undefined
}
