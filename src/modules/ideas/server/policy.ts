import {
  anyone,
  either,
  is,
  may,
  type Sentence,
  whoever,
} from '#platform/server/access/sentence.ts'

/** Anyone signed in proposes, for themselves. */
export const canPropose: Sentence = anyone

/** An author changes, sends and takes back their own. */
export const canChangeIdeaOf = (authorId: string): Sentence => is(authorId)

/** Whoever answers at the unit at which an idea waits, or above it, decides on it. */
export const canDecideAt = (unitId: string): Sentence => may('ideas.screen').within(unitId)

/** Duplicates are brought together by whoever answers for both. */
export const canScreenSomewhere: Sentence = may('ideas.screen').anywhere

/** What the national bank gets is chosen and entered by the province. */
export const canPublishAt = (unitId: string): Sentence => may('ideas.screen').within(unitId)

/** Supporting, commenting and reporting a comment is for members. */
export const canTakePart: Sentence = anyone

export const canModerateAt = (unitId: string): Sentence => may('ideas.screen').within(unitId)

/** The public page takes in what anybody writes; nothing is shown before a branch has called them. */
export const canSendProposal: Sentence = whoever

export const canSettleProposalAt = (unitId: string): Sentence => may('ideas.screen').within(unitId)

/** Files are added and removed by the author, photos from a phone included. */
export const canAttachTo = (authorId: string): Sentence => either(is(authorId))
