import { cellText, isFilled, type RawRow } from '#platform/server/workbook/raw-row.ts'
import type { RowFault } from '../../import-faults.ts'
import { levelOf } from '../../import-faults.ts'
import type { ColumnMapping, ImportedPerson } from '../../import-shapes.ts'
import { fileChecker } from './check-file.ts'
import { checkRow, type RowOptions } from './check-row.ts'
import { type RowKind, rowClassifier } from './classify-row.ts'
import { columnsOf } from './columns.ts'
import type { GuessedHeader } from './header/find-header.ts'
import type { UnitCandidate, UnitMatch } from './match-unit.ts'
import { swapDetector } from './swapped-days.ts'

export interface ListOptions extends RowOptions {
  header: GuessedHeader
  mapping: ColumnMapping
  /** Finds the unit of a text; see `unitMatcher`. */
  matchUnit(text: string): UnitMatch
  /** Where people go for whom the list names no unit. */
  defaultUnitId?: string
  /** Texts that somebody has already said the unit of. */
  chosenUnits?: ReadonlyMap<string, string>
}

/** A person's row after everything that can be said without the register. */
export interface CheckedPersonRow {
  kind: 'person'
  row: number
  cells: RawRow['cells']
  key?: string
  person?: ImportedPerson
  unitId?: string
  /** As the list writes it, or the heading above; the key under which somebody may choose the unit. */
  unitText: string
  sameAs?: number
  faults: RowFault[]
}

/** A row that is no person, and what it was taken for. */
export interface SkippedRow {
  kind: 'skipped'
  row: number
  as: Exclude<RowKind, 'person'>
  text: string
}

/** What concerns the list as a whole, once all rows were read. */
export interface ListRemarks {
  /** Columns whose days Excel seems to have taken for months. */
  swappedColumns: number[]
}

/**
 * Checks a list row by row while its rows are read; returns what concerns the whole. Memory grows by
 * a few short keys per row, never by rows.
 */
export async function* checkList(
  rows: AsyncIterable<RawRow>,
  options: ListOptions,
): AsyncGenerator<CheckedPersonRow | SkippedRow, ListRemarks> {
  const dated = { ...options, dayAndMonthSwapped: options.mapping.dayAndMonthSwapped }
  const columns = columnsOf(options.header, options.mapping)
  const classify = rowClassifier(columns)
  const holdAgainstEarlier = fileChecker()
  const swapped = swapDetector(columns)
  let section = ''
  for await (const row of rows) {
    if (row.number <= options.header.lastRow) continue
    const kind = classify(row)
    if (kind !== 'person') {
      const text = row.cells.filter(isFilled).map(cellText).join(' ')
      if (kind === 'section') section = text
      yield { kind: 'skipped', row: row.number, as: kind, text }
      continue
    }
    swapped.see(row)
    const checked = checkRow(row, columns, dated)
    const unitText = checked.unitText || withoutNumbering(section)
    const faults = checked.faults
    const unitId = placeInUnit(unitText, options, columns.of('unit')[0], faults)
    const result: CheckedPersonRow = {
      kind: 'person',
      row: row.number,
      cells: row.cells,
      unitText,
      unitId,
      faults,
    }
    if (checked.person) {
      const unit = unitId ?? unitText
      const inFile = holdAgainstEarlier({
        row: row.number,
        person: checked.person,
        unit,
        broughtKey: columns.rowKey(row),
      })
      faults.push(...inFile.faults)
      result.key = inFile.key
      result.sameAs = inFile.sameAs
    }
    if (!faults.some((fault) => fault.level === 'error')) result.person = checked.person
    yield result
  }
  return { swappedColumns: options.mapping.dayAndMonthSwapped ? [] : swapped.columns() }
}

const withoutNumbering = (text: string) =>
  text.replace(/^([IVX]+|\d+|[A-Ha-h])(\s*[.)/\-–:]\s*|\s+)(?=\p{L})/u, '').replace(/[:.]\s*$/, '')

/** Finds the row's unit; what stands in the way or was guessed is added to the faults. */
function placeInUnit(
  text: string,
  options: ListOptions,
  column: number | undefined,
  faults: RowFault[],
): string | undefined {
  const say = (code: RowFault['code'], params?: RowFault['params']) =>
    faults.push({ code, level: levelOf(code), column, params })
  if (!text) {
    if (!options.defaultUnitId) say('unit_missing')
    return options.defaultUnitId
  }
  const chosen = options.chosenUnits?.get(text)
  if (chosen) return chosen
  const match = options.matchUnit(text)
  if (match.outcome === 'ask') {
    if (match.reason === 'several' || match.reason === 'elsewhere') {
      say('unit_ambiguous', { value: text, units: match.candidates.map(fullName).join('; ') })
    } else say('unit_unknown', { value: text })
    return undefined
  }
  if (match.outcome === 'likely' && match.unit) {
    say('unit_guessed', { value: text, unit: fullName(match.unit) })
  }
  return match.unit?.id
}

const fullName = (unit: UnitCandidate) => [unit.name, unit.above[0]].filter(Boolean).join(', ')
