import { z } from 'zod'
import { views } from '#modules/indicators/index.ts'
import { Day } from '#platform/shapes.ts'
import { type ReportIndicator, sections } from './article.ts'

const names = sections.flatMap((section): readonly ReportIndicator[] => section.figures)
const measures = [
  'people',
  'turns',
  'activities',
  'percent',
  'ideas',
  'placements',
  'certificates',
  'enterprises',
  'cooperatives',
  'households',
  'models',
] as const
const notes = ['no_citizen_identity', 'no_statistics', 'no_members', 'no_longer_stands'] as const
const Named = z.object({ id: z.guid(), name: z.string() })

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
  set: z.guid().optional().meta({ description: 'A set of units (cụm thi đua), instead of a unit' }),
  view: z.enum(views).optional().meta({
    description:
      'then (when left out): each record under whoever stood above on its day; today: in the units of today, through lineage',
  }),
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
    leftOut: z
      .array(
        z.object({
          unit: Named,
          value: z.number().nullable(),
          heirs: z.array(Named).meta({ description: 'What it became, partly elsewhere' }),
        }),
      )
      .optional()
      .meta({
        description:
          'In today’s view: the own records of split units, which nobody can say belong here',
      }),
  })
  .meta({ id: 'ReportFigure' })

export const ProvincialReport = z
  .object({
    unit: z.object({
      id: z.guid(),
      name: z.string(),
      level: z.string().meta({ description: '"set" for a set of units' }),
      heirs: z.array(Named).optional().meta({
        description: 'In today’s view of a unit that is no more: who stands in its place',
      }),
    }),
    view: z.enum(views),
    on: z.iso.date(),
    from: z.iso.date(),
    figures: z.array(Figure),
  })
  .meta({ id: 'ProvincialReport' })

export type ProvincialReport = z.output<typeof ProvincialReport>
export type ReportFigure = z.output<typeof Figure>
