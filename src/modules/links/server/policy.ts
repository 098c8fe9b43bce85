import { may, type Sentence, whoever } from '#platform/server/access/sentence.ts'

/** Who organises something at a unit hangs its posters. */
export const canHangAt = (unitId: string): Sentence => may('links.write').within(unitId)

/** Whoever scans a code is led on, and nobody is asked who they are. */
export const canFollow: Sentence = whoever
