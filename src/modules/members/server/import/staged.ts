import type { Sealer } from '#platform/server/sealing.ts'
import type { RawCell } from '#platform/server/workbook/raw-row.ts'
import type { RowFault } from '../../import-faults.ts'
import type { ImportedPerson } from '../../import-shapes.ts'
import type { RowKind } from './classify-row.ts'
import type { GuessedHeader } from './header/find-header.ts'

/** What waits of a row, sealed: everything in it is about a person. */
export interface StagedContent {
  cells: RawCell[]
  person?: ImportedPerson
  faults: RowFault[]
  /** The unit as the list writes it. */
  unitText: string
}

/** What is kept of a file beside its rows, sealed: samples in it are about people too. */
export interface StagedLayout {
  sheets: { name: string; hidden: boolean; rows: { number: number; cells: string[] }[] }[]
  header?: GuessedHeader
  /** Rows that are no people, the first hundred, so that somebody can see that they are none. */
  skipped: { row: number; as: Exclude<RowKind, 'person'>; text: string }[]
}

/** Days of a spreadsheet survive JSON as `{ day }`. */
const packCell = (cell: RawCell) => (cell instanceof Date ? { day: cell.toISOString() } : cell)
const openCell = (cell: unknown): RawCell =>
  cell !== null && typeof cell === 'object'
    ? new Date((cell as { day: string }).day)
    : (cell as RawCell)

export const sealContent = (sealer: Sealer, content: StagedContent): Buffer =>
  sealer.seal(JSON.stringify({ ...content, cells: content.cells.map(packCell) }))

export function openContent(sealer: Sealer, sealed: Uint8Array): StagedContent {
  const content = JSON.parse(sealer.unseal(sealed))
  return { ...content, cells: content.cells.map(openCell) }
}

export const sealLayout = (sealer: Sealer, layout: StagedLayout): Buffer =>
  sealer.seal(JSON.stringify(layout))
export const openLayout = (sealer: Sealer, sealed: Uint8Array | null): StagedLayout =>
  sealed ? JSON.parse(sealer.unseal(sealed)) : { sheets: [], skipped: [] }

export const sealFile = (sealer: Sealer, bytes: Uint8Array): Buffer =>
  sealer.seal(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'))
export const openFile = (sealer: Sealer, sealed: Uint8Array): Uint8Array =>
  Buffer.from(sealer.unseal(sealed), 'base64')
