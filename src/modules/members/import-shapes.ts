import { z } from 'zod'
import { importFields } from './import-fields.ts'

/** A day that may be known only to the month or the year, as people remember and old lists say. */
export const PartialDay = z.object({
  on: z.iso.date().optional(),
  year: z.int().min(1900).max(2100),
  month: z.int().min(1).max(12).optional(),
  precision: z.enum(['day', 'month', 'year']),
})
export type PartialDay = z.infer<typeof PartialDay>

/** The longest texts that the register takes (see `PersonFields`). */
export const longest = {
  fullName: 120,
  otherName: 120,
  ethnicity: 60,
  religion: 60,
  code: 40,
  cardNumber: 40,
  position: 120,
  email: 200,
  hometown: 300,
  residence: 300,
  occupation: 120,
  education: 40,
  professionalLevel: 120,
  politicalTheory: 120,
  languages: 200,
  admittedAtPlace: 300,
  admissionResolution: 100,
  introducer: 120,
  note: 2000,
} as const
const text = (field: keyof typeof longest) => z.string().min(1).max(longest[field])

/** A person as a checked row of a list gives them; the unit is found apart. */
export const ImportedPerson = z.object({
  fullName: text('fullName'),
  otherName: text('otherName').optional(),
  sex: z.enum(['male', 'female']).optional(),
  birth: PartialDay.optional(),
  ethnicity: text('ethnicity').optional(),
  religion: text('religion').optional(),
  code: text('code').optional(),
  cardNumber: text('cardNumber').optional(),
  position: text('position').optional(),
  kind: z.enum(['member', 'youth']),
  citizenId: z
    .string()
    .regex(/^(\d{12}|\d{9})$/)
    .optional(),
  phone: z
    .string()
    .regex(/^\+84[35789]\d{8}$/)
    .optional(),
  email: z.email().max(longest.email).optional(),
  hometown: text('hometown').optional(),
  residence: text('residence').optional(),
  residenceStatus: z.enum(['at_home', 'studying_away', 'working_away']).optional(),
  occupation: text('occupation').optional(),
  education: text('education').optional(),
  professionalLevel: text('professionalLevel').optional(),
  politicalTheory: text('politicalTheory').optional(),
  languages: text('languages').optional(),
  admitted: PartialDay.optional(),
  admittedAtPlace: text('admittedAtPlace').optional(),
  admissionResolution: text('admissionResolution').optional(),
  introducer: text('introducer').optional(),
  partyStatus: z.enum(['none', 'candidate', 'probationary', 'full']).optional(),
  partyJoined: PartialDay.optional(),
  note: text('note').optional(),
})
export type ImportedPerson = z.infer<typeof ImportedPerson>

/** Which column is what: for each column, counted from 0, a field or nothing. */
export const ColumnMapping = z.object({
  fields: z.array(z.enum(importFields).nullable()).max(300),
  /** Whether Excel took the days of this file for months; see `dates_swapped`. */
  dayAndMonthSwapped: z.boolean().default(false),
})
export type ColumnMapping = z.infer<typeof ColumnMapping>
