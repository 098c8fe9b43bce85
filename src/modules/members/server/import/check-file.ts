import { createHash } from 'node:crypto'
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
  const findRepeats = repeatFinder()
  const giveKey = keyGiver()
  return (placed) => {
    const { problems, sameAs } = findRepeats(placed)
    const { key, copied } = giveKey(placed)
    if (copied) problems.push({ code: 'row_key_repeated' })
    const faults = problems.map((problem) => ({ ...problem, level: levelOf(problem.code) }))
    return { key, sameAs, faults }
  }
}

/** Keys that are equal whenever the same rows are handed in; see `row-key.ts`. */
function keyGiver(): (placed: PlacedPerson) => { key: string; copied: boolean } {
  const occurrences = new Map<string, number>()
  const given = new Set<string>()
  return ({ person, unit, broughtKey }) => {
    const identity = identityOf(person, unit)
    const occurrence = (occurrences.get(identity) ?? 0) + 1
    occurrences.set(identity, occurrence)
    const brought = broughtKey && isRowKey(broughtKey) ? broughtKey : undefined
    const copied = brought !== undefined && given.has(brought)
    const key = brought && !copied ? brought : rowKeyOf(identity, occurrence)
    given.add(key)
    return { key, copied }
  }
}

function repeatFinder(): (placed: PlacedPerson) => { problems: Problem[]; sameAs?: number } {
  const whole = new Map<string, number>()
  const citizenIds = new Map<string, number>()
  const codes = new Map<string, number>()
  const inUnit = new Map<string, Seen[]>()
  const anywhere = new Map<string, { row: number; unit: string }>()

  return ({ row, person, unit }) => {
    const wholeRow = firstRow(whole, hash(JSON.stringify([unit, person])), row)
    const citizenRow = person.citizenId && firstRow(citizenIds, person.citizenId, row)
    const codeRow = person.code && firstRow(codes, person.code, row)
    if (wholeRow) {
      return {
        problems: [{ code: 'duplicate_exact', params: { row: wholeRow } }],
        sameAs: wholeRow,
      }
    }
    const problems: Problem[] = []
    if (citizenRow) problems.push({ code: 'citizen_id_repeated', params: { row: citizenRow } })
    if (codeRow) problems.push({ code: 'code_repeated', params: { row: codeRow } })
    const sameAs = likelySame(inUnit, row, person, unit)
    if (sameAs)
      return {
        problems: [...problems, { code: 'duplicate_likely', params: { row: sameAs } }],
        sameAs,
      }
    const other = elsewhere(anywhere, row, person, unit)
    if (other) problems.push({ code: 'duplicate_elsewhere', params: { row: other } })
    return { problems }
  }
}

/** Short instead of whole rows, so that memory does not grow with what rows hold. */
const hash = (text: string) => createHash('sha1').update(text).digest('base64').slice(0, 20)

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
