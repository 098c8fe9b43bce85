import { anyone, either, is, may, type Sentence } from '#platform/server/access/sentence.ts'

/** Work is given, changed and called off by who may give it in the unit's name. */
export const canGiveAt = (unitId: string): Sentence => may('work.assign').within(unitId)

/** Its owner says that it is done or not after all; so may who gave it. */
export const canReport = (assignment: { ownerId: string; unitId: string }): Sentence =>
  either(is(assignment.ownerId), may('work.assign').within(assignment.unitId))

/** Everybody sees what was given to them; row-level security adds what one's units gave. */
export const canListAssignments: Sentence = anyone
