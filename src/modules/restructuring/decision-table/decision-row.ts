import type { WrittenMention } from './mention.ts'

/** What can be wrong with a row of the table; the message of each says what to do. */
export type TableFaultCode =
  | 'new_name_missing'
  | 'new_name_twice'
  | 'new_type_unknown'
  | 'predecessors_missing'
  | 'predecessors_too_long'
  | 'predecessor_twice'
  | 'unchanged_named_elsewhere'
  | 'line_unreadable'

export interface TableFault {
  code: TableFaultCode
  /** What the message names: a name as written, another row's position. */
  params?: Readonly<Record<string, string | number>>
}

/** A row of a decision's table: a new unit and what it is made of. */
export interface DecisionRow {
  /** From 1, in the order of the table. */
  position: number
  /** Where somebody will look for it: the row of the sheet, or the line of the text, from 1. */
  line: number
  /** As written; empty where it is missing. */
  newName: string
  predecessors: WrittenMention[]
  /** The table says `giữ nguyên` or the like: the unit of before with that name goes on as it is. */
  unchanged: boolean
  faults: TableFault[]
}

/** A row before it has its place in the table. */
export type ReadRow = Omit<DecisionRow, 'position'>

export interface DecisionTable {
  rows: DecisionRow[]
}

/** A row of cells as text, line ends kept, with the number that a spreadsheet program shows. */
export interface TableRow {
  number: number
  cells: readonly string[]
}
