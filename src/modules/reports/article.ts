import type { Indicator, Measure } from '#modules/indicators/index.ts'

/**
 * The provincial report's figures, in the order of the article that it answers to (Báo Hà Giang,
 * 3 April 2024).
 */
export const sections = [
  {
    name: 'organisation',
    figures: ['youths', 'youths_share_of_population', 'youths_share_of_labour_force', 'members'],
  },
  {
    name: 'peak_day',
    figures: [
      'peak_day_activities',
      'peak_day_participants',
      'peak_day_participations',
      'peak_day_people_helped',
      'peak_day_citizens_helped',
    ],
  },
  {
    name: 'field',
    figures: ['activities', 'participants', 'participations', 'people_helped', 'citizens_helped'],
  },
  {
    name: 'citizen_app',
    figures: ['citizen_app_share', 'members_with_citizen_app', 'members_without_citizen_app'],
  },
  { name: 'ideas', figures: ['ideas_proposed', 'ideas_published'] },
  { name: 'jobs', figures: ['jobs_found', 'jobs_kept'] },
  { name: 'learning', figures: ['courses_completed'] },
  {
    name: 'ventures',
    figures: [
      'enterprises',
      'cooperatives',
      'household_businesses',
      'supported_models',
      'supports_given',
    ],
  },
] as const satisfies readonly { name: string; figures: readonly ReportIndicator[] }[]

export type SectionName = (typeof sections)[number]['name']

/** What the report names but nothing counts: why, and in which unit it would be counted. */
export const notKept = {
  peak_day_citizens_helped: { measure: 'people', note: 'no_citizen_identity' },
  citizens_helped: { measure: 'people', note: 'no_citizen_identity' },
} as const satisfies Record<string, { measure: ReportMeasure; note: Note }>

export type NotKept = keyof typeof notKept
export type ReportIndicator = Indicator | NotKept
export type ReportMeasure = Measure
export type Note = 'no_citizen_identity' | 'no_statistics' | 'no_members' | 'no_longer_stands'

export const isNotKept = (name: ReportIndicator): name is NotKept => Object.hasOwn(notKept, name)
