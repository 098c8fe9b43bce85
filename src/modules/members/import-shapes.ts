import { z } from 'zod'
import { Day } from '#platform/shapes.ts'
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

/** A list as it is handed in; the id comes from whoever sends it, so that sending twice is sending once. */
export const StartImport = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  fileName: z.string().trim().min(1).max(200).normalize('NFC'),
  bytes: z.instanceof(Uint8Array),
  kind: z.enum(['member', 'youth']).default('member'),
  /** Since when the people count as belonging to their unit. */
  joinedOn: Day,
})

export const MapImport = z.object({
  importId: z.uuid(),
  sheet: z.coerce.number().int().min(0).max(500),
  /** The row of the header as the spreadsheet program shows it; absent where it was found by itself. */
  headerRow: z.coerce.number().int().min(1).max(1000).optional(),
  mapping: ColumnMapping.optional(),
  /** What texts without a unit mean. */
  unitChoices: z.record(z.string().max(500), z.uuid()).default({}),
})

export const DecideImportRows = z.object({
  importId: z.uuid(),
  /** Rows by their line, or all that nobody has decided about. */
  lines: z.union([z.literal('undecided'), z.array(z.coerce.number().int()).min(1).max(1000)]),
  /** As a new person; not at all; as the person who is in the register already. */
  decision: z.enum(['import', 'skip', 'same']),
})

export const RunImport = z.object({
  importId: z.uuid(),
  /** Leaves rows with errors out, instead of refusing because of them. */
  withoutErrors: z.boolean().default(false),
})

export const OneImport = z.object({ importId: z.uuid() })
