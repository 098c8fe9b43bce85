import type { IsoDay } from '#platform/days.ts'

/** The day of the article; its figures are those of this day. */
export const figuresDay: IsoDay = '2024-04-03'

/** What the article states (Báo Hà Giang, 3 April 2024); records are made so that they add up to it. */
export const articleFigures = {
  members: 44_789,
  youths: 220_000,
  /** Youths are just over 24.7% of it. */
  population: 889_600,
  /** Youths are just over 50% of it. */
  labourForce: 438_600,
  peakDayActivities: 21,
  /** "Over 500" and "over 10,000": the article has no exact figures. */
  peakDayParticipants: 523,
  peakDayPeopleHelped: 10_386,
  ideasPublished: 310,
  /** "Thousands": the article has no exact figure. */
  ideasProposed: 4_182,
  /** "Over 90", "nearly 100" and "over 500": the article has no exact figures. */
  enterprises: 93,
  cooperatives: 97,
  householdBusinesses: 523,
  supportedModels: 11,
} as const
