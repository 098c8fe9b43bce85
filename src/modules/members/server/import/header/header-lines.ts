import { cellText, isFilled, type RawRow } from '#platform/server/workbook/raw-row.ts'
import { plainWords } from '../plain-text.ts'

/**
 * The lines of each column's header, upper first, without empty ones. A cell that is merged over
 * several columns holds its text in the first only: the columns below which a lower line goes on
 * get it too.
 */
export function headerLines(rows: readonly RawRow[], width: number): string[][] {
  const lines = rows.map((row) => Array.from({ length: width }, (_, i) => headText(row.cells[i])))
  for (let i = 0; i < lines.length - 1; i++) spread(lines[i] ?? [], lines[i + 1] ?? [])
  return Array.from({ length: width }, (_, column) => {
    const parts = lines.map((line) => line[column] ?? '').filter(Boolean)
    return parts.filter((part, i) => part !== parts[i - 1])
  })
}

const headText = (cell: RawRow['cells'][number] | undefined) =>
  cellText(cell)
    .replace(/[:*]+$/, '')
    .trim()

function spread(upper: string[], lower: readonly string[]): void {
  let over = ''
  for (let column = 0; column < upper.length; column++) {
    if (upper[column]) over = lower[column] ? (upper[column] ?? '') : ''
    else if (lower[column]) upper[column] = over
    else over = ''
  }
}

/** The row of numbers or letters that forms put below their header: `(1) (2) (3)`, `A B 1 2`. */
export function looksLikeNumbering(row: RawRow): boolean {
  const marks = row.cells.filter(isFilled).map((cell) => plainWords(cellText(cell)))
  if (marks.length < 3 || !marks.every((mark) => /^(\d{1,2}|[a-z])$/.test(mark))) return false
  const numbers = marks.filter((mark) => /\d/.test(mark)).map(Number)
  return (
    numbers.length >= 2 &&
    numbers.every((number, i) => i === 0 || number === (numbers[i - 1] ?? 0) + 1)
  )
}
