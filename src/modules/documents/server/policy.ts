import { anyone, either, is, may, type Sentence } from '#platform/server/access/sentence.ts'

/** A unit's papers are drafted, registered, sent and shared by those who keep papers there. */
export const canWriteAt = (unitId: string): Sentence => may('documents.write').within(unitId)

/** They are approved, numbered, issued and taken back by those who answer for the unit. */
export const canIssueAt = (unitId: string): Sentence => may('documents.issue').within(unitId)

/** Whoever signs a paper may say what they think of it. */
export const canCommentOn = (paper: { unitId: string; signerId: string | null }): Sentence =>
  paper.signerId
    ? either(may('documents.write').within(paper.unitId), is(paper.signerId))
    : may('documents.write').within(paper.unitId)

/** Row-level security says which; who was sent a paper marks that they have it. */
export const canRead: Sentence = anyone

/** What worked elsewhere is for everybody in the Union to find. */
export const canReadExperiences: Sentence = anyone
