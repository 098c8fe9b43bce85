/** A cell as the file has it, before anyone decides what it means. Dates stand at midnight UTC. */
export type RawCell = string | number | Date | null

/** A row with at least one filled cell. */
export interface RawRow {
  /** As the spreadsheet program shows it: the first row is 1. */
  number: number
  cells: RawCell[]
}

export const isFilled = (cell: RawCell | undefined): cell is string | number | Date =>
  cell !== null && cell !== undefined && (typeof cell !== 'string' || cell.trim() !== '')

/** A cell as a person would have typed it: dates as `dd/mm/yyyy`, spaces single, Unicode composed. */
export function cellText(cell: RawCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) {
    const [year, month, day] = cell.toISOString().slice(0, 10).split('-')
    return `${day}/${month}/${year}`
  }
  return String(cell)
    .normalize('NFC')
    .replace(/[\s\u200b\ufeff]+/gu, ' ')
    .trim()
}
