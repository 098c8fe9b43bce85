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
