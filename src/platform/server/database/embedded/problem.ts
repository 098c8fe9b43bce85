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
  /** What the sentence tells of, for who says it in another language. */
  readonly details: Readonly<Record<string, string>>
  constructor(
    fault: EmbeddedPostgresFault,
    message: string,
    details: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.fault = fault
    this.details = details
  }
}
