import { DomainError } from '#platform/server/errors.ts'

/** Why a file is not taken, or not given back; the message of each says what to do instead. */
export type FileProblemCode =
  | 'empty'
  | 'too_large'
  | 'unknown'
  | 'program'
  | 'markup'
  | 'macros'
  | 'polyglot'
  | 'damaged'
  | 'legacy_office'
  | 'kind_not_taken'

/** A file that somebody handed in is refused: nothing of it was kept. */
export class FileProblem extends DomainError {
  readonly status = 422
  readonly problem: FileProblemCode
  constructor(problem: FileProblemCode, details: Record<string, unknown> = {}) {
    super(`files.${problem}`, details)
    this.problem = problem
  }
}

/** A kept file is gone or was changed on the disk. Nobody who reads can mend that: it is no refusal. */
export class StoredFileDamaged extends Error {
  readonly sha256: string
  constructor(sha256: string, cause?: unknown) {
    super(`The kept file ${sha256} is missing or was changed on the disk`, { cause })
    this.name = 'StoredFileDamaged'
    this.sha256 = sha256
  }
}
