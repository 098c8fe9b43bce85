import { z } from 'zod'
import { readPhone } from '#platform/phone.ts'
import { Day } from '#platform/shapes.ts'
import { fields, kinds, mentorModes, principalRoles, stages, supportKinds } from './kinds.ts'
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

const Phone = nothing
  .or(
    z.string().transform((written, issue) => {
      const phone = readPhone(written)
      if (phone) return phone
      issue.addIssue({ code: 'custom', message: 'phone_invalid' })
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
  ideaId: perhapsId,
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

/* ---- Support ---- */

export const RecordSupport = z.object({
  id: z.uuid(),
  ventureId: z.uuid(),
  what: z.enum(supportKinds, { error: 'required' }),
  givenBy: text(200),
  givenOn: Day,
  cost: numberUpTo(limits.money),
  note: perhaps(limits.note),
})
/** What was entered wrongly is taken back whole; what is right may be entered in the same step. */
export const ReverseSupport = z.object({
  id: z.uuid(),
  supportId: z.uuid(),
  reason: text(limits.reason),
  right: RecordSupport.omit({ ventureId: true }).optional(),
})
const change = (most: number) =>
  z
    .union([
      z.number(),
      z
        .string()
        .trim()
        .regex(/^[-−+]?(\d{1,3}([.\s]\d{3})*|\d+)$/, { error: 'ventures_number_invalid' })
        .transform((it) => Number(it.replace(/[.\s+]/g, '').replace('−', '-'))),
    ])
    .pipe(z.int().min(-most).max(most))
export const RecordOutcome = z.object({
  id: z.uuid(),
  supportId: z.uuid(),
  months: z.coerce.number().pipe(z.union([z.literal(3), z.literal(6), z.literal(12)])),
  measuredOn: Day,
  salesChange: change(limits.money),
  jobsChange: change(limits.workers),
  newChannel: perhaps(200),
  note: perhaps(limits.note),
})
export const ReverseOutcome = z.object({
  id: z.uuid(),
  outcomeId: z.uuid(),
  reason: text(limits.reason),
})

/* ---- Mentors ---- */

export const SaveMentor = z.object({
  id: z.uuid(),
  unitId: z.uuid({ error: 'required' }),
  name: text(100),
  /** Card code or phone of somebody in the register. */
  number: perhaps(40),
  organisation: perhaps(200),
  skills: several(supportKinds).refine((it) => it.length > 0, { error: 'required' }),
  fields: several(fields),
  hoursMonth: numberUpTo(200),
  mode: z.enum(mentorModes).default('both'),
  phone: Phone,
  note: perhaps(limits.note),
  state: z.enum(['active', 'resting']).default('active'),
})
export const BeginMentoring = z.object({
  id: z.uuid(),
  ventureId: z.uuid(),
  mentorId: z.uuid({ error: 'required' }),
  goal: text(500),
})
export const EndMentoring = z.object({ mentoringId: z.uuid() })
export const NoteMeeting = z.object({
  id: z.uuid(),
  mentoringId: z.uuid(),
  metOn: Day,
  minutes: numberUpTo(720).pipe(z.number().min(5)),
  note: text(limits.note),
  nextStep: perhaps(500),
})

/* ---- Capital ---- */

export const OpenProgramme = z
  .object({
    id: z.uuid(),
    unitId: z.uuid({ error: 'required' }),
    name: text(200),
    purpose: text(limits.note),
    budget: numberUpTo(limits.money).pipe(z.number().min(1)),
    mostEach: numberUpTo(limits.money).pipe(z.number().min(1)),
    opensOn: Day,
    closesOn: Day,
  })
  .refine((it) => it.closesOn >= it.opensOn, {
    path: ['closesOn'],
    error: 'campaigns_ends_before_start',
  })
  .refine((it) => it.mostEach <= it.budget, { path: ['mostEach'], error: 'ventures_over_budget' })
export const NameScorer = z.object({
  programmeId: z.uuid(),
  personId: z.uuid({ error: 'assignments_owner_missing' }),
})
export const LeaveOutScorer = NameScorer
export const TurnProgramme = z.object({
  programmeId: z.uuid(),
  to: z.enum(['scoring', 'scored', 'decided']),
})
export const SaveApplication = z.object({
  id: z.uuid(),
  programmeId: z.uuid(),
  ventureId: z.uuid({ error: 'required' }),
  amount: numberUpTo(limits.money).pipe(z.number().min(1)),
  ownMoney: perhapsNumber(limits.money),
  plan: text(4000),
  /** Handed in, or kept as a draft. */
  submit: ticked,
})
export const OneApplication = z.object({ applicationId: z.uuid() })

const Score = z.coerce.number().int().min(1).max(5)
export const ScoreApplication = z.object({
  applicationId: z.uuid(),
  scores: z.object({
    need: Score,
    feasibility: Score,
    jobs: Score,
    community: Score,
    repayment: Score,
  }),
  remark: perhaps(limits.reason),
})
export const DecideApplication = z
  .object({
    id: z.uuid(),
    applicationId: z.uuid(),
    verdict: z.enum(['granted', 'declined']),
    granted: perhapsNumber(limits.money),
    meetingId: perhapsId,
    documentId: perhapsId,
    note: perhaps(limits.reason),
  })
  .refine((it) => it.meetingId !== undefined || it.documentId !== undefined, {
    path: ['meetingId'],
    error: 'ventures_decision_missing',
  })
  .refine((it) => it.verdict === 'declined' || (it.granted ?? 0) > 0, {
    path: ['granted'],
    error: 'required',
  })
