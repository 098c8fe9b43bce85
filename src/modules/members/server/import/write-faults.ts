import { writeXlsxStream } from 'hucre/xlsx'
import { cellText, type RawCell } from '#platform/server/workbook/raw-row.ts'
import type { RowFault } from '../../import-faults.ts'
import type { GuessedHeader } from './header/find-header.ts'
import { isAddedColumn } from './header/header-fingerprint.ts'

/** A row of the list that somebody is to mend. */
export interface FaultyRow {
  cells: readonly RawCell[]
  /** Keeps the row the same row when it comes back; absent where it could not be read at all. */
  key?: string
  faults: readonly RowFault[]
}

/** The words of the file, in the language of whoever mends it. */
export interface FaultWords {
  sheet: string
  faultHeader: string
  keyHeader: string
  errors: string
  warnings: string
  fault(fault: RowFault): string
}

const widest = 60
const asText = { numFmt: '@' }

/**
 * Writes the faulty rows of a list as a workbook that can be mended and handed in again: what is
 * wrong stands first, then the list's own columns in their order under their own headers, last the
 * row's key. Everything is text, so that Excel takes no zero away and turns nothing into a date.
 */
export function writeFaults(
  header: GuessedHeader,
  rows: AsyncIterable<FaultyRow> | Iterable<FaultyRow>,
  words: FaultWords,
): ReadableStream<Uint8Array> {
  const own = header.columns.filter((column) => !isAddedColumn(column.header))
  const lastUsed = own.findLastIndex((column) => column.header || column.samples.length > 0)
  const columns = own.slice(0, lastUsed + 1)
  const texts = (row: FaultyRow) => [
    faultsInWords(row.faults, words),
    ...columns.map((column) => cellText(row.cells[column.index]) || null),
    row.key ?? null,
  ]
  async function* lines() {
    for await (const row of rows) yield texts(row)
  }
  return writeXlsxStream(lines(), {
    name: words.sheet,
    freezePane: { rows: 1, columns: 1 },
    columns: [
      {
        header: words.faultHeader,
        width: widest,
        style: { alignment: { wrapText: true, vertical: 'top' } },
      },
      ...columns.map((column) => ({
        header: column.header,
        width: widthOf(column.header, column.samples),
        style: asText,
      })),
      { header: words.keyHeader, width: 24 },
    ],
  })
}

function faultsInWords(faults: readonly RowFault[], words: FaultWords): string {
  const of = (level: RowFault['level']) =>
    faults.filter((fault) => fault.level === level).map(words.fault)
  const [errors, warnings] = [of('error'), of('warning')]
  return [
    errors.length > 0 ? `${words.errors} ${errors.join(' ')}` : '',
    warnings.length > 0 ? `${words.warnings} ${warnings.join(' ')}` : '',
  ]
    .filter(Boolean)
    .join('\n')
}

const widthOf = (header: string, samples: readonly string[]) =>
  Math.min(widest, Math.max(8, header.length, ...samples.map((sample) => sample.length)) + 2)
