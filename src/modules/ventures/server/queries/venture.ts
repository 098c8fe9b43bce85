import { sql } from 'kysely'
import { versionOn } from '#modules/units/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { PrincipalRole, VentureKind, VentureStage } from '../../kinds.ts'

export interface Venture {
  id: string
  /** The commune where it is today, whose officers keep it. */
  unitId: string
  unitName: string
  kind: VentureKind
  name: string
  field: string
  stage: VentureStage
  place: string | null
  workers: number | null
  /** In đồng. */
  capital: number | null
  registrationNo: string | null
  summary: string | null
  needs: string[]
  phone: string | null
  website: string | null
  ideaId: string | null
  ideaTitle: string | null
  state: 'draft' | 'registered' | 'struck'
  strikeReason: string | null
  endReason: string | null
  foundedOn: IsoDay | null
  /** The first day on which it is no more. */
  endedOn: IsoDay | null
  supportedOn: IsoDay | null
  publishedOn: IsoDay | null
  isPublic: boolean
  createdBy: string | null
  version: number
  /** The actor may change what it says of itself, products included: an officer above it, or one of its people. */
  mayManage: boolean
  /** The actor is an officer who keeps the register there. */
  mayKeep: boolean
  /** The actor is one of the people behind it. */
  isMine: boolean
  /** The actor accompanies it as a mentor. */
  isMentored: boolean
}

/**
 * A venture as the actor may read it from within; throws NotFound where they may not. What everybody may
 * read of a public one is `findPublicVenture`.
 */
export async function getVenture(ctx: Context, ventureId: string): Promise<Venture> {
  const { rows } = await sql<Venture>`
    select e.id, e.unit_id, v.name as unit_name, e.kind, e.name, e.field, e.stage, e.place, e.workers, e.capital, e.registration_no,
           e.summary, e.needs, e.phone, e.website, e.idea_id, i.title as idea_title, e.state, e.strike_reason, e.end_reason,
           e.founded_on, e.ended_on, e.supported_on, e.published_on, e.is_public, e.created_by, e.version,
           (ventures.manages(e.id) or (e.state = 'draft' and e.created_by is not distinct from ${ctx.actor.personId ?? null}::uuid)) as may_manage,
           ventures.keeps(e.id) as may_keep, e.id in (select ventures.mine_today()) as is_mine,
           e.id in (select ventures.mentored()) as is_mentored
      from ventures.venture e
      left join lateral ${versionOn(sql`e.unit_id`, sql`${ctx.today}::date`)} on true
      left join ideas.idea i on i.id = e.idea_id
     where e.id = ${ventureId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('ventures.not_found')
  return rows[0]
}

/** The commune of today in which the actor stands: where what they enter belongs, unless they choose another. */
export async function findMyCommune(
  ctx: Context,
): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select v.unit_id as id, v.name from units.unit_version v where v.unit_id = ventures.my_commune()
       and v.valid_from <= ${ctx.today}::date and (v.valid_to is null or v.valid_to > ${ctx.today}::date)`.execute(
    ctx.db,
  )
  return rows[0]
}

export interface Standing {
  id: string
  unitId: string
  unitName: string | null
  kind: VentureKind
  validFrom: IsoDay
  validTo: IsoDay | null
  /** A reform made it, and not a change of the venture. */
  isContinued: boolean
}

/** What a venture was, and where, from its founding on. */
export async function listStandings(ctx: Context, ventureId: string): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select s.id, s.unit_id, s.kind, s.valid_from, s.valid_to, s.continues is not null as is_continued,
           (select n.name from units.unit_version n where n.unit_id = s.unit_id
             order by n.valid_from <= s.valid_from desc, n.valid_from desc limit 1) as unit_name
      from ventures.standing s where s.venture_id = ${ventureId}::uuid order by s.valid_from`.execute(
    ctx.db,
  )
  return rows
}

export interface Principal {
  id: string
  /** Null for those who are in no register. */
  personId: string | null
  name: string
  role: PrincipalRole
  manages: boolean
  showsName: boolean
  joinedOn: IsoDay | null
  leftOn: IsoDay | null
}

/** The people behind a venture, the leader first; those who left last. */
export async function listPrincipals(ctx: Context, ventureId: string): Promise<Principal[]> {
  const { rows } = await sql<Principal>`
    select id, person_id, name, role, manages, shows_name, joined_on, left_on
      from ventures.principals_of(${ventureId}::uuid)`.execute(ctx.db)
  return rows
}

export interface Change {
  id: string
  kind: string
  details: Record<string, unknown>
  changedBy: string | null
  changedAt: Date
}

/** The venture's story, the latest first. */
export async function listChanges(ctx: Context, ventureId: string): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select id, kind, details, changed_by, changed_at from ventures.changes_of(${ventureId}::uuid)`.execute(
    ctx.db,
  )
  return rows
}
