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

/** The longest texts that a list may bring. */
export const longest = { name: 100, text: 300, note: 2000 } as const
const text = z.string().min(1).max(longest.text)

/** A person as a checked row of a list gives them; the unit is found apart. */
export const ImportedPerson = z.object({
  fullName: z.string().min(1).max(longest.name),
  otherName: text.optional(),
  sex: z.enum(['male', 'female']).optional(),
  birth: PartialDay.optional(),
  ethnicity: text.optional(),
  religion: text.optional(),
  code: z.string().min(1).max(40).optional(),
  cardNumber: z.string().min(1).max(40).optional(),
  position: text.optional(),
  kind: z.enum(['member', 'youth']),
  citizenId: z
    .string()
    .regex(/^(\d{12}|\d{9})$/)
    .optional(),
  phone: z
    .string()
    .regex(/^\+84[35789]\d{8}$/)
    .optional(),
  email: z.email().max(200).optional(),
  hometown: text.optional(),
  residence: text.optional(),
  residenceStatus: z.enum(['at_home', 'studying_away', 'working_away']).optional(),
  occupation: text.optional(),
  education: text.optional(),
  professionalLevel: text.optional(),
  politicalTheory: text.optional(),
  languages: text.optional(),
  admitted: PartialDay.optional(),
  admittedAtPlace: text.optional(),
  admissionResolution: text.optional(),
  introducer: text.optional(),
  partyStatus: z.enum(['none', 'sympathiser', 'probationary', 'full']).optional(),
  partyJoined: PartialDay.optional(),
  note: z.string().min(1).max(longest.note).optional(),
})
export type ImportedPerson = z.infer<typeof ImportedPerson>

/** Which column is what: for each column, counted from 0, a field or nothing. */
export const ColumnMapping = z.object({
  fields: z.array(z.enum(importFields).nullable()).max(300),
  /** Whether Excel took the days of this file for months; see `dates_swapped`. */
  dayAndMonthSwapped: z.boolean().default(false),
})
export type ColumnMapping = z.infer<typeof ColumnMapping>
