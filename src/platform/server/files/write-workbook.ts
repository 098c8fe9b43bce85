import { writeXlsxStream } from 'hucre/xlsx'
import type { IsoDay } from '#platform/days.ts'

/**
 * What a column holds. Codes, phones and citizen numbers are text, so that no leading nought is lost;
 * a day is an {@link IsoDay}, an instant a Date shown in Vietnam's time, a percentage as it is read (24.7).
 */
export type ColumnType = 'text' | 'number' | 'percent' | 'day' | 'instant'

export interface SheetColumn {
  header: string
  type: ColumnType
  /** In characters; by default what fits the type. */
  width?: number
}

export type SheetCell = string | number | boolean | Date | IsoDay | null | undefined

export interface Sheet {
  /** Shortened and cleaned to what a spreadsheet allows as a name. */
  name: string
  /** Lines above the header: what this is, of which unit and day. */
  preface?: readonly string[]
  columns: readonly SheetColumn[]
  rows: Iterable<readonly SheetCell[]> | AsyncIterable<readonly SheetCell[]>
}

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Excel's own limit; a table that is longer goes on in a next sheet. */
const longestName = 31

const formats: Record<ColumnType, string | undefined> = {
  text: '@',
  number: '#,##0',
  percent: '0.0#"%"',
  day: 'dd/mm/yyyy',
  instant: 'dd/mm/yyyy hh:mm',
}
const widths: Record<ColumnType, number> = {
  text: 24,
  number: 12,
  percent: 10,
  day: 12,
  instant: 18,
}

/**
 * Writes a spreadsheet (xlsx) while its rows are being read: a million rows take no more memory than
 * ten. Text is always text, so that no cell that begins with "=" becomes a formula.
 */
export function writeWorkbook(sheet: Sheet): ReadableStream<Uint8Array> {
  const preface = sheet.preface ?? []
  return writeXlsxStream(linesOf(sheet, preface), {
    name:
      sheet.name
        .replace(/[[\]:*?/\\']/g, ' ')
        .trim()
        .slice(0, longestName) || 'Sheet',
    columns: sheet.columns.map(({ type, width }) => ({
      width: width ?? widths[type],
      ...(formats[type] ? { numFmt: formats[type] } : {}),
    })),
    freezePane: { rows: preface.length + 1 },
    repeatHeaders: false,
  })
}

async function* linesOf({ columns, rows }: Sheet, preface: readonly string[]) {
  for (const line of preface) yield [line]
  yield columns.map((column) => column.header)
  for await (const row of rows) yield columns.map((column, at) => cellOf(column.type, row[at]))
}

function cellOf(type: ColumnType, cell: SheetCell) {
  if (cell === null || cell === undefined || cell === '') return null
  if (type === 'day' && typeof cell === 'string') return new Date(`${cell}T00:00:00Z`)
  if (type === 'instant' && cell instanceof Date) return new Date(cell.getTime() + vietnamOffset)
  if (type === 'text') return String(cell)
  return cell
}

/** A spreadsheet's times have no zone: they are written as the clocks in Vietnam showed them. */
const vietnamOffset = 7 * 60 * 60 * 1000

/** A download of a spreadsheet; the name may have diacritics. */
export const workbookResponse = (fileName: string, sheet: Sheet): Response =>
  new Response(writeWorkbook(sheet), {
    headers: {
      'content-type': workbookType,
      'content-disposition': `attachment; filename="${plain(fileName)}.xlsx"; filename*=UTF-8''${encodeURIComponent(fileName)}.xlsx`,
    },
  })

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .replace(/[^\w .-]/g, '_')
