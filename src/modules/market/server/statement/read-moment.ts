import { type IsoDay, readDay } from '#platform/days.ts'
import { dayFromSerial } from '#platform/server/workbook/excel-serial.ts'
import type { RawCell } from '#platform/server/workbook/raw-row.ts'

/** The day of a cell of a statement: `27/11/2026 14:03:22`, `27-11-2026`, `27/11/26`, `2026-11-27`, or a date. */
export function readBookedDay(cell: RawCell | undefined): IsoDay | undefined {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'number') return cell > 30_000 ? dayFromSerial(cell) : undefined
  if (typeof cell !== 'string') return undefined
  // Some banks put the time first, some after.
  for (const word of cell.trim().split(/[\sT]+/)) {
    const short = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})$/.exec(word)
    const day = readDay(short ? `${short[1]}/${short[2]}/20${short[3]}` : word)
    if (day) return day
  }
  return undefined
}
