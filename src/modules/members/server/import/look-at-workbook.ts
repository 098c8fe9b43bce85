import type { RawRow } from '#platform/server/workbook/raw-row.ts'
import type { SheetInfo, Workbook } from '#platform/server/workbook/read-workbook.ts'
import { findHeader, type GuessedHeader } from './header/find-header.ts'

/** A sheet as it is shown before anything is decided. */
export interface SheetPreview extends SheetInfo {
  index: number
  /** The first filled rows. */
  rows: RawRow[]
  header?: GuessedHeader
}

/** Rows of a sheet that are looked at before the list is read. */
const previewRows = 80

/** The first rows of a sheet, as far as a header is looked for. */
export async function firstRows(workbook: Workbook, sheet: number): Promise<RawRow[]> {
  const rows: RawRow[] = []
  for await (const row of workbook.rows(sheet)) {
    rows.push(row)
    if (rows.length === previewRows) break
  }
  return rows
}

/**
 * Looks at the sheets of a workbook: their first rows and the header found in them. Hidden sheets are
 * looked at only where nothing else has a list.
 */
export async function lookAtWorkbook(
  workbook: Workbook,
): Promise<{ sheets: SheetPreview[]; likely?: SheetPreview }> {
  const sheets: SheetPreview[] = []
  for (const [index, info] of workbook.sheets.entries()) {
    const rows = await firstRows(workbook, index)
    sheets.push({ ...info, index, rows, header: findHeader(rows) })
  }
  const withList = sheets.filter((sheet) => sheet.header)
  const likely = best(withList.filter((sheet) => !sheet.hidden)) ?? best(withList)
  return { sheets, likely }
}

/** The sheet whose header says most. */
const best = (sheets: SheetPreview[]): SheetPreview | undefined =>
  sheets.reduce<SheetPreview | undefined>(
    (most, sheet) => (knownColumns(sheet) > (most ? knownColumns(most) : 0) ? sheet : most),
    undefined,
  )

const knownColumns = (sheet: SheetPreview) =>
  sheet.header?.columns.filter((column) => column.field).length ?? 0
