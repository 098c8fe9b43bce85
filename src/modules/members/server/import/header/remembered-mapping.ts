import { addedFields, type ImportField } from '../../../import-fields.ts'
import type { ColumnMapping } from '../../../import-shapes.ts'
import type { GuessedColumn, GuessedHeader } from './find-header.ts'
import { isAddedColumn } from './header-fingerprint.ts'

const isAdded = (field: string): boolean => (addedFields as readonly string[]).includes(field)

/** The mapping that the guess makes, for whoever does not want to change it. */
export const mappingOf = (header: GuessedHeader): ColumnMapping => ({
  fields: header.columns.map(({ field }) =>
    field && !isAdded(field) ? (field as ImportField) : null,
  ),
  dayAndMonthSwapped: false,
})

/** What is remembered of a mapping: the fields of the list's own columns, in their order. */
export const toRemember = (header: GuessedHeader, mapping: ColumnMapping): (ImportField | null)[] =>
  ownColumns(header).map((column) => mapping.fields[column.index] ?? null)

/**
 * Puts a remembered mapping onto a list with the same fingerprint, which may have our added columns
 * beside its own.
 */
export function recall(
  header: GuessedHeader,
  remembered: readonly (ImportField | null)[],
): GuessedHeader {
  const own = ownColumns(header)
  const columns = header.columns.map((column): GuessedColumn => {
    const at = own.indexOf(column)
    if (at < 0) return column
    const field = remembered[at] ?? undefined
    return { ...column, field, confidence: field ? 1 : 0, reason: field && 'remembered' }
  })
  return { ...header, columns }
}

const ownColumns = (header: GuessedHeader) =>
  header.columns.filter((column) => !isAddedColumn(column.header))
