import { anyone, may, type Sentence } from '#platform/server/access/sentence.ts'

/** Officers of a commune and above keep its register. */
export const canKeepAt = (unitId: string): Sentence => may('ventures.write').within(unitId)
export const canKeepSomewhere: Sentence = may('ventures.write').anywhere
export const canReadSomewhere: Sentence = may('ventures.read').anywhere

/** Whoever is signed in may draft what they themselves lead; an officer looks at it and registers it. */
export const canDraft: Sentence = anyone
