import { z } from 'zod'
import { readPhone } from '#platform/phone.ts'
import { Day } from '#platform/shapes.ts'
import { readBirth } from './birth.ts'

/** Empty text from a form means "not given". */
const given = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    shape.optional(),
  )

const line = (longest: number) => given(z.string().trim().max(longest).normalize('NFC'))

const Phone = z.string().transform((text, issue) => {
  const phone = readPhone(text)
  if (phone) return phone
  issue.addIssue({ code: 'custom', message: 'phone_invalid' })
  return z.NEVER
})

const BirthText = z.string().transform((text, issue) => {
  const birth = readBirth(text)
  if (birth) return birth
  issue.addIssue({ code: 'custom', message: 'birth_invalid' })
  return z.NEVER
})

const ticked = z.preprocess(
  (value) => value === 'on' || value === 'true' || value === true,
  z.boolean(),
)

/** What the register holds of a person by default (docs/checklists/personal-fields.md). */
export const PersonFields = z.object({
  fullName: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .normalize('NFC')
    .transform((name) => name.replace(/\s+/g, ' ')),
  otherName: line(120),
  code: line(40),
  sex: given(z.enum(['male', 'female'])),
  birth: given(BirthText),
  phone: given(Phone),
  email: given(z.email({ error: 'email_invalid' }).max(200)),
  citizenId: given(z.string().regex(/^(\d{12}|\d{9})$/, { error: 'citizen_id_invalid' })),
  hometown: line(300),
  residence: line(300),
  residenceStatus: given(z.enum(['at_home', 'studying_away', 'working_away'])),
  occupation: line(120),
  education: line(40),
  professionalLevel: line(120),
  politicalTheory: line(120),
  languages: line(200),
  admittedOn: given(Day),
  admittedAtPlace: line(300),
  admissionResolution: line(100),
  introducer: line(120),
  hasDigitalSignature: ticked,
  note: line(2000),
})

/** Sensitive by law; absent means "leave as it is", empty means "remove". */
export const SensitiveFields = z.object({
  ethnicity: z.string().trim().max(60).optional(),
  religion: z.string().trim().max(60).optional(),
  partyStatus: z.enum(['none', 'candidate', 'probationary', 'full', '']).optional(),
})

export const AdmitMember = PersonFields.extend(SensitiveFields.shape).extend({
  id: z.uuid(),
  unitId: z.uuid(),
  kind: z.enum(['member', 'youth']).default('member'),
  joinedOn: Day,
  decisionNo: line(100),
  confirmed: ticked
    .default(false)
    .meta({ description: 'That what was asked back (an unusual age, a likely double) is so' }),
})

export const UpdatePerson = PersonFields.extend(SensitiveFields.shape).extend({
  personId: z.uuid(),
  version: z.coerce.number().int(),
})

const People = z.array(z.uuid()).min(1).max(1000)

export const TransferMembers = z.object({
  personIds: People,
  toUnitId: z.uuid(),
  on: Day,
  decisionNo: line(100),
})

export const EndMemberships = z.object({
  personIds: People,
  on: Day,
  reason: z.enum(['matured', 'left', 'removed', 'expelled', 'died', 'mistake']),
  decisionNo: line(100),
})

export const RecordCitizenApp = z.object({ personIds: People, on: Day })

export const RestoreMembership = z.object({ personId: z.uuid() })
export const OpenSensitive = z.object({ personId: z.uuid() })

export const RecordYouthStatistic = z
  .object({
    unitId: z.uuid(),
    countedOn: Day,
    population: z.coerce.number().int().min(0).max(100_000_000),
    labourForce: z.coerce.number().int().min(0),
    youths: z.coerce.number().int().min(0),
    source: z.string().trim().min(1).max(200),
  })
  .refine((it) => it.labourForce <= it.population, {
    path: ['labourForce'],
    error: 'more_than_population',
  })
  .refine((it) => it.youths <= it.population, { path: ['youths'], error: 'more_than_population' })
