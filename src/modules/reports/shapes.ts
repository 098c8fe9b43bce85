import { z } from 'zod'
import { Day } from '#platform/shapes.ts'
import { type ReportIndicator, sections } from './article.ts'

const names = sections.flatMap((section): readonly ReportIndicator[] => section.figures)
const measures = [
  'people',
  'turns',
  'activities',
  'percent',
  'ideas',
  'enterprises',
  'cooperatives',
  'households',
  'models',
] as const
const notes = ['not_kept_yet', 'no_citizen_identity', 'no_statistics', 'no_members'] as const

/** What may be asked of the provincial report. */
export const ProvincialReportAsked = z.object({
  on: Day.optional().meta({ description: 'The day of the report; today when left out' }),
  from: Day.optional().meta({
    description:
      'The first day of the period of field work; twelve months to the day when left out',
  }),
  unit: z
    .guid()
    .optional()
    .meta({ description: 'The unit; the highest that one may read when left out' }),
})

const Figure = z
  .object({
    indicator: z.enum(names as [ReportIndicator, ...ReportIndicator[]]).meta({
      description: 'What is counted; docs/glossary.md#indicators',
    }),
    value: z.number().nullable().meta({ description: 'null: not kept, or not known' }),
    unit: z.enum(measures).meta({
      description: 'In what it is counted; turns (lượt) and people (người) are different',
    }),
    kept: z.boolean().meta({ description: 'Whether records are kept out of which it is counted' }),
    target: z.number().optional(),
    note: z.enum(notes).optional(),
  })
  .meta({ id: 'ReportFigure' })

export const ProvincialReport = z
  .object({
    unit: z.object({ id: z.guid(), name: z.string(), level: z.string() }),
    on: z.iso.date(),
    from: z.iso.date(),
    figures: z.array(Figure),
  })
  .meta({ id: 'ProvincialReport' })

export type ProvincialReport = z.output<typeof ProvincialReport>
export type ReportFigure = z.output<typeof Figure>
