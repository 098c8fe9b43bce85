import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'

export interface PaperType {
  code: string
  name: string
  letters: string
  stateLetters: string
}

/** The types of paper on a day, in their usual order. */
export async function listTypes(ctx: Context, on: IsoDay = ctx.today): Promise<PaperType[]> {
  return ctx.db
    .selectFrom('documents.type')
    .select(['code', 'name', 'letters', 'stateLetters'])
    .where('validFrom', '<=', on)
    .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>', on)]))
    .orderBy('rank')
    .execute()
}

export interface Office {
  abbreviation: string
  department: string | null
  place: string
  upperBody: string | null
  signerTitle: string
}

/** How a unit writes itself, where it has said so. */
export async function findOffice(ctx: Context, unitId: string): Promise<Office | undefined> {
  return ctx.db
    .selectFrom('documents.office')
    .select(['abbreviation', 'department', 'place', 'upperBody', 'signerTitle'])
    .where('unitId', '=', unitId)
    .executeTakeFirst()
}

export interface Term {
  id: string
  unitId: string
  name: string
  startsOn: IsoDay
  endsOn: IsoDay | null
}

/** A unit's own terms, the latest first. */
export const listTerms = (ctx: Context, unitId: string): Promise<Term[]> =>
  ctx.db
    .selectFrom('documents.term')
    .select(['id', 'unitId', 'name', 'startsOn', 'endsOn'])
    .where('unitId', '=', unitId)
    .orderBy('startsOn', 'desc')
    .execute()

/** The term by which a unit numbers on a day: its own or that of the nearest unit above which has one. */
export async function findTermOf(
  ctx: Context,
  unitId: string,
  on: IsoDay,
): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from documents.term_of(${unitId}::uuid, ${on}::date)`.execute(ctx.db)
  return rows[0]
}

export interface SeriesRow {
  form: 'union' | 'state' | 'incoming'
  typeName: string | null
  periodName: string
  begunAfter: number
  last: number
}

/** The runs of numbers of a unit, the latest period first. */
export async function listSeries(ctx: Context, unitId: string): Promise<SeriesRow[]> {
  const { rows } = await sql<SeriesRow>`
    select s.form, t.name as type_name, s.period_name, s.begun_after, s.last
      from documents.series s
      left join lateral (select name, rank from documents.type t where t.code = s.type order by valid_from desc limit 1) t on true
     where s.unit_id = ${unitId} order by s.period_name desc, s.form, t.rank`.execute(ctx.db)
  return rows
}
