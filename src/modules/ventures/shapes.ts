import { z } from 'zod'
import { readPhone } from '#platform/phone.ts'
import { Day } from '#platform/shapes.ts'
import { fields, kinds, principalRoles, stages, supportKinds } from './kinds.ts'
import { limits } from './limits.ts'

export const text = (most: number) => z.string().trim().min(1).max(most).normalize('NFC')
export const perhaps = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .normalize('NFC')
    .transform((it) => it || undefined)
    .optional()
export const ticked = z
  .union([z.boolean(), z.enum(['on', 'true', 'false', ''])])
  .transform((it) => it === true || it === 'on' || it === 'true')
  .default(false)
const nothing = z.literal('').transform(() => undefined)
export const perhapsDay = Day.or(nothing).optional()
export const perhapsId = z.uuid().or(nothing).optional()
/** A whole number as people write it, thousands apart by dots: `25.000.000`. */
export const numberUpTo = (most: number) =>
  z
    .union([
      z.number(),
      z
        .string()
        .trim()
        .regex(/^\d{1,3}([.\s]\d{3})*$|^\d+$/, { error: 'ventures_number_invalid' })
        .transform((it) => Number(it.replace(/[.\s]/g, ''))),
    ])
    .pipe(z.int().min(0).max(most))
export const perhapsNumber = (most: number) => nothing.or(numberUpTo(most)).optional()
/** Several ticked boxes of a form, or one, or none. */
export const several = <Name extends string>(names: readonly [Name, ...Name[]]) =>
  z
    .union([z.array(z.enum(names)), z.enum(names).transform((it) => [it]), nothing])
    .transform((it) => [...new Set(it ?? [])])
    .default([])

export const Phone = nothing
  .or(
    z.string().transform((written, issue) => {
      const phone = readPhone(written)
      if (phone) return phone
      issue.addIssue({ code: 'custom', message: 'phone_invalid' })
      return z.NEVER
    }),
  )
  .optional()

/** An idea by its id, or by an address in which it stands. */
const perhapsIdea = nothing
  .or(
    z.string().transform((written, issue) => {
      const found = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(written)
      if (found) return found[0].toLowerCase()
      issue.addIssue({ code: 'custom', message: 'ventures_idea_unknown' })
      return z.NEVER
    }),
  )
  .optional()

/** What the register says of a venture. */
export const VentureFields = z.object({
  name: text(limits.name),
  kind: z.enum(kinds, { error: 'required' }),
  field: z.enum(fields, { error: 'required' }),
  stage: z.enum(stages).default('starting'),
  place: perhaps(limits.place),
  workers: perhapsNumber(limits.workers),
  capital: perhapsNumber(limits.money),
  registrationNo: perhaps(limits.registrationNo),
  summary: perhaps(limits.summary),
  needs: several(supportKinds),
  phone: Phone,
  website: nothing
    .or(z.url({ protocol: /^https?$/, error: 'ventures_url_invalid' }).max(limits.website))
    .optional(),
  ideaId: perhapsIdea,
})
export type VentureFields = z.output<typeof VentureFields>

export const SaveVenture = VentureFields.extend({
  id: z.uuid(),
  version: z.coerce.number().int().optional(),
  /** The commune; by default, for a member, the one in which they stand. Only for a new one: later it moves. */
  unitId: perhapsId,
  /** When it began; only for a draft: later its standings are changed. */
  foundedOn: perhapsDay,
})

export const OneVenture = z.object({ ventureId: z.uuid() })
/** It is now of another kind, or elsewhere, from a day on. */
export const TurnVenture = z.object({
  ventureId: z.uuid(),
  kind: z.enum(kinds),
  unitId: perhapsId,
  on: Day,
})
export const EndVenture = z.object({ ventureId: z.uuid(), on: Day, reason: text(limits.reason) })
export const StrikeVenture = z.object({ ventureId: z.uuid(), reason: text(limits.reason) })
export const CorrectFounding = z.object({ ventureId: z.uuid(), on: Day })
export const PublishVenture = z.object({
  ventureId: z.uuid(),
  /** Those behind it have agreed to what the page shows. */
  agreed: z.literal('on', { error: 'ventures_consent_missing' }).or(z.literal(true)),
})

export const NamePrincipal = z.object({
  id: z.uuid(),
  ventureId: z.uuid(),
  name: text(100),
  /** Card code or phone of somebody in the register; without it they stand by name alone. */
  number: perhaps(40),
  role: z.enum(principalRoles),
  manages: ticked,
  showsName: ticked,
  joinedOn: perhapsDay,
})
export const LeavePrincipal = z.object({ ventureId: z.uuid(), principalId: z.uuid(), on: Day })
export const ShowPrincipal = z.object({
  ventureId: z.uuid(),
  principalId: z.uuid(),
  showsName: ticked,
})
