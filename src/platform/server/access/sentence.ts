import type { Permission } from './role-types.ts'

/**
 * A rule about who may do something, written so that it reads as a sentence:
 * `may('members.write').within(unitId)`, `may('units.write').anywhere`, `is(personId)`, `anyone`.
 * Several joined by `either(...)` hold when one of them holds.
 */
export type Sentence =
  | {
      readonly kind: 'permission'
      readonly permission: Permission
      readonly unitId: string | undefined
    }
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'signed_in' }
  | { readonly kind: 'outsider' }
  | { readonly kind: 'whoever' }
  | { readonly kind: 'either'; readonly sentences: readonly Sentence[] }

export const may = (permission: Permission) => ({
  /** The permission must reach this unit, by a role there or above it. */
  within: (unitId: string): Sentence => ({ kind: 'permission', permission, unitId }),
  /** The permission is held at some unit; which rows it reaches is for the query to say. */
  anywhere: { kind: 'permission', permission, unitId: undefined } as Sentence,
})

/** The actor is this very person. */
export const is = (personId: string): Sentence => ({ kind: 'person', personId })

/** Everybody who is signed in. */
export const anyone: Sentence = { kind: 'signed_in' }

/**
 * Whoever it is, signed in or not: what is handed in carries its own right with it and must not be tied
 * to anybody, like a ballot into a box.
 */
export const whoever: Sentence = { kind: 'whoever' }

/**
 * An account from outside the organisation, such as an employer's; which rows are its own is for the query
 * and the database's wall to say.
 */
export const outsider: Sentence = { kind: 'outsider' }

export const either = (...sentences: Sentence[]): Sentence => ({ kind: 'either', sentences })
