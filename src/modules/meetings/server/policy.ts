import { anyone, may, type Sentence } from '#platform/server/access/sentence.ts'

/** A unit's meetings are planned, run and written down by its secretary, and by the officers above. */
export const canRunMeetingsAt = (unitId: string): Sentence => may('meetings.run').within(unitId)
export const canRunMeetingsSomewhere: Sentence = may('meetings.run').anywhere

/** Who is entitled to which meeting is for the query to say; everybody may look for their own. */
export const canSeeMyMeetings: Sentence = anyone
