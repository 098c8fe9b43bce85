import { dayFromSerial } from '#platform/server/workbook/excel-serial.ts'
import type { RawRow } from '#platform/server/workbook/raw-row.ts'
import type { ImportField } from '../../import-fields.ts'
import type { Columns } from './columns.ts'

const dateFields: readonly ImportField[] = [
  'birth',
  'birthIfMale',
  'birthIfFemale',
  'admittedOn',
  'partyOn',
]

/** How much must point one way before a column is suspected: by chance it happens once in thousands. */
const enough = { dates: 10, texts: 3 }

/**
 * Notices columns in which Excel took days for months. An English Excel turns the typed 03/04/2004
 * into 4 March and leaves 25/04/2004 as text, because there is no 25th month: then no real date has a
 * day above 12, and every text has.
 */
export function swapDetector(columns: Columns): { see(row: RawRow): void; columns(): number[] } {
  const watched = dateFields.flatMap((field) => columns.of(field))
  const seen = new Map(watched.map((column) => [column, { dates: 0, lateDates: 0, lateTexts: 0 }]))
  return {
    see: (row) => {
      for (const [column, counts] of seen) {
        const cell = row.cells[column]
        const day = dayInDate(cell)
        if (day !== undefined) {
          counts.dates++
          if (day > 12) counts.lateDates++
        } else if (
          typeof cell === 'string' &&
          Number(/^\s*(\d{1,2})[/.-]\d{1,2}[/.-]\d{4}/.exec(cell)?.[1]) > 12
        ) {
          counts.lateTexts++
        }
      }
    },
    columns: () =>
      [...seen].flatMap(([column, { dates, lateDates, lateTexts }]) =>
        dates >= enough.dates && lateDates === 0 && lateTexts >= enough.texts ? [column] : [],
      ),
  }
}

function dayInDate(cell: RawRow['cells'][number] | undefined): number | undefined {
  if (cell instanceof Date) return cell.getUTCDate()
  const day = typeof cell === 'number' && cell > 10_000 ? dayFromSerial(cell) : undefined
  return day ? Number(day.slice(8)) : undefined
}
