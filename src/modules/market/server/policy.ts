import { anyone, may, type Sentence, whoever } from '#platform/server/access/sentence.ts'

/**
 * Whoever is signed in may try: which stalls are theirs is decided by `market.my_stalls`, on rows that they
 * would not even see otherwise.
 */
export const canKeepStalls: Sentence = anyone

/** A unit gathers for several where its officers keep the register of ventures. */
export const canGatherAt = (unitId: string): Sentence => may('ventures.write').within(unitId)

/** Ordering, and looking after one's order by its link, needs no account. */
export const canOrder: Sentence = whoever

/** A bank's message brings its own right: the key of the configuration. */
export const canTellOfTransfers: Sentence = whoever
