import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'

export interface Programme {
  id: string
  unitId: string
  unitName: string | null
  name: string
  purpose: string
  budget: number
  mostEach: number
  opensOn: IsoDay
  closesOn: IsoDay
  state: 'open' | 'scoring' | 'scored' | 'decided'
  /** Applications come in today. */
  isOpen: boolean
  mayRun: boolean
  isScorer: boolean
  /** A venture of the actor's own asks for money in it. */
  isApplicant: boolean
}

const columns = (ctx: Context) => sql`
  p.id, p.unit_id, p.name, p.purpose, p.budget, p.most_each, p.opens_on, p.closes_on, p.state,
  (p.state = 'open' and ${ctx.today}::date between p.opens_on and p.closes_on) as is_open,
  ventures.runs(p.id) as may_run, p.id in (select ventures.scored_by_me()) as is_scorer, p.id in (select ventures.applied_to()) as is_applicant,
  (select n.name from units.unit_version n where n.unit_id = p.unit_id order by n.valid_from desc limit 1) as unit_name
  from ventures.programme p`

/** Programmes of capital, those that take applications first; everybody who is signed in may know of them. */
export async function listProgrammes(ctx: Context): Promise<Programme[]> {
  const { rows } = await sql<Programme>`
    select ${columns(ctx)} order by case p.state when 'open' then 0 when 'scoring' then 1 when 'scored' then 2 else 3 end, p.closes_on desc, p.id limit 100`.execute(
    ctx.db,
  )
  return rows
}

/** One of them; throws NotFound. */
export async function getProgramme(ctx: Context, programmeId: string): Promise<Programme> {
  const { rows } =
    await sql<Programme>`select ${columns(ctx)} where p.id = ${programmeId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('ventures.programme_not_found')
  return rows[0]
}

export interface ApplicationRow {
  id: string
  ventureId: string
  name: string
  kind: string
  field: string
  workers: number | null
  unitName: string | null
  amount: number
  ownMoney: number
  plan: string
  state: 'draft' | 'submitted' | 'withdrawn' | 'granted' | 'declined'
  granted: number | null
  meetingId: string | null
  documentId: string | null
  decidedOn: IsoDay | null
  decisionNote: string | null
  /** Of the actor's own venture: they do not score it. */
  isOwn: boolean
  /** What the actor gave. */
  mine: Record<string, number> | null
  myRemark: string | null
  /** Null while each scores by themselves, and for whoever may not see them. */
  scores: { scorer: string; total: number; remark: string | null }[] | null
}

/**
 * The applications of a programme for its committee and for whoever runs it. What others gave is in it only
 * once the scores are laid open: the database's wall returns no such row before.
 */
export async function listApplications(
  ctx: Context,
  programmeId: string,
): Promise<ApplicationRow[]> {
  const { rows } = await sql<ApplicationRow>`
    select a.id, n.venture_id, n.name, n.kind, n.field, n.workers, n.unit_name, n.is_own, a.amount, a.own_money, a.plan, a.state, a.granted,
           a.meeting_id, a.document_id, a.decided_on, a.decision_note, o.scores as mine, o.remark as my_remark,
           case when p.state in ('scored', 'decided') then
             (select json_agg(json_build_object('scorer', coalesce(g.name, ''), 'total', s.total, 'remark', s.remark) order by s.total desc, s.scorer_id)
                from ventures.score s left join ventures.scoring_progress(p.id) g on g.person_id = s.scorer_id where s.application_id = a.id) end as scores
      from ventures.applicants_of(${programmeId}::uuid) n
      join ventures.application a on a.id = n.application_id
      join ventures.programme p on p.id = a.programme_id
      left join ventures.score o on o.application_id = a.id and o.scorer_id = ${ctx.actor.personId ?? null}::uuid
     order by (select avg(s.total) from ventures.score s where s.application_id = a.id and p.state in ('scored', 'decided')) desc nulls last, a.submitted_at, a.id`.execute(
    ctx.db,
  )
  return rows
}

export interface OwnApplication {
  id: string
  programmeId: string
  programmeName: string
  ventureId: string
  ventureName: string
  amount: number
  ownMoney: number
  plan: string
  state: ApplicationRow['state']
  granted: number | null
  decidedOn: IsoDay | null
  decisionNote: string | null
  /** What it came to on average, of 25, once it is decided. */
  result: number | null
}

/** The applications of the ventures behind which the actor stands, or that they wrote; never anybody else's score. */
export async function listOwnApplications(ctx: Context): Promise<OwnApplication[]> {
  const { rows } = await sql<OwnApplication>`
    select a.id, a.programme_id, p.name as programme_name, a.venture_id, v.name as venture_name, a.amount, a.own_money, a.plan, a.state, a.granted,
           a.decided_on, a.decision_note, ventures.own_result(a.id)::float8 as result
      from ventures.application a join ventures.programme p on p.id = a.programme_id join ventures.venture v on v.id = a.venture_id
     where a.venture_id in (select ventures.mine_today())
        or a.written_by = ${ctx.actor.personId ?? null}::uuid and a.venture_id not in (select ventures.left_by_me())
     order by a.created_at desc, a.id limit 50`.execute(ctx.db)
  return rows
}

export interface ScorerProgress {
  personId: string
  name: string
  scored: number
  toScore: number
}

/** How far each of the committee is; nothing of what they gave. */
export async function listScorers(ctx: Context, programmeId: string): Promise<ScorerProgress[]> {
  const { rows } = await sql<ScorerProgress>`
    select person_id, name, scored, to_score from ventures.scoring_progress(${programmeId}::uuid)`.execute(
    ctx.db,
  )
  return rows
}

/** The ventures for which the actor may write an application. */
export async function listManaged(ctx: Context): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select v.id, v.name from ventures.venture v
     where v.state = 'registered' and v.ended_on is null and v.id in (select ventures.managed()) order by v.name limit 20`.execute(
    ctx.db,
  )
  return rows
}
