import { anyone, may, type Sentence, whoever } from '#platform/server/access/sentence.ts'

/** Whoever writes courses for a unit. */
export const canWriteAt = (unitId: string): Sentence => may('learning.write').within(unitId)
export const canWriteSomewhere: Sentence = may('learning.write').anywhere

/** Whoever publishes, withdraws, and takes certificates back. */
export const canReviewAt = (unitId: string): Sentence => may('learning.review').within(unitId)
export const canReviewSomewhere: Sentence = may('learning.review').anywhere

/** Anyone signed in learns, for themselves. */
export const canLearn: Sentence = anyone

/** What is published is for everybody, signed in or not. */
export const canReadPublic: Sentence = whoever

/** Practical tasks and paths are for those who answer for the people. */
export const canCheckAt = (unitId: string): Sentence => may('learning.check').within(unitId)
export const canCheckSomewhere: Sentence = may('learning.check').anywhere
export const canFollowSomewhere: Sentence = may('learning.read').anywhere
export const canFollowAt = (unitId: string): Sentence => may('learning.read').within(unitId)
