import { z } from 'zod'
import { type UnitType, unitTypes } from '#modules/units/index.ts'
import { Day } from '#platform/shapes.ts'

const UnitTypeName = z.enum(Object.keys(unitTypes) as [UnitType, ...UnitType[]])
const name = z.string().trim().min(1).max(200).normalize('NFC')
const code = z
  .string()
  .trim()
  .max(40)
  .transform((text) => text || undefined)
  .optional()
/** One id or several, as a form sends them. */
const ids = (least: number, most: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.guid()).min(least).max(most),
  )

const draftFields = {
  title: name,
  decisionNo: z
    .string()
    .trim()
    .max(100)
    .transform((text) => text || undefined)
    .optional(),
  effectiveOn: Day,
}
export const OpenDraft = z.object({ id: z.guid(), ...draftFields, scopeIds: ids(1, 100) })
export const ChangeDraft = z.object({ draftId: z.guid(), ...draftFields })
export const OneDraft = z.object({ draftId: z.guid() })

/** What a decision orders; the words are those of plan/types.ts. */
export const EventBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('found'),
    unitId: z.guid(),
    type: UnitTypeName,
    name,
    code,
    gazetteerCode: code,
    parentId: z.guid(),
  }),
  z.object({ kind: z.literal('merge'), from: ids(1, 500), into: z.guid() }),
  z.object({ kind: z.literal('split'), unitId: z.guid(), into: ids(2, 50) }),
  z.object({ kind: z.literal('move'), unitId: z.guid(), parentId: z.guid() }),
  z.object({ kind: z.literal('rename'), unitId: z.guid(), name }),
  z.object({ kind: z.literal('change_type'), unitId: z.guid(), type: UnitTypeName }),
  z.object({ kind: z.literal('dissolve'), unitId: z.guid(), into: z.guid().optional() }),
  z.object({ kind: z.literal('reopen'), unitId: z.guid() }),
])
export type EventBody = z.output<typeof EventBody>

export const AddEvents = z.object({
  draftId: z.guid(),
  events: z
    .array(z.object({ id: z.guid(), body: EventBody }))
    .min(1)
    .max(2000),
})
export const RemoveEvent = z.object({ draftId: z.guid(), eventId: z.guid() })

/** Units below a split one, or the split unit itself for its own people, and the part they go to. */
export const AnswerPlaces = z.object({
  draftId: z.guid(),
  unitIds: ids(1, 2000),
  targetId: z.guid(),
})

export const RemoveAppointment = z.object({ draftId: z.guid(), appointmentId: z.guid() })
export const ReverseDraft = z.object({ id: z.guid(), draftId: z.guid(), effectiveOn: Day })
