import { anyone, is, may, type Sentence, whoever } from '#platform/server/access/sentence.ts'

/** Votes are prepared, opened and closed by those who run the unit's meetings. */
export const canRunVotesAt = (unitId: string): Sentence => may('meetings.run').within(unitId)

/** A ballot is drawn, and an open vote given, by the person on the roll, or by whom they sent. */
export const canVoteFor = (elector: { personId: string; representedBy: string | null }): Sentence =>
  is(elector.representedBy ?? elector.personId)

/** A secret ballot is put into the box by whoever holds it: its signature is its right. */
export const canCast: Sentence = whoever

/** Votes that one may see are listed; which those are is for the query and the database to say. */
export const canListVotes: Sentence = anyone
