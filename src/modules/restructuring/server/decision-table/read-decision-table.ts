import { RuleBroken } from '#platform/server/errors.ts'
import { cellText, type RawRow } from '#platform/server/workbook/raw-row.ts'
import { openWorkbook, type Workbook } from '#platform/server/workbook/read-workbook.ts'
import type { DecisionTable, TableRow } from '../../decision-table/decision-row.ts'
import { findColumns, type TableColumns } from '../../decision-table/find-columns.ts'
import { readCells } from '../../decision-table/read-cells.ts'
import { readText } from '../../decision-table/read-text.ts'

/** A decision's table as it is handed in: a csv or xlsx file, or text pasted from a document. */
export type TableInput = { bytes: Uint8Array } | { text: string }

export interface ReadTable extends DecisionTable {
  /** The sheet that the table stands in, by its name; absent for a csv and for text. */
  sheet?: string
}

/** More rows than all communes of the country ever had; a table is no longer. */
const mostRows = 20_000

/**
 * Reads a decision's table. Throws what {@link openWorkbook} throws where the file is no spreadsheet,
 * and RuleBroken where nothing in it or in the text is like such a table, or too much is.
 */
export async function readDecisionTable(input: TableInput): Promise<ReadTable> {
  const table = 'text' in input ? readText(input.text) : await readFile(input.bytes)
  if (!table) throw new RuleBroken('restructuring.no_decision_table')
  return table
}

async function readFile(bytes: Uint8Array): Promise<ReadTable | undefined> {
  const workbook = await openWorkbook(bytes)
  const isCsv = workbook.format === 'csv'
  let best: { rows: TableRow[]; columns: TableColumns; sheet?: string; hidden: boolean } | undefined
  for (const [index, { name, hidden }] of workbook.sheets.entries()) {
    const rows = await rowsOf(workbook, index)
    const columns = findColumns(rows)
    if (!columns) continue
    const isBetter =
      !best ||
      (best.hidden && !hidden) ||
      (best.hidden === hidden && columns.score > best.columns.score)
    if (isBetter) best = { rows, columns, hidden, sheet: isCsv ? undefined : name }
  }
  const table = best && readCells(best.rows, best.columns)
  if (table) return { ...table, sheet: best?.sheet }
  // A document's sentences saved as a text file, or one column of them.
  const lines = await rowsOf(workbook, 0)
  return isCsv ? readText(lines.map(({ cells }) => cells.join(', ')).join('\n')) : undefined
}

async function rowsOf(workbook: Workbook, sheet: number): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const row of workbook.rows(sheet)) {
    if (rows.length === mostRows) throw new RuleBroken('restructuring.decision_table_too_long')
    rows.push(asText(row))
  }
  return rows
}

/** Line ends within a cell part its names, so they are kept. */
const asText = ({ number, cells }: RawRow): TableRow => ({
  number,
  cells: cells.map((cell) => (typeof cell === 'string' ? cell.normalize('NFC') : cellText(cell))),
})
