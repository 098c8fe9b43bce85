import { z } from 'zod'
import { Day } from '#platform/shapes.ts'
import { type Indicator, indicatorNames } from './catalogue.ts'

export const IndicatorName = z
  .enum(indicatorNames as [Indicator, ...Indicator[]])
  .meta({ id: 'Indicator', description: 'What is counted; docs/glossary.md#indicators' })

export const SetTarget = z.object({
  id: z.uuid(),
  unitId: z.guid(),
  indicator: IndicatorName,
  value: z
    .union([
      z.number(),
      z
        .string()
        .trim()
        .min(1)
        .transform((text) => Number(text.replace(',', '.'))),
    ])
    .pipe(z.number().min(0).max(1_000_000_000)),
  from: Day,
  decisionNo: z
    .string()
    .trim()
    .max(100)
    .transform((text) => text || undefined)
    .optional(),
})
