import { may, type Sentence, whoever } from '#platform/server/access/sentence.ts'

/** Anybody asks for help, with or without an account. */
export const canAskForHelp: Sentence = whoever

/** Whoever holds the link of a request takes it back. */
export const canTakeBackByLink: Sentence = whoever

/** Who organises at the commune, or above it, takes a request on and says what came of it. */
export const canSettleAt = (unitId: string): Sentence => may('campaigns.write').within(unitId)

export const canSettleSomewhere: Sentence = may('campaigns.write').anywhere
