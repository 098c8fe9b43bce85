import type { RawCell } from '#platform/server/workbook/raw-row.ts'

/**
 * An amount of đồng as banks write it: `1,250,000`, `1.250.000`, `+85,000.00 VND`, `(20.000)`, or a number.
 * Nothing where it is no whole number of đồng; zero is a number.
 */
export function readAmount(cell: RawCell | undefined): number | undefined {
  if (typeof cell === 'number') return wholeOf(cell)
  if (typeof cell !== 'string') return undefined
  const text = cell
    .normalize('NFC')
    .replace(/VND|VNĐ|₫|đồng|đ|\s|\u00a0|'/giu, '')
    .trim()
  const isNegative = /^\(.+\)$/.test(text) || /^[-−]|-$/.test(text)
  const digits = text.replace(/^[(+−-]+|[)-]$/g, '')
  const grouped = /^(\d{1,3}(?:([.,])\d{3})+)(?:([.,])(\d{1,2}))?$/.exec(digits)
  const plain = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(digits)
  if (grouped) {
    const [, whole = '', separator, point, rest] = grouped
    // `1.250.000.00` would be four groups of which one is short.
    if (point !== undefined && point === separator) return undefined
    if (new Set(whole.replace(/\d/g, '')).size > 1 || Number(rest ?? 0) !== 0) return undefined
    return signed(Number(whole.replace(/\D/g, '')), isNegative)
  }
  if (!plain || Number(plain[2] ?? 0) !== 0) return undefined
  return signed(Number(plain[1]), isNegative)
}

const signed = (amount: number, isNegative: boolean) =>
  Number.isSafeInteger(amount) ? (isNegative ? -amount : amount) + 0 : undefined

/** Spreadsheets keep halves of a đồng only by mistake of their own arithmetic. */
const wholeOf = (number: number): number | undefined => {
  const whole = Math.round(number)
  return Number.isSafeInteger(whole) && Math.abs(number - whole) < 0.005 ? whole + 0 : undefined
}
