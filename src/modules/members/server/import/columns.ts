import { cellText, isFilled, type RawCell, type RawRow } from '#platform/server/workbook/raw-row.ts'
import { type ImportField, importFields, joinedBy } from '../../import-fields.ts'
import type { ColumnMapping } from '../../import-shapes.ts'
import type { GuessedHeader } from './header/find-header.ts'

/** Where in the rows of one list each field stands. */
export interface Columns {
  /** The columns of a field, counted from 0; empty when the list has none. */
  of(field: ImportField): readonly number[]
  has(field: ImportField): boolean
  /** The first filled cell of a field. */
  cell(row: RawRow, field: ImportField): RawCell
  /** A field's text, its parts joined where it is spread over columns. */
  text(row: RawRow, field: ImportField): string
  /** The whole name, from the column or the two columns that hold it. */
  name(row: RawRow): string
  /** How the list heads the name. */
  nameHeaders: readonly string[]
  /** The key that our own file of faults gave the row. */
  rowKey(row: RawRow): string | undefined
  /** How many fields of the row are filled, the order number apart. */
  filled(row: RawRow): number
  header: GuessedHeader
}

const none: readonly number[] = []

/** Lays a mapping over a list. */
export function columnsOf(header: GuessedHeader, mapping: ColumnMapping): Columns {
  const places = new Map<ImportField, number[]>()
  mapping.fields.forEach((field, column) => {
    if (field) places.set(field, [...(places.get(field) ?? []), column])
  })
  const keyColumn = header.columns.find((column) => column.field === 'importRowKey')?.index
  const telling = importFields.filter((field) => field !== 'orderNumber' && places.has(field))
  const of = (field: ImportField) => places.get(field) ?? none
  const cell = (row: RawRow, field: ImportField): RawCell => {
    for (const column of of(field)) {
      const value = row.cells[column]
      if (isFilled(value)) return value
    }
    return null
  }
  const text = (row: RawRow, field: ImportField) => {
    const [only, ...others] = of(field)
    if (only === undefined) return ''
    if (others.length === 0) return cellText(row.cells[only])
    return of(field)
      .map((column) => cellText(row.cells[column]))
      .filter(Boolean)
      .join(joinedBy[field] ?? ' ')
  }
  const nameFields: readonly ImportField[] = ['fullName', 'familyNames', 'givenName']
  return {
    header,
    of,
    has: (field) => places.has(field),
    cell,
    text,
    name: (row) =>
      text(row, 'fullName') || `${text(row, 'familyNames')} ${text(row, 'givenName')}`.trim(),
    nameHeaders: nameFields.flatMap(of).map((column) => header.columns[column]?.header ?? ''),
    rowKey: (row) =>
      keyColumn === undefined ? undefined : cellText(row.cells[keyColumn]) || undefined,
    filled: (row) => telling.filter((field) => isFilled(cell(row, field))).length,
  }
}
