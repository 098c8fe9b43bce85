import { anyone, either, is, may, type Sentence } from '#platform/server/access/sentence.ts'

/** A paper of a unit is handed in for signing by those who organise there. */
export const canPrepareAt = (unitId: string): Sentence => may('signing.write').within(unitId)

/** Nobody signs for another: only the named person, by themselves, never by an API token. */
export const canSignAs = (personId: string): Sentence => is(personId)

/** Whoever prepared it, or prepares papers there, may take a paper back that is not signed by all. */
export const canWithdraw = (request: { unitId: string; createdBy: string | null }): Sentence =>
  request.createdBy
    ? either(is(request.createdBy), canPrepareAt(request.unitId))
    : canPrepareAt(request.unitId)

/** One's own certificates; the table's wall shows nobody else's but to officers of the register. */
export const canKeepCertificates: Sentence = anyone
