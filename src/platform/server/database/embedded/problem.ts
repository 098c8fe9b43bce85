export type EmbeddedPostgresFault =
  | 'unsupported_platform'
  | 'in_use'
  | 'other_version'
  | 'not_permitted'
  | 'failed'

/** The embedded PostgreSQL cannot start; the message is one sentence that says what to do. */
export class EmbeddedPostgresProblem extends Error {
  override readonly name = 'EmbeddedPostgresProblem'
  readonly fault: EmbeddedPostgresFault
  constructor(fault: EmbeddedPostgresFault, message: string) {
    super(message)
    this.fault = fault
  }
}
