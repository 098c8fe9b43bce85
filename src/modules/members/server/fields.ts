import type { z } from 'zod'
import type { Context } from '#platform/server/context.ts'
import type { PersonFields, SensitiveFields } from '../shapes.ts'

/** The columns of a person's ordinary fields; what was left empty becomes null. */
export const columnsOf = ({ birth, ...fields }: z.output<typeof PersonFields>) => ({
  fullName: fields.fullName,
  otherName: fields.otherName ?? null,
  code: fields.code ?? null,
  sex: fields.sex ?? null,
  birthOn: birth?.birthOn ?? null,
  birthYear: birth?.birthYear ?? null,
  birthPrecision: birth?.birthPrecision ?? null,
  phone: fields.phone ?? null,
  email: fields.email ?? null,
  citizenId: fields.citizenId ?? null,
  hometown: fields.hometown ?? null,
  residence: fields.residence ?? null,
  residenceStatus: fields.residenceStatus ?? null,
  occupation: fields.occupation ?? null,
  education: fields.education ?? null,
  professionalLevel: fields.professionalLevel ?? null,
  politicalTheory: fields.politicalTheory ?? null,
  languages: fields.languages ?? null,
  admittedOn: fields.admittedOn ?? null,
  admittedAtPlace: fields.admittedAtPlace ?? null,
  admissionResolution: fields.admissionResolution ?? null,
  introducer: fields.introducer ?? null,
  hasDigitalSignature: fields.hasDigitalSignature,
  note: fields.note ?? null,
})

/** The sealed columns that were sent: absent ones stay as they are, empty ones are removed. */
export function sealedColumnsOf(ctx: Context, fields: z.output<typeof SensitiveFields>) {
  const seal = (text: string | undefined) => (text === undefined ? undefined : text === '' ? null : ctx.sealer.seal(text))
  const columns = {
    ethnicitySealed: seal(fields.ethnicity),
    religionSealed: seal(fields.religion),
    partyStatusSealed: seal(fields.partyStatus),
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}
