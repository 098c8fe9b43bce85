/**
 * What can go wrong in the domain. The code is the key of the message that tells the user what to
 * do: `units.has_members` is the message `error_units_has_members`.
 */
export abstract class DomainError extends Error {
  abstract readonly status: number
  readonly code: string
  readonly details: Record<string, unknown>

  constructor(code: string, details: Record<string, unknown> = {}) {
    super(code)
    this.name = new.target.name
    this.code = code
    this.details = details
  }
}

/** It is not there, or the actor may not see it: the answer is the same. */
export class NotFound extends DomainError {
  readonly status = 404
  constructor(code = 'not_found', details: Record<string, unknown> = {}) {
    super(code, details)
  }
}

/** The actor may see it but not do this. */
export class Forbidden extends DomainError {
  readonly status = 403
  constructor(code = 'forbidden', details: Record<string, unknown> = {}) {
    super(code, details)
  }
}

/** Somebody else changed it meanwhile, or it exists already. */
export class Conflict extends DomainError {
  readonly status = 409
}

/** A rule of the organisation does not allow it. */
export class RuleBroken extends DomainError {
  readonly status = 422
}

/** More was sent than is taken; the details say how much may be. */
export class TooLarge extends DomainError {
  readonly status = 413
}

/** A field's fault: where it stands, and the code of its message. */
export interface Fault {
  path: string
  code: string
  /** What the message names: a limit, a day, whom was found. */
  details?: Record<string, unknown>
}

/** What was sent does not have the shape that is asked for. */
export class Invalid extends DomainError {
  readonly status = 400
  readonly faults: Fault[]
  constructor(faults: Fault[], code = 'invalid') {
    super(code, { faults })
    this.faults = faults
  }
}

/** Whoever is told that something is unusual may say so again with `confirmed`. */
export const unconfirmed = (faults: Fault[]): Invalid => new Invalid(faults, 'unconfirmed')
