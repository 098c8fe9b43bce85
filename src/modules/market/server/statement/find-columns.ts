import { cellText, type RawCell } from '#platform/server/workbook/raw-row.ts'

export type StatementField =
  | 'day'
  | 'credit'
  | 'debit'
  | 'amount'
  | 'direction'
  | 'memo'
  | 'reference'

/** Where a statement has what; `amount` is one column for both directions, with a sign or with `direction` beside it. */
export type StatementColumns = Partial<Record<StatementField, number>>

/** How the banks' statements head their columns, without diacritics; what comes first is taken first. */
const headings: Record<StatementField, readonly string[]> = {
  day: [
    'ngay giao dich',
    'ngay gd',
    'ngay gio giao dich',
    'thoi gian giao dich',
    'ngay hach toan',
    'ngay hieu luc',
    'ngay ct',
    'transaction date',
    'tran date',
    'posting date',
    'value date',
    'ngay',
    'thoi gian',
    'date',
  ],
  credit: [
    'so tien ghi co',
    'phat sinh co',
    'ps co',
    'so tien co',
    'ghi co',
    'tien vao',
    'so tien vao',
    'credit amount',
    'credit',
    'co',
  ],
  debit: [
    'so tien ghi no',
    'phat sinh no',
    'ps no',
    'so tien no',
    'ghi no',
    'tien ra',
    'so tien ra',
    'debit amount',
    'debit',
    'no',
  ],
  amount: [
    'so tien giao dich',
    'so tien gd',
    'so tien',
    'gia tri giao dich',
    'transaction amount',
    'amount',
  ],
  direction: [
    'loai giao dich',
    'loai gd',
    'chieu giao dich',
    'ghi no ghi co',
    'no co',
    'd c',
    'dr cr',
    'transaction type',
    'type',
  ],
  memo: [
    'noi dung chi tiet',
    'noi dung giao dich',
    'noi dung chuyen khoan',
    'noi dung thanh toan',
    'chi tiet giao dich',
    'dien giai',
    'noi dung',
    'mo ta',
    'transaction description',
    'transaction details',
    'description',
    'details',
    'remarks',
    'remark',
  ],
  reference: [
    'so tham chieu',
    'so but toan',
    'ma giao dich',
    'ma gd',
    'so giao dich',
    'so gd',
    'so chung tu',
    'so ct',
    'ma tham chieu',
    'transaction no',
    'transaction id',
    'reference number',
    'reference no',
    'reference',
    'ref no',
    'ref',
  ],
}

/** As headings and answers are compared: without diacritics and signs. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9+]+/g, ' ')
    .trim()

/** A heading, and its parts where it says it in two languages: `Số tiền ghi có/ Credit amount`. */
const partsOf = (cell: RawCell | undefined): string[] =>
  [cellText(cell), ...cellText(cell).split(/[/()|]/)].map(plain).filter(Boolean)

/** Whether a cell of `direction` says that money came in. */
export const saysIn = (cell: RawCell | undefined): boolean =>
  /^(\+|c|cr|co|ghi co|credit|in|vao|tien vao|nhan|nhan tien|chuyen den)$/.test(
    plain(cellText(cell)),
  )

/**
 * The columns of a statement, if this row heads them: a day, a memo, and money that comes in. Which bank it
 * is does not matter; nothing where the row is something else.
 */
export function findColumns(cells: readonly RawCell[]): StatementColumns | undefined {
  const columns: StatementColumns = {}
  const parts = cells.map(partsOf)
  for (const [field, names] of Object.entries(headings) as [StatementField, readonly string[]][]) {
    for (const name of names) {
      const at = parts.findIndex(
        (said, i) => said.includes(name) && !Object.values(columns).includes(i),
      )
      if (at < 0) continue
      columns[field] = at
      break
    }
  }
  const hasMoney = columns.credit !== undefined || columns.amount !== undefined
  if (columns.day === undefined || columns.memo === undefined || !hasMoney) return undefined
  // A column of money that comes in says it best; beside it a plain amount would be something else.
  const { amount: _, ...rest } = columns
  return columns.credit === undefined ? columns : rest
}
