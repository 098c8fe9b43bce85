import { z } from 'zod'
import { Day } from '#platform/shapes.ts'
import { type UnitType, unitTypes } from './types.ts'

const UnitTypeName = z.enum(Object.keys(unitTypes) as [UnitType, ...UnitType[]])
const name = z.string().trim().min(1).max(200).normalize('NFC')
const decisionNo = z
  .string()
  .trim()
  .max(100)
  .transform((text) => text || undefined)
  .optional()

export const CreateUnit = z.object({
  id: z.uuid(),
  parentId: z.uuid(),
  type: UnitTypeName,
  name,
  code: z
    .string()
    .trim()
    .max(40)
    .transform((text) => text || undefined)
    .optional(),
  gazetteerCode: z
    .string()
    .regex(/^\d{2}$|^\d{3}$|^\d{5}$/, { error: 'gazetteer_code_invalid' })
    .or(z.literal('').transform(() => undefined))
    .optional(),
  on: Day,
  decisionNo,
})

export const WithdrawChange = z.object({ unitId: z.uuid() })
export const RenameUnit = z.object({ unitId: z.uuid(), name, on: Day, decisionNo })
export const MoveUnit = z.object({ unitId: z.uuid(), parentId: z.uuid(), on: Day, decisionNo })
export const CloseUnit = z.object({ unitId: z.uuid(), on: Day, decisionNo })

const unitIds = z.array(z.uuid()).max(500).default([])
export const CreateGrouping = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  name,
  on: Day,
  decisionNo,
  unitIds,
})
export const ChangeGroupingMembers = z
  .object({ groupingId: z.uuid(), on: Day, add: unitIds, remove: unitIds })
  .refine(({ add, remove }) => add.length + remove.length > 0, { path: ['add'] })
export const RenameGrouping = z.object({ groupingId: z.uuid(), name })
export const CloseGrouping = z.object({ groupingId: z.uuid(), on: Day })
/** A day and a view (moment.ts) as inputs of an API call. */
export const MomentShape = {
  on: Day.optional().meta({ description: 'The day that is looked at; by default today' }),
  view: z.enum(['then', 'today']).default('then').meta({
    description: '`then`: in the units of that time; `today`: in the units that took their place',
  }),
}
