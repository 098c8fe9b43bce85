import { DomainError } from '#platform/server/errors.ts'

/** Why a file as a whole cannot be read; the message of each says what to do instead. */
export type FileProblemCode =
  | 'empty'
  | 'too_large'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'encrypted'
  | 'legacy_xls'
  | 'other_format'
  | 'damaged'
  | 'not_a_spreadsheet'
  | 'no_such_sheet'
  | 'no_header'

/** The file that was handed in cannot be imported: nothing in it was read. */
export class ImportFileProblem extends DomainError {
  readonly status = 422
  readonly problem: FileProblemCode
  constructor(problem: FileProblemCode, details: Record<string, unknown> = {}) {
    super(`import.${problem}`, details)
    this.problem = problem
  }
}
