import { anyone, either, is, may, type Sentence } from '#platform/server/access/sentence.ts'

/** What the movement plans is no secret inside the Union. */
export const canSeeCampaigns: Sentence = anyone

/** A unit's campaigns and activities are planned, changed and ended by those who organise there. */
export const canOrganiseAt = (unitId: string): Sentence => may('campaigns.write').within(unitId)

/** Any member may ask to join, and may withdraw. */
export const canSignUp: Sentence = anyone

/** Who takes part is for those who organise the activity or record at it. */
export const canSeeTeamAt = (unitId: string): Sentence =>
  either(may('campaigns.read').within(unitId), may('field.record').within(unitId))

/** Whoever may record at the activity's unit checks people in. */
export const canRecordAt = (unitId: string): Sentence => may('field.record').within(unitId)

/** A record is taken back by whoever made it, or by those who organise there. */
export const canUndo = (record: { recordedBy: string | null; unitId: string }): Sentence =>
  record.recordedBy
    ? either(is(record.recordedBy), may('campaigns.write').within(record.unitId))
    : may('campaigns.write').within(record.unitId)
