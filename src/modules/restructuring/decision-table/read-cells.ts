import type { DecisionTable, ReadRow, TableRow } from './decision-row.ts'
import { findColumns, type TableColumns } from './find-columns.ts'
import { plainForm, sameForm } from './normal-forms.ts'
import { takeKind, unionTypeOf } from './place-kinds.ts'
import { numberRows, readRow } from './read-row.ts'

/**
 * Reads the table from rows of cells, wherever among them it stands. Nothing where there is no such
 * table; rows that are titles, sums or headers again are left out.
 */
export function readCells(
  rows: readonly TableRow[],
  columns: TableColumns | undefined = findColumns(rows),
): DecisionTable | undefined {
  if (!columns) return undefined
  const header = columns.from === 0 ? undefined : rows[columns.from - 1]
  const drafts: { line: number; newCell: string; oldCell: string }[] = []
  for (const row of rows.slice(columns.from)) {
    const newCell = row.cells[columns.newColumn]?.trim() ?? ''
    const oldCell = row.cells[columns.oldColumn]?.trim() ?? ''
    const ordinal =
      columns.ordinalColumn === undefined ? '' : row.cells[columns.ordinalColumn]?.trim()
    if (isBesides(newCell, oldCell) || (header && isSameRow(row, header))) continue
    if (oldCell === '' && columns.ordinalColumn !== undefined && !ordinal) continue
    const last = drafts.at(-1)
    // A new name merged over several rows stands in the first of them; a number of its own begins a new one.
    if (newCell === '' && !ordinal && last) last.oldCell += `\n${oldCell}`
    else drafts.push({ line: row.number, newCell, oldCell })
  }
  const read = drafts.map(({ line, newCell, oldCell }): ReadRow => readRow(line, newCell, oldCell))
  return { rows: numberRows(read) }
}

/** Titles of sections, sums, signatures and the row of column numbers: nothing that becomes a unit. */
function isBesides(newCell: string, oldCell: string): boolean {
  if (newCell === '' && oldCell === '') return true
  if (/^\(?\d{1,2}\)?$/.test(newCell) && /^\(?\d{1,2}\)?$/.test(oldCell)) return true
  if (/^(?:tong|cong|tong cong|tong so)\b/.test(plainForm(newCell || oldCell).trim())) return true
  if (oldCell !== '') return false
  const { kind } = takeKind(newCell.replace(/^\s*(?:[IVX]+|\d{1,2}|[A-Z])[.)]\s*/, ''))
  const isAbove = kind !== undefined && unionTypeOf(kind) === undefined
  return isAbove || /^(?:khu vuc|ghi chu|nguoi|noi nhan|nguon|t ?m)\b/.test(plainForm(newCell))
}

const isSameRow = (row: TableRow, other: TableRow) =>
  other.cells.some((cell) => cell.trim() !== '') &&
  other.cells.every((cell, i) => sameForm(cell) === sameForm(row.cells[i] ?? ''))
