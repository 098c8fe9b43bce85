import type { z } from 'zod'
import type { Context } from '#platform/server/context.ts'
import type { PersonFields, SensitiveFields } from '../shapes.ts'
import { properCase } from './import/cells/read-name.ts'

/** Left empty in a form, null in the table. */
const orNull = <Value>(value: Value | undefined): Value | null => value ?? null

/** The columns of a person's ordinary fields; what was left empty becomes null. */
export const columnsOf = ({ birth, ...fields }: z.output<typeof PersonFields>) => ({
  // An officer's Caps Lock is not part of a name; the import reads names the same way.
  fullName: properCase(fields.fullName),
  otherName: orNull(fields.otherName),
  code: orNull(fields.code),
  sex: orNull(fields.sex),
  birthOn: orNull(birth?.birthOn),
  birthYear: orNull(birth?.birthYear),
  birthPrecision: orNull(birth?.birthPrecision),
  phone: orNull(fields.phone),
  email: orNull(fields.email),
  citizenId: orNull(fields.citizenId),
  hometown: orNull(fields.hometown),
  residence: orNull(fields.residence),
  residenceStatus: orNull(fields.residenceStatus),
  occupation: orNull(fields.occupation),
  education: orNull(fields.education),
  professionalLevel: orNull(fields.professionalLevel),
  politicalTheory: orNull(fields.politicalTheory),
  languages: orNull(fields.languages),
  admittedOn: orNull(fields.admittedOn),
  admittedAtPlace: orNull(fields.admittedAtPlace),
  admissionResolution: orNull(fields.admissionResolution),
  introducer: orNull(fields.introducer),
  hasDigitalSignature: fields.hasDigitalSignature,
  note: orNull(fields.note),
})

/** The sealed columns that were sent: absent ones stay as they are, empty ones are removed. */
export function sealedColumnsOf(ctx: Context, fields: z.output<typeof SensitiveFields>) {
  const seal = (text: string | undefined) =>
    text === undefined ? undefined : text === '' ? null : ctx.sealer.seal(text)
  const columns = {
    ethnicitySealed: seal(fields.ethnicity),
    religionSealed: seal(fields.religion),
    partyStatusSealed: seal(fields.partyStatus),
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}
