import { sql } from 'kysely'
import { type Moment, now } from '#modules/units/index.ts'
import { inTodaysUnits } from '#modules/units/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import { canReadPerson } from './policy.ts'

/** What a list can be narrowed to; each is checked against a fixed set in the database too. */
export interface MemberFilters {
  standing?: 'member' | 'youth' | 'former' | 'all' | undefined
  sex?: 'male' | 'female' | undefined
  residence?: 'at_home' | 'studying_away' | 'working_away' | undefined
  missing?: 'phone' | 'birth' | 'citizen_id' | 'code' | 'citizen_app' | undefined
  signature?: 'has' | 'none' | undefined
  born_from?: number | undefined
  born_to?: number | undefined
}

/** A place in a list: the row before or after which a page begins. */
export interface Cursor {
  name: string
  id: string
  backwards: boolean
}

export interface MemberRow {
  id: string
  code: string | null
  fullName: string
  sex: 'male' | 'female' | null
  birthOn: string | null
  birthYear: number | null
  phone: string | null
  standing: 'member' | 'youth' | 'former'
  unitId: string
  unitName: string
}

export interface MemberPage {
  rows: MemberRow[]
  /** Counted no further than `countedUpTo`. */
  count: number
  countedUpTo: number
  previous: Cursor | null
  next: Cursor | null
}

/** Beyond this a list says "more than" instead of counting on. */
const countLimit = 50_000
/** The same where somebody looks for a person: nobody reads on so far. */
const searchCountLimit = 1000

export interface MemberQuery {
  /** As of which day, and in whose units; by default today. */
  moment?: Moment
  unitId?: string | undefined
  text?: string | undefined
  filters?: MemberFilters
  cursor?: Cursor | undefined
  limit?: number
}

/** Words as typed; a phone number with spaces in it is one word. */
export const wordsOf = (text = ''): string[] => {
  const joined = text
    .normalize('NFC')
    .replace(/(\d)[\s.]+(?=\d)/g, '$1')
    .replace(/\+84(?=\d)/, '0')
  return joined.split(/\s+/).filter(Boolean).slice(0, 8)
}

/**
 * Who a list holds: rows of `person_id`, their unit and standing, and first the count. Today as the tree
 * stands has a way of its own (`members.list`), which reads no stays; both apply the wall by themselves.
 */
export const listed = (
  ctx: Context,
  query: MemberQuery,
  page: { cursor: Cursor | undefined; atMost: number; countAtMost: number | null },
) => {
  const { on, view } = query.moment ?? now
  const asked = sql`${wordsOf(query.text)}::text[], ${query.unitId ?? null}::uuid,
    ${JSON.stringify(query.filters ?? {})}::jsonb, ${page.cursor?.name ?? null}, ${page.cursor?.id ?? null}::uuid,
    ${page.cursor?.backwards ?? false}, ${page.atMost}, ${page.countAtMost}`
  return isNow(ctx, query)
    ? sql`(select a.person_id, a.people, p.unit_id, p.standing
             from members.list(${asked}) a left join members.person p on p.id = a.person_id)`
    : sql`members.list_on(${asked}, ${on ?? ctx.today}::date, ${view})`
}

const isNow = (ctx: Context, { moment = now }: MemberQuery) =>
  moment.view === 'then' && (moment.on === undefined || moment.on === ctx.today)

/**
 * One page of the register in Vietnamese order of given names, of the people whom the actor may see
 * today, with how many they are: one statement whatever the size, two in today's units. As of another
 * day: by the stay they had then, under the name that the unit had then. Search takes any part of a
 * name, phone or code, without diacritics. Plan: what words or filters leave few of is gathered by the
 * trigram index and sorted; else the index `person_by_name` is walked from the cursor (bench/members).
 */
export async function listMembers(ctx: Context, query: MemberQuery): Promise<MemberPage> {
  const limit = query.limit ?? 50
  const { cursor, moment = now } = query
  const countedUpTo = wordsOf(query.text).length > 0 ? searchCountLimit : countLimit
  const source = listed(ctx, query, { cursor, atMost: limit + 1, countAtMost: countedUpTo })
  const { rows: answered } = await sql<{ people: number | null } & MemberRow>`
    select l.people, p.id, p.code, p.full_name, p.sex, p.birth_on, p.birth_year, p.phone, l.standing,
           l.unit_id, v.name as unit_name
      from ${source} l
      left join members.person p on p.id = l.person_id
      left join lateral (select name from units.unit_version v where v.unit_id = l.unit_id
                          order by v.valid_from <= ${moment.on ?? ctx.today} desc, v.valid_from desc limit 1) v on true
     where p.id is not null or l.people is not null
     order by l.people, p.given_name, p.full_name, p.id`.execute(ctx.db)
  const counted = answered.shift()
  const found = answered.map(({ people: _, ...row }) => row)

  const more = found.length > limit
  const rows = more ? (cursor?.backwards ? found.slice(1) : found.slice(0, limit)) : found
  const first = rows[0]
  const last = rows.at(-1)
  const hasPrevious = cursor ? (cursor.backwards ? more : true) : false
  const hasNext = cursor?.backwards ? true : more
  return {
    rows: moment.view === 'today' ? await inTodaysUnits(ctx, rows) : rows,
    count: counted?.people ?? 0,
    countedUpTo,
    previous: hasPrevious && first ? { name: first.fullName, id: first.id, backwards: true } : null,
    next: hasNext && last ? { name: last.fullName, id: last.id, backwards: false } : null,
  }
}

/** A person's record without what is sensitive; NotFound where the actor may not see it. */
export async function getPerson(ctx: Context, personId: string) {
  const person = await ctx.db
    .selectFrom('members.person as p')
    .select([
      'p.id',
      'p.code',
      'p.fullName',
      'p.otherName',
      'p.sex',
      'p.birthOn',
      'p.birthYear',
      'p.birthPrecision',
      'p.phone',
      'p.email',
      'p.citizenId',
      'p.hometown',
      'p.residence',
      'p.residenceStatus',
      'p.occupation',
      'p.education',
      'p.professionalLevel',
      'p.politicalTheory',
      'p.languages',
      'p.admittedOn',
      'p.admittedAtPlace',
      'p.admissionResolution',
      'p.introducer',
      'p.hasDigitalSignature',
      'p.note',
      'p.unitId',
      'p.standing',
      'p.version',
    ])
    .where('p.id', '=', personId)
    .executeTakeFirst()
  if (!person?.unitId) throw new NotFound('members.not_found')
  if (!(await ctx.allows(canReadPerson({ id: person.id, unitId: person.unitId }))))
    throw new NotFound('members.not_found')
  return { ...person, unitId: person.unitId }
}

export type Person = Awaited<ReturnType<typeof getPerson>>

export interface Stay {
  id: string
  unitId: string
  unitName: string
  kind: 'member' | 'youth'
  validFrom: string
  validTo: string | null
  reasonIn: string
  reasonOut: string | null
  decisionNo: string | null
  citizenAppOn: string | null
}

/** Where a person has belonged, the latest first, each unit by the name it had at the end of the stay. */
export async function listStays(ctx: Context, personId: string): Promise<Stay[]> {
  const { rows } = await sql<Stay>`
    select s.id, s.unit_id, v.name as unit_name, s.kind, s.valid_from, s.valid_to, s.reason_in, s.reason_out,
           s.decision_no, s.citizen_app_on
      from members.membership s
      left join lateral (select name from units.unit_version v where v.unit_id = s.unit_id
                          and v.valid_from <= coalesce(s.valid_to, ${ctx.today})
                          order by v.valid_from desc limit 1) v on true
     where s.person_id = ${personId} order by s.valid_from desc`.execute(ctx.db)
  return rows
}

export interface Office {
  id: string
  roleType: string
  unitId: string
  unitName: string
  validFrom: string
  validTo: string | null
  decisionNo: string | null
}

/** The offices that a person holds and held, the latest first. */
export async function listOffices(ctx: Context, personId: string): Promise<Office[]> {
  const { rows } = await sql<Office>`
    select r.id, r.role_type, r.unit_id, v.name as unit_name, r.valid_from, r.valid_to, r.decision_no
      from access.role r
      left join lateral (select name from units.unit_version v where v.unit_id = r.unit_id
                          order by v.valid_from desc limit 1) v on true
     where r.person_id = ${personId} order by r.valid_from desc`.execute(ctx.db)
  return rows
}

/** The latest statistic of a unit's population and youth, if it has one. */
export async function findYouthStatistic(ctx: Context, unitId: string) {
  return ctx.db
    .selectFrom('members.youthStatistic')
    .selectAll()
    .where('unitId', '=', unitId)
    .orderBy('countedOn', 'desc')
    .executeTakeFirst()
}

export interface Incomplete {
  phone: number
  birth: number
  citizenApp: number
}

/** How many members of a unit and below still lack what the register asks for; one statement. */
export async function countIncomplete(ctx: Context, unitId: string): Promise<Incomplete> {
  const filters = ['phone', 'birth', 'citizen_app'].map((missing) => JSON.stringify({ missing }))
  const { rows } = await sql<{ count: number }>`
    select l.people as count
      from unnest(${filters}::jsonb[]) with ordinality asked (filters, rank)
     cross join lateral members.list('{}', ${unitId}::uuid, asked.filters, null, null, false, 0, ${countLimit}) l
     order by asked.rank`.execute(ctx.db)
  const [phone = 0, birth = 0, citizenApp = 0] = rows.map(({ count }) => count)
  return { phone, birth, citizenApp }
}
