import { createHash } from 'node:crypto'
import type { IsoDay } from '#platform/days.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { importLimits } from '#platform/server/workbook/limits.ts'
import { cellText, type RawRow } from '#platform/server/workbook/raw-row.ts'
import { openWorkbook } from '#platform/server/workbook/read-workbook.ts'
import { limits } from '../../limits.ts'
import { findColumns, type StatementColumns, saysIn } from './find-columns.ts'
import { readAmount } from './read-amount.ts'
import { readBookedDay } from './read-moment.ts'

/** Money that came into an account, as a bank tells of it. */
export interface Transfer {
  /** The same transfer has the same key however often its statement is sent. */
  key: string
  bookedOn: IsoDay
  /** Whole đồng, above zero. */
  amount: number
  memo: string
  /** The bank's own number of it, where it gives one. */
  reference: string
}

/** In the first so many rows a statement's columns are headed: above them are names and balances. */
const headWithin = 60

/**
 * Reads what came in out of a bank's statement (csv or xlsx), whatever bank it is of: the columns are found
 * by how they are headed. Throws ImportFileProblem, or RuleBroken where no columns are found or nothing says
 * which way the money went.
 */
export async function readStatement(bytes: Uint8Array): Promise<Transfer[]> {
  const workbook = await openWorkbook(bytes, {
    ...importLimits,
    fileBytes: limits.statementBytes,
    rows: limits.statementRows,
  })
  for (const sheet of workbook.sheets.keys()) {
    const rows: RawRow[] = []
    for await (const row of workbook.rows(sheet)) rows.push(row)
    const found = headOf(rows)
    if (found) return transfersOf(rows.slice(found.after), found.columns)
  }
  throw new RuleBroken('market.statement_unknown')
}

function headOf(rows: readonly RawRow[]): { columns: StatementColumns; after: number } | undefined {
  for (const [at, row] of rows.slice(0, headWithin).entries()) {
    const columns = findColumns(row.cells)
    if (columns) return { columns, after: at + 1 }
    // Some head their columns in two rows, one below the other.
    const below = rows[at + 1]
    if (!below) continue
    const both = Array.from(
      { length: Math.max(row.cells.length, below.cells.length) },
      (_, i) => `${cellText(row.cells[i])}\n${cellText(below.cells[i])}`,
    )
    const joined = findColumns(both.map((text) => text.replace('\n', '/')))
    if (joined && readBookedDay(below.cells[joined.day ?? 0]) === undefined)
      return { columns: joined, after: at + 2 }
  }
  return undefined
}

/** One column for both ways is understood only where a sign, or a column beside it, says which way. */
function refuseUnsigned(rows: readonly RawRow[], { amount, direction }: StatementColumns) {
  if (amount === undefined || direction !== undefined) return
  const isSigned = ({ cells }: RawRow) => {
    const cell = cells[amount]
    return typeof cell === 'string' ? /^\s*[(+−-]|-\s*$/.test(cell) : Number(cell ?? 0) < 0
  }
  if (!rows.some(isSigned)) throw new RuleBroken('market.statement_unsigned')
}

function transfersOf(rows: readonly RawRow[], columns: StatementColumns): Transfer[] {
  refuseUnsigned(rows, columns)
  const told = new Map<string, number>()
  const transfers: Transfer[] = []
  for (const { cells } of rows) {
    const at = (field: keyof StatementColumns) => {
      const column = columns[field]
      return column === undefined ? undefined : cells[column]
    }
    const bookedOn = readBookedDay(at('day'))
    const amount = readAmount(at('credit') ?? at('amount'))
    if (!bookedOn || amount === undefined || amount <= 0) continue
    if (columns.amount !== undefined && columns.direction !== undefined && !saysIn(at('direction')))
      continue
    const [memo, reference] = [cellText(at('memo')), cellText(at('reference'))]
    const said = [bookedOn, amount, memo, reference].join('\n')
    // Two that are told alike are two: each has its place among its likes.
    const nth = (told.get(said) ?? 0) + 1
    told.set(said, nth)
    transfers.push({ key: keyOf(`${said}\n${nth}`), bookedOn, amount, memo, reference })
  }
  return transfers
}

const keyOf = (text: string) =>
  `file:${createHash('sha256').update(text).digest('hex').slice(0, 40)}`
