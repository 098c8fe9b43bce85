import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { ApplicationState, EmployerKind, Fee, Field, Housing, VacancyState } from '../kinds.ts'
import type { ProfilePage } from './profile.ts'
import { type Sign, signsOf } from './signs.ts'

export interface EmployerRow {
  id: string
  unitId: string
  kind: EmployerKind
  name: string
  registrationNo: string
  place: string
  contactName: string
  phone: string
  email: string | null
  licenceNo: string | null
  state: 'waiting' | 'verified' | 'refused'
  checkSource: string | null
  checkNote: string | null
  checkedOn: IsoDay | null
  registeredOn: IsoDay
  hasAccount: boolean
  /** Its open vacancies. */
  open: number
}

const employerFields = sql`e.id, e.unit_id, e.kind, e.name, e.registration_no, e.place, e.contact_name, e.phone, e.email,
  e.licence_no, e.state, e.check_source, e.check_note, e.checked_on, e.registered_on, e.account_id is not null as has_account,
  (select count(*)::int from jobs.vacancy v where v.employer_id = e.id and v.state = 'public') as open`

/** Employers of the actor's units, those that wait first. */
export async function listEmployers(ctx: Context, most = 200): Promise<EmployerRow[]> {
  const { rows } = await sql<EmployerRow>`select ${employerFields} from jobs.employer e
    order by e.state = 'waiting' desc, e.name collate "vi-x-icu" limit ${most}`.execute(ctx.db)
  return rows
}

/** NotFound where the actor may not see it. */
export async function getEmployer(ctx: Context, id: string): Promise<EmployerRow> {
  const { rows } =
    await sql<EmployerRow>`select ${employerFields} from jobs.employer e where e.id = ${id}::uuid`.execute(
      ctx.db,
    )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** The employer for which the actor's account acts; NotFound where there is none. */
export async function getMyEmployer(ctx: Context): Promise<EmployerRow> {
  const { rows } =
    await sql<EmployerRow>`select ${employerFields} from jobs.employer e where e.id = jobs.my_employer()`.execute(
      ctx.db,
    )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

export interface VacancyRow {
  id: string
  title: string
  state: VacancyState
  isAbroad: boolean
  place: string
  endsOn: IsoDay
  sentOn: IsoDay | null
  employerName: string
  applications: number
  reports: number
}

const rowFields = sql`v.id, v.title, v.state, v.is_abroad, v.place, v.ends_on, v.sent_on, e.name as employer_name,
  (select count(*)::int from jobs.application a where a.vacancy_id = v.id and a.state <> 'withdrawn') as applications,
  (select count(*)::int from jobs.report r where r.vacancy_id = v.id and r.settled_on is null) as reports`

/** Vacancies of the actor's units: what waits for a check, what readers reported, then what is open. One statement. */
export async function listDeskVacancies(ctx: Context, most = 200): Promise<VacancyRow[]> {
  const { rows } = await sql<VacancyRow>`select ${rowFields}
      from jobs.vacancy v join jobs.employer e on e.id = v.employer_id
     where v.state <> 'ended'
     order by v.state = 'waiting' desc, 10 desc, v.state = 'public' desc, v.sent_on nulls last, v.id desc limit ${most}`.execute(
    ctx.db,
  )
  return rows
}

/** All vacancies of one employer, the newest first; only what the actor sees from within. */
export async function listVacanciesOf(ctx: Context, employerId: string): Promise<VacancyRow[]> {
  const { rows } = await sql<VacancyRow>`select ${rowFields}
      from jobs.vacancy v join jobs.employer e on e.id = v.employer_id
     where v.employer_id = ${employerId}::uuid order by v.id desc limit 200`.execute(ctx.db)
  return rows
}

export interface Vacancy {
  id: string
  employerId: string
  unitId: string
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
  feesTotal: number
  state: VacancyState
  reason: string | null
  publishedOn: IsoDay | null
  version: number
  employerName: string
  employerKind: EmployerKind
  employerState: 'waiting' | 'verified' | 'refused'
  employerLicence: string | null
}

/** A vacancy as whoever offers or checks it reads it; NotFound for others, public or not. */
export async function getVacancy(ctx: Context, id: string): Promise<Vacancy> {
  const { rows } = await sql<Vacancy & { feesTotal: string }>`
    select v.*, e.name as employer_name, e.kind as employer_kind, e.state as employer_state, e.licence_no as employer_licence
      from jobs.vacancy v join jobs.employer e on e.id = v.employer_id where v.id = ${id}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound()
  return { ...rows[0], feesTotal: Number(rows[0].feesTotal) }
}

/** What in a vacancy is as in those that cheat, for whoever checks it. */
export async function listSigns(ctx: Context, it: Vacancy): Promise<Sign[]> {
  const { rows } = await sql<{
    peers: string
    median: number | null
    twinEmployer: string | null
    twinTitle: string | null
    twinOn: string | null
  }>`select peers, median, twin_employer, twin_title, twin_on from jobs.beside(${it.id}::uuid)`.execute(
    ctx.db,
  )
  const beside = rows[0]
  return signsOf({
    ...it,
    employer: {
      kind: it.employerKind,
      isVerified: it.employerState === 'verified',
      licenceNo: it.employerLicence,
    },
    peers: { count: Number(beside?.peers ?? 0), median: beside?.median ?? null },
    twin: beside?.twinEmployer
      ? { employer: beside.twinEmployer, title: beside.twinTitle ?? '', on: beside.twinOn ?? '' }
      : null,
  })
}

export interface ReportRow {
  id: string
  reason: 'fees' | 'false' | 'gone' | 'danger' | 'other'
  body: string | null
  reportedAt: Date
  settledOn: IsoDay | null
  outcome: string | null
}

/** What readers reported of a vacancy, the open ones first. */
export async function listReports(ctx: Context, vacancyId: string): Promise<ReportRow[]> {
  const { rows } =
    await sql<ReportRow>`select id, reason, body, reported_at, settled_on, outcome from jobs.report
    where vacancy_id = ${vacancyId}::uuid order by settled_on is not null, reported_at desc limit 50`.execute(
      ctx.db,
    )
  return rows
}

export interface ApplicationRow {
  id: string
  vacancyId: string
  title: string
  employerName: string | null
  way: 'profile' | 'call' | 'secretary'
  personId: string | null
  name: string
  phone: string
  note: string | null
  state: ApplicationState
  answer: string | null
  startsOn: IsoDay | null
  sentAt: Date
  hasProfile: boolean
}

/** `v` may be read by everybody while it is public or ended, so an application always finds its vacancy. */
const applicationFields = sql`a.id, a.vacancy_id, v.title, a.way, a.person_id, a.name, a.phone, a.note, a.state, a.answer,
  a.starts_on, a.sent_at, a.profile is not null as has_profile,
  (select p.employer_name from jobs.public_rows(array[v.id]) p) as employer_name`

/** Who applied for a vacancy, as far as the actor may know. */
export async function listApplicants(ctx: Context, vacancyId: string): Promise<ApplicationRow[]> {
  const { rows } = await sql<ApplicationRow>`select ${applicationFields}
      from jobs.application a join jobs.vacancy v on v.id = a.vacancy_id
     where a.vacancy_id = ${vacancyId}::uuid order by a.sent_at desc limit 500`.execute(ctx.db)
  return rows
}

/** One's own applications, and those that one sent for others; the newest first. */
export async function listMyApplications(ctx: Context): Promise<ApplicationRow[]> {
  const me = ctx.actor.personId ?? null
  const { rows } = await sql<ApplicationRow>`select ${applicationFields}
      from jobs.application a join jobs.vacancy v on v.id = a.vacancy_id
     where a.person_id = ${me}::uuid or a.sent_by = ${me}::uuid order by a.sent_at desc limit 100`.execute(
    ctx.db,
  )
  return rows
}

/** Applications of people of the actor's units, which a secretary follows. */
export async function listUnitApplications(ctx: Context, most = 100): Promise<ApplicationRow[]> {
  const { rows } = await sql<ApplicationRow>`select ${applicationFields}
      from jobs.application a join jobs.vacancy v on v.id = a.vacancy_id
     where a.unit_id in (select access.reachable('jobs.help')) and a.state <> 'withdrawn'
     order by a.sent_at desc limit ${most}`.execute(ctx.db)
  return rows
}

export interface SentPage {
  name: string
  phone: string
  profile: ProfilePage
  sentAt: Date
}

/** The page that came with an application, for its employer, its sender and its applicant. */
export async function getSentPage(ctx: Context, applicationId: string): Promise<SentPage> {
  const { rows } = await sql<SentPage & { profile: ProfilePage | null }>`
    select name, phone, profile, sent_at from jobs.application where id = ${applicationId}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]?.profile) throw new NotFound()
  return { ...rows[0], profile: rows[0].profile }
}

export interface PlacementRow {
  id: string
  personId: string
  applicationId: string | null
  name: string | null
  unitName: string | null
  employerName: string
  job: string
  place: string
  isAbroad: boolean
  startedOn: IsoDay
  askOn: IsoDay
  kept: boolean | null
  keptOn: IsoDay | null
}

/** Who found work: one's own, or of one's units; those to be asked after three months first. */
export async function listPlacements(
  ctx: Context,
  whose: 'mine' | 'units',
): Promise<PlacementRow[]> {
  const { rows } =
    await sql<PlacementRow>`select p.id, p.person_id, p.application_id, m.full_name as name, v.name as unit_name,
           p.employer_name, p.job, p.place, p.is_abroad, p.started_on, p.ask_on, p.kept, p.kept_on
      from jobs.placement p
      left join members.person m on m.id = p.person_id
      left join lateral (select u.name from units.unit_version u where u.unit_id = p.unit_id
                          order by u.valid_from <= p.started_on desc, u.valid_from desc limit 1) v on true
     where ${whose === 'mine' ? sql`p.person_id = ${ctx.actor.personId ?? null}::uuid` : sql`p.unit_id in (select access.reachable('jobs.help'))`}
     order by (p.kept is null and p.ask_on <= ${ctx.today}::date) desc, p.started_on desc, p.id desc limit 100`.execute(
      ctx.db,
    )
  return rows
}

export interface SavedSearch {
  id: string
  text: string
  field: Field | null
  place: string | null
  isAbroad: boolean | null
  salaryFrom: number | null
}

export async function listSearches(ctx: Context): Promise<SavedSearch[]> {
  const { rows } =
    await sql<SavedSearch>`select id, text, field, place, is_abroad, salary_from from jobs.saved_search
    where person_id = ${ctx.actor.personId ?? null}::uuid order by made_on desc, id desc`.execute(
      ctx.db,
    )
  return rows
}

/** Whether the actor has an application that stands for a vacancy. */
export async function hasApplied(ctx: Context, vacancyId: string): Promise<boolean> {
  if (!ctx.actor.personId) return false
  const { rows } = await sql`select from jobs.application where vacancy_id = ${vacancyId}::uuid
    and person_id = ${ctx.actor.personId}::uuid and state <> 'withdrawn'`.execute(ctx.db)
  return rows.length > 0
}

/** Whether the actor decides on who applied to an employer: its account, or an officer where it has none. */
export async function mayDecideFor(ctx: Context, employerId: string): Promise<boolean> {
  const { rows } = await sql<{
    may: boolean
  }>`select jobs.decides_for(${employerId}::uuid) as may`.execute(ctx.db)
  return rows[0]?.may ?? false
}
