import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { ImportedPerson, PartialDay } from '../../import-shapes.ts'
import { fieldLabel } from './fault-texts.ts'

export interface NewPerson {
  key: string
  unitId: string
  person: ImportedPerson
}

/**
 * Writes people and their memberships: three statements for any number. The rows' keys go first, so
 * that of two imports of one list that run at once only one brings each person in. Returns the
 * person of each key; a key that somebody else took meanwhile is left out.
 */
export async function storePeople(
  ctx: Context,
  people: readonly NewPerson[],
  joinedOn: string,
): Promise<Map<string, string>> {
  const at = ctx.now().getTime()
  const rows = people.map((one) => ({ ...one, id: uuidv7(at) }))
  const taken = await storeKeys(ctx, rows)
  const fresh = rows.filter((row) => taken.has(row.key))
  if (fresh.length === 0) return taken
  const records = JSON.stringify(fresh.map((row) => recordOf(ctx, row)))
  await sql`insert into members.person (id, unit_id, standing, code, full_name, other_name, sex,
      birth_on, birth_year, birth_precision, phone, email, citizen_id, hometown, residence, residence_status,
      occupation, education, professional_level, political_theory, languages, admitted_on, admitted_at_place,
      admission_resolution, introducer, note, ethnicity_sealed, religion_sealed, party_status_sealed)
    select r.id, r.unit_id, r.kind, r.code, r.full_name, r.other_name, r.sex,
      r.birth_on, r.birth_year, r.birth_precision, r.phone, r.email, r.citizen_id, r.hometown, r.residence,
      r.residence_status, r.occupation, r.education, r.professional_level, r.political_theory, r.languages,
      r.admitted_on, r.admitted_at_place, r.admission_resolution, r.introducer, r.note,
      decode(r.ethnicity, 'base64'), decode(r.religion, 'base64'), decode(r.party_status, 'base64')
      from jsonb_to_recordset(${records}::jsonb) as r (id uuid, unit_id uuid, kind text, code text,
        full_name text, other_name text, sex text, birth_on date, birth_year int, birth_precision text,
        phone text, email text, citizen_id text, hometown text, residence text, residence_status text,
        occupation text, education text, professional_level text, political_theory text, languages text,
        admitted_on date, admitted_at_place text, admission_resolution text, introducer text, note text,
        ethnicity text, religion text, party_status text)`.execute(ctx.db)
  await sql`insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in)
    select r.* , 'imported' from unnest(
      ${fresh.map(() => uuidv7(at))}::uuid[], ${fresh.map((row) => row.id)}::uuid[],
      ${fresh.map((row) => row.unitId)}::uuid[], ${fresh.map((row) => row.person.kind)}::text[],
      ${fresh.map(() => joinedOn)}::date[]) as r`.execute(ctx.db)
  return taken
}

/** Puts rows' keys down; returns those that were not there, with their people. */
export async function storeKeys(
  ctx: Context,
  rows: readonly { key: string; unitId: string; id: string }[],
): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map()
  const { rows: put } = await sql<{ key: string; personId: string }>`
    insert into members.import_key (key, unit_id, person_id)
    select * from unnest(${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.unitId)}::uuid[],
                         ${rows.map((row) => row.id)}::uuid[])
    on conflict do nothing returning key, person_id`.execute(ctx.db)
  return new Map(put.map((row) => [row.key, row.personId]))
}

function recordOf(ctx: Context, { id, unitId, person }: NewPerson & { id: string }) {
  const seal = (text: string | undefined) => text && ctx.sealer.seal(text).toString('base64')
  return {
    id,
    unit_id: unitId,
    kind: person.kind,
    code: person.code,
    full_name: person.fullName,
    other_name: person.otherName,
    sex: person.sex,
    birth_on: person.birth?.on,
    birth_year: person.birth?.year,
    birth_precision: person.birth?.precision,
    phone: person.phone,
    email: person.email,
    citizen_id: person.citizenId,
    hometown: person.hometown,
    residence: person.residence,
    residence_status: person.residenceStatus,
    occupation: person.occupation,
    education: person.education,
    professional_level: person.professionalLevel,
    political_theory: person.politicalTheory,
    languages: person.languages,
    admitted_on: person.admitted?.on,
    admitted_at_place: person.admittedAtPlace,
    admission_resolution: person.admissionResolution,
    introducer: person.introducer,
    note: noteOf(person),
    ethnicity: seal(person.ethnicity),
    religion: seal(person.religion),
    party_status: seal(person.partyStatus),
  }
}

/** What a list may say and the register has no field for is kept in the note, under its own name. */
function noteOf(person: ImportedPerson): string | undefined {
  const parts = [
    person.note,
    person.position && `${fieldLabel('position')}: ${person.position}`,
    person.cardNumber && `${fieldLabel('cardNumber')}: ${person.cardNumber}`,
    person.admitted &&
      !person.admitted.on &&
      `${fieldLabel('admittedOn')}: ${partialText(person.admitted)}`,
  ]
  return parts.filter(Boolean).join('; ').slice(0, 2000) || undefined
}

const partialText = ({ month, year }: PartialDay) =>
  month ? `${String(month).padStart(2, '0')}/${year}` : String(year)
