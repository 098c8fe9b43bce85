import { anyone, either, is, may, type Sentence } from '#platform/server/access/sentence.ts'

/** The catalogue says what people may be helped with; it is no secret. */
export const canSeeCatalogue: Sentence = anyone

/** What was done for citizens is read by those who read the unit's reports. */
export const canListAssists: Sentence = may('reports.read').anywhere
export const canSeeAssistsOf = (unitId: string): Sentence => may('reports.read').within(unitId)

/** Whoever may record at the activity's unit writes down whom they helped. */
export const canRecordAt = (unitId: string): Sentence => may('field.record').within(unitId)

/** A record is taken back or corrected by whoever made it, or by those who organise there. */
export const canChange = (assist: { recordedBy: string; unitId: string }): Sentence =>
  either(is(assist.recordedBy), may('campaigns.write').within(assist.unitId))

/** A citizen's number is opened by those who organise where help was given, and by who took it down. */
export const canListCallbacks: Sentence = may('campaigns.write').anywhere
export const canCallBack = (callback: { recordedBy: string; unitId: string }): Sentence =>
  either(is(callback.recordedBy), may('campaigns.write').within(callback.unitId))
export const canSettleCallback = (unitId: string): Sentence => may('campaigns.write').within(unitId)
