import { anyone, may, type Sentence, whoever } from '#platform/server/access/sentence.ts'

/** Whoever holds the pen for a unit writes for it, sends to it and sees how that went. */
export const canWriteAt = (unitId: string): Sentence => may('outreach.write').within(unitId)
export const canWriteSomewhere: Sentence = may('outreach.write').anywhere

/** A post goes out when somebody answers for it, in its unit and in each unit to which it goes. */
export const canApproveAt = (unitId: string): Sentence => may('outreach.approve').within(unitId)
export const canApproveSomewhere: Sentence = may('outreach.approve').anywhere

/** Asking to be told, playing and reading need no account. */
export const canTakePart: Sentence = whoever

/** What the clock does asks nobody; no form leads there. */
export const clockOnly: Sentence = anyone
