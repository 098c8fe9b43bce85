import { sql } from 'kysely'
import { z } from 'zod'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { publicQueryOf } from '#platform/server/public-index/index.ts'
import { type EmployerKind, type Fee, type Field, fields, type Housing } from '../kinds.ts'
import { hashOf } from './token.ts'

/** What everybody may read of a vacancy, its employer's name and registration with it. */
export interface PublicVacancy {
  id: string
  title: string
  description: string
  field: Field
  isAbroad: boolean
  country: string | null
  place: string
  salaryFrom: number
  salaryTo: number
  hours: string
  language: string
  housing: Housing
  housingNote: string | null
  slots: number
  requirements: string | null
  benefits: string | null
  endsOn: IsoDay
  contactName: string | null
  contactPhone: string | null
  contactOther: string | null
  licensedBy: string | null
  licenceNo: string | null
  contract: string | null
  contractMonths: number | null
  fees: Fee[] | null
  /** What the worker pays in all, in đồng; summed by the database. */
  feesTotal: number
  state: 'public' | 'ended'
  publishedOn: IsoDay
  employerName: string
  employerKind: EmployerKind
  registrationNo: string
  verifiedOn: IsoDay | null
  unitId: string
}

/** Public vacancies in the order asked for, ended ones too; what is not public is left out. */
export async function getPublicVacancies(
  ctx: Context,
  ids: readonly string[],
): Promise<PublicVacancy[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Omit<PublicVacancy, 'feesTotal'> & { feesTotal: string }>`
    select * from jobs.public_rows(${ids}::uuid[])`.execute(ctx.db)
  return rows.map((row) => ({ ...row, feesTotal: Number(row.feesTotal) }))
}

/** Open vacancies like this one; three of them. */
export async function listSimilar(ctx: Context, id: string, most = 3): Promise<PublicVacancy[]> {
  const { rows } = await sql<{ id: string }>`
    select id from jobs.public_similar(${id}::uuid, ${most})`.execute(ctx.db)
  return getPublicVacancies(
    ctx,
    rows.map((row) => row.id),
  )
}

export interface JobQuery {
  text: string
  field?: Field | undefined
  abroad?: 'yes' | 'no' | undefined
  place?: string | undefined
  salary?: number | undefined
  housing?: boolean | undefined
  fair?: string | undefined
  page: number
}

const Query = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  field: z.enum(fields).optional().catch(undefined),
  abroad: z.enum(['yes', 'no']).optional().catch(undefined),
  place: z.string().trim().max(60).optional().catch(undefined),
  salary: z.coerce.number().int().min(1).max(1000).optional().catch(undefined),
  housing: z.literal('on').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(500).default(1).catch(1),
})

/** A list's query out of its address; what makes no sense there is left out. `salary` is in millions. */
export function jobQueryFrom(address: URL): JobQuery {
  const asked = [...address.searchParams].filter(([, value]) => value !== '')
  const { q, housing, ...rest } = Query.parse(Object.fromEntries(asked))
  return { ...rest, text: q ?? '', housing: housing === 'on' }
}

export interface JobPage {
  rows: PublicVacancy[]
  count: number
  hasMore: boolean
}

/** One page of open vacancies, the newest first: two statements, however many there are. */
export async function listPublicVacancies(
  ctx: Context,
  query: JobQuery,
  size = 20,
): Promise<JobPage> {
  const filters = {
    ...(query.field && { field: query.field }),
    ...(query.abroad && { abroad: query.abroad === 'yes' }),
    ...(query.place && { place: query.place }),
    ...(query.salary && { salary: query.salary * 1_000_000 }),
    ...(query.housing && { housing: true }),
    ...(query.fair && { fair: query.fair }),
  }
  const start = (query.page - 1) * size
  const { rows } = await sql<{ id: string; vacancies: string }>`
    select * from jobs.public_list(${publicQueryOf(query.text)}, ${JSON.stringify(filters)}::jsonb, ${start}, ${size})`.execute(
    ctx.db,
  )
  const count = Number(rows[0]?.vacancies ?? 0)
  return {
    rows: await getPublicVacancies(
      ctx,
      rows.map(({ id }) => id),
    ),
    count,
    hasMore: start + rows.length < count,
  }
}

export interface PublicUnit {
  unitId: string
  name: string
  above: string | null
}

/** Where an employer may be at home: the province, or a commune. */
export async function listPublicUnits(ctx: Context): Promise<PublicUnit[]> {
  return (await sql<PublicUnit>`select * from jobs.public_units()`.execute(ctx.db)).rows
}

export interface Fair {
  id: string
  name: string
  place: string | null
  heldOn: IsoDay
  unitName: string | null
  campaignId: string
  unitId: string
}

/** A job fair, if the activity is one. */
export async function findFair(ctx: Context, activityId: string): Promise<Fair | undefined> {
  const { rows } = await sql<Fair>`select * from jobs.fair_of(${activityId}::uuid)`.execute(ctx.db)
  return rows[0]
}

export interface ApplicationStatus {
  title: string
  vacancyId: string
  employerName: string
  state: 'sent' | 'seen' | 'invited' | 'hired' | 'declined' | 'withdrawn'
  answer: string | null
  startsOn: IsoDay | null
  sentAt: Date
}

/** Where an application stands, for whoever holds its address. */
export async function findStatus(
  ctx: Context,
  token: string,
): Promise<ApplicationStatus | undefined> {
  const { rows } = await sql<ApplicationStatus>`
    select * from jobs.application_by(${hashOf(token)})`.execute(ctx.db)
  return rows[0]
}
