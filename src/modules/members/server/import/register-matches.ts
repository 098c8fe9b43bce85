import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { levelOf, type RowFault } from '../../import-faults.ts'
import type { ImportedPerson } from '../../import-shapes.ts'
import { plain } from './plain-text.ts'

/** A row that is to be held against the register. */
export interface Candidate {
  person: ImportedPerson
  unitId: string
  key: string
}

export interface RegisterMatch {
  /** The person in the register who this is, or probably is. */
  personId?: string
  /** Beyond doubt: the same code or citizen number and name, or the same row of an earlier file. */
  isSame: boolean
  faults: RowFault[]
}

interface Registered {
  id: string
  unitId: string
  unitName: string | null
  fullName: string
  birthOn: string | null
  birthYear: number | null
  sex: string | null
  citizenId: string | null
  code: string | null
  phone: string | null
}

/**
 * Holds rows against the people whom the actor may see, a batch at a time: five statements a batch,
 * whatever its size. People of a unit are read once.
 */
export function registerMatcher(ctx: Context) {
  const namesakes = new Map<string, Registered[]>()
  const readUnits = new Set<string>()

  return async (batch: readonly Candidate[]): Promise<RegisterMatch[]> => {
    await readNamesakes(ctx, batch, readUnits, namesakes)
    const known = await keysOf(ctx, batch)
    const of = (field: 'code' | 'citizenId' | 'phone') =>
      readBy(
        ctx,
        field,
        batch.flatMap(({ person }) => person[field] ?? []),
      )
    const [codes, citizenIds, phones] = [await of('code'), await of('citizenId'), await of('phone')]
    const taken = await codesTaken(
      ctx,
      batch.flatMap(({ person }) => person.code ?? []),
    )
    return batch.map(({ person, unitId, key }): RegisterMatch => {
      const before = known.get(key)
      if (before) return { personId: before, isSame: true, faults: [] }
      const byCode = codes.get(person.code ?? '')
      const byCitizenId = citizenIds.get(person.citizenId ?? '')
      const same = [byCode, byCitizenId].find((other) => other && sameName(other, person))
      if (same) return said('register_same', same)
      if (taken.has(person.code ?? '')) return said('register_code', byCode)
      if (byCitizenId) return said('register_citizen_id', byCitizenId)
      const namesake = namesakes
        .get(place(person.fullName, unitId))
        ?.find((it) => mayBe(it, person))
      return namesake ? said('register_likely', namesake) : byPhone(phones, person)
    })
  }
}

/** A phone alone says little: families share one. With the name it says as much as a birth date. */
function byPhone(phones: Map<string, Registered>, person: ImportedPerson): RegisterMatch {
  const other = phones.get(person.phone ?? '')
  if (!other) return { isSame: false, faults: [] }
  return sameName(other, person)
    ? said('register_likely', other)
    : { ...said('register_phone', other), personId: undefined }
}

const place = (name: string, unitId: string) => `${plain(name)}\n${unitId}`
const sameName = (other: Registered, person: ImportedPerson) =>
  plain(other.fullName) === plain(person.fullName)

/** Whether nothing speaks against a namesake of the same unit being the same person. */
const mayBe = (other: Registered, { birth, sex, citizenId }: ImportedPerson) =>
  (other.birthOn && birth?.on
    ? other.birthOn === birth.on
    : !other.birthYear || !birth || other.birthYear === birth.year) &&
  !(other.sex && sex && other.sex !== sex) &&
  !(other.citizenId && citizenId && other.citizenId !== citizenId)

function said(
  code:
    | 'register_same'
    | 'register_likely'
    | 'register_citizen_id'
    | 'register_phone'
    | 'register_code',
  other: Registered | undefined,
): RegisterMatch {
  const params: Record<string, string> = {
    name: other?.fullName ?? '',
    unit: other?.unitName ?? '',
  }
  return {
    personId: other?.id,
    isSame: code === 'register_same',
    faults: [{ code, level: levelOf(code), params }],
  }
}

const columns = sql`p.id, p.unit_id, p.full_name, p.birth_on, p.birth_year, p.sex, p.citizen_id, p.code, p.phone,
  (select v.name from units.unit_version v where v.unit_id = p.unit_id order by v.valid_from desc limit 1) as unit_name`

async function readNamesakes(
  ctx: Context,
  batch: readonly Candidate[],
  readUnits: Set<string>,
  namesakes: Map<string, Registered[]>,
) {
  const units = [...new Set(batch.map((row) => row.unitId))].filter((id) => !readUnits.has(id))
  if (units.length === 0) return
  for (const id of units) readUnits.add(id)
  const { rows } = await sql<Registered>`
    select ${columns} from members.person p where p.unit_id = any (${units}::uuid[])`.execute(
    ctx.db,
  )
  for (const row of rows) {
    const key = place(row.fullName, row.unitId)
    const others = namesakes.get(key)
    if (others) others.push(row)
    else namesakes.set(key, [row])
  }
}

async function readBy(
  ctx: Context,
  field: 'code' | 'citizenId' | 'phone',
  values: readonly string[],
): Promise<Map<string, Registered>> {
  if (values.length === 0) return new Map()
  const column = { code: sql`p.code`, citizenId: sql`p.citizen_id`, phone: sql`p.phone` }[field]
  const { rows } = await sql<Registered>`
    select ${columns} from members.person p where ${column} = any (${values}::text[])`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row[field] ?? '', row]))
}

/** The people whom these rows became before, by the rows' keys. */
export async function keysOf(
  ctx: Context,
  rows: readonly { key: string }[],
): Promise<Map<string, string>> {
  // A join, not `= any`: a plan that was made while the table was empty would go on comparing each of
  // its rows with each of these, and the first import of a province fills it.
  const { rows: known } = await sql<{ key: string; personId: string }>`
    select k.key, k.person_id
      from unnest(${rows.map((row) => row.key)}::text[]) asked (key)
      join members.import_key k on k.key = asked.key`.execute(ctx.db)
  return new Map(known.map((row) => [row.key, row.personId]))
}

/** Which codes somebody has already, seen or not. */
export async function codesTaken(ctx: Context, codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  const { rows } = await sql<{ code: string }>`
    select code from members.codes_taken(${codes}::text[]) as taken (code)`.execute(ctx.db)
  return new Set(rows.map((row) => row.code))
}
