import { z } from 'zod'
import { readPhone } from '#platform/phone.ts'
import { Day } from '#platform/shapes.ts'
import { employerKinds, feeLines, feeTimes, fields, housings, reportReasons } from './kinds.ts'

const text = (most: number) => z.string().trim().min(1).max(most).normalize('NFC')
const perhaps = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .normalize('NFC')
    .transform((it) => it || undefined)
    .optional()
const empty = (it: unknown) => (it === '' ? undefined : it)
const ticked = z
  .union([z.boolean(), z.enum(['on', 'true', 'false', ''])])
  .transform((it) => it === true || it === 'on' || it === 'true')
  .default(false)
const consent = ticked.refine((it) => it, { error: 'jobs_consent_missing' })
/** A mobile number, or a landline of Vietnam, as `+84…`. */
const Phone = z
  .string()
  .trim()
  .min(1)
  .transform((written, issue) => {
    const digits = written.replace(/[\s.()-]/g, '')
    const found = readPhone(written) ?? /^(?:\+?84|0)(2\d{9})$/.exec(digits)?.[1]
    if (found) return found.startsWith('+') ? found : `+84${found}`
    issue.addIssue({ code: 'custom', message: 'phone_invalid' })
    return z.NEVER
  })
const Mobile = z
  .string()
  .trim()
  .min(1)
  .transform((written, issue) => {
    const found = readPhone(written)
    if (found) return found
    issue.addIssue({ code: 'custom', message: 'phone_invalid' })
    return z.NEVER
  })
/** Đồng as people write them: `8.000.000`. */
const Money = z
  .union([z.number(), z.string()])
  .transform((it) => (typeof it === 'number' ? it : it.replace(/[\s.,₫đ]/g, '')))
  .pipe(z.coerce.number().int().min(1).max(2_000_000_000))
const Registration = z
  .string()
  .trim()
  .toUpperCase()
  .transform((it) => it.replace(/\s/g, ''))
  .pipe(z.string().regex(/^[0-9A-ZĐ./-]{5,40}$/, 'jobs_registration_invalid'))

export const EmployerFields = z.object({
  unitId: z.uuid(),
  kind: z.enum(employerKinds),
  name: text(200),
  registrationNo: Registration,
  place: text(200),
  contactName: text(100),
  phone: Phone,
  email: z.preprocess(empty, z.email({ error: 'email_invalid' }).optional()),
  licenceNo: perhaps(80),
})
export const RegisterEmployer = EmployerFields.extend({
  id: z.uuid(),
  consent,
  /** A field that people cannot see. */
  website: z.string().optional(),
}).refine((it) => it.kind !== 'labour_export' || it.licenceNo, {
  path: ['licenceNo'],
  error: 'required',
})

export const VerifyEmployer = z
  .object({
    employerId: z.uuid(),
    verdict: z.enum(['verified', 'refused']),
    /** The number as it stands in the register, typed once more. */
    registrationNo: z.string().trim().optional(),
    /** Where it was looked up. */
    source: perhaps(200),
    note: perhaps(500),
  })
  .refine((it) => it.verdict !== 'verified' || it.source, { path: ['source'], error: 'required' })
  .refine((it) => it.verdict !== 'refused' || it.note, { path: ['note'], error: 'required' })

const Fee = z.object({ name: text(100), amount: Money, when: z.enum(feeTimes) })

const VacancyBody = z.object({
  title: text(150),
  description: text(4000),
  field: z.enum(fields),
  isAbroad: ticked,
  country: perhaps(60),
  place: text(200),
  salaryFrom: Money,
  salaryTo: Money,
  hours: text(200),
  language: text(200),
  housing: z.enum(housings),
  housingNote: perhaps(200),
  slots: z.coerce.number().int().min(1).max(100_000),
  requirements: perhaps(2000),
  benefits: perhaps(2000),
  endsOn: Day,
  contactName: perhaps(100),
  contactPhone: z.preprocess(empty, Phone.optional()),
  contactOther: perhaps(200),
  licensedBy: perhaps(200),
  licenceNo: perhaps(80),
  contract: perhaps(3000),
  contractMonths: z.preprocess(empty, z.coerce.number().int().min(1).max(120).optional()),
  fees: z.array(Fee).max(feeLines).default([]),
  /** Said by name that the worker pays nothing at all. */
  noFees: ticked,
})
export type VacancyFields = z.output<typeof VacancyBody>

const abroad = ['country', 'licensedBy', 'licenceNo', 'contract', 'contractMonths'] as const

/** Everything that must be said; of work abroad the licence, the contract and every fee too. */
const complete = (it: VacancyFields, issue: z.core.$RefinementCtx<VacancyFields>) => {
  if (it.salaryTo < it.salaryFrom)
    issue.addIssue({ code: 'custom', path: ['salaryTo'], message: 'jobs_salary_order' })
  if (!it.contactPhone && !it.contactOther)
    issue.addIssue({ code: 'custom', path: ['contactPhone'], message: 'required' })
  if (!it.isAbroad) return
  for (const name of abroad)
    if (!it[name]) issue.addIssue({ code: 'custom', path: [name], message: 'required' })
  if (it.fees.length === 0 && !it.noFees)
    issue.addIssue({ code: 'custom', path: ['fees'], message: 'jobs_fees_missing' })
  if (it.fees.length > 0 && it.noFees)
    issue.addIssue({ code: 'custom', path: ['fees'], message: 'jobs_fees_contradict' })
}
export const SaveVacancy = VacancyBody.extend({
  id: z.uuid(),
  /** By an officer for whom they enter it; an employer's account has only its own. */
  employerId: z.preprocess(empty, z.uuid().optional()),
  version: z.preprocess(empty, z.coerce.number().int().optional()),
}).superRefine(complete)

export const OfVacancy = z.object({ vacancyId: z.uuid() })
export const CheckVacancy = z
  .object({
    vacancyId: z.uuid(),
    version: z.coerce.number().int(),
    verdict: z.enum(['publish', 'refuse', 'return']),
    reason: perhaps(500),
  })
  .refine((it) => it.verdict === 'publish' || it.reason, { path: ['reason'], error: 'required' })

export const ReportVacancy = z.object({
  id: z.uuid(),
  vacancyId: z.uuid(),
  reason: z.enum(reportReasons),
  body: perhaps(1000),
  website: z.string().optional(),
})
export const SettleReport = z.object({ reportId: z.uuid(), outcome: text(500) })

export const SaveProfile = z.object({
  headline: perhaps(120),
  education: perhaps(500),
  skills: perhaps(800),
  languages: perhaps(300),
  experience: perhaps(1500),
  wishes: perhaps(500),
})

export const Apply = z.object({ id: z.uuid(), vacancyId: z.uuid(), note: perhaps(500), consent })
export const ApplyFor = z.object({
  id: z.uuid(),
  vacancyId: z.uuid(),
  personId: z.uuid(),
  skills: perhaps(800),
  note: perhaps(500),
  consent,
})
export const RequestCall = z.object({
  id: z.uuid(),
  vacancyId: z.uuid(),
  name: text(100),
  phone: Mobile,
  note: perhaps(500),
  consent,
  website: z.string().optional(),
})
export const DecideApplication = z
  .object({
    applicationId: z.uuid(),
    state: z.enum(['seen', 'invited', 'hired', 'declined']),
    answer: perhaps(500),
    startsOn: z.preprocess(empty, Day.optional()),
  })
  .refine((it) => it.state !== 'hired' || it.startsOn, { path: ['startsOn'], error: 'required' })
  .refine((it) => it.state !== 'invited' || it.answer, { path: ['answer'], error: 'required' })
export const OfApplication = z.object({ applicationId: z.uuid() })

export const RecordPlacement = z.object({
  id: z.uuid(),
  personId: z.preprocess(empty, z.uuid().optional()),
  applicationId: z.preprocess(empty, z.uuid().optional()),
  employerName: text(200),
  job: text(150),
  place: text(200),
  isAbroad: ticked,
  startedOn: Day,
  consent,
})
export const AnswerPlacement = z.object({ placementId: z.uuid(), kept: z.enum(['yes', 'no']) })
export const OfPlacement = z.object({ placementId: z.uuid() })

export const SaveSearch = z.object({
  id: z.uuid(),
  text: z.string().trim().max(100).normalize('NFC').default(''),
  field: z.preprocess(empty, z.enum(fields).optional()),
  place: perhaps(60),
  isAbroad: z
    .enum(['', 'yes', 'no'])
    .default('')
    .transform((it) => (it === '' ? undefined : it === 'yes')),
  salaryFrom: z.preprocess(empty, Money.optional()),
})
export const DropSearch = z.object({ searchId: z.uuid() })

export const OfferAtFair = z.object({ activityId: z.uuid(), vacancyId: z.uuid() })
