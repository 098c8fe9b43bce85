import { sql } from 'kysely'
import { versionOn } from '#modules/units/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { IdeaState } from '../states.ts'
import { queryOf } from './words.ts'

export interface IdeaRow {
  id: string
  title: string
  category: string
  state: IdeaState
  unitId: string
  unitName: string
  proposedOn: IsoDay | null
  publishedOn: IsoDay | null
  stepUnitName: string | null
  stepDue: IsoDay | null
  supports: number
  comments: number
  isOverdue: boolean
}

/** A row of the gallery: nothing but what may be published. */
export interface PublicRow {
  id: string
  title: string
  category: string
  state: IdeaState
  problem: string
  publicAuthor: string | null
  publicPlace: string | null
  publishedOn: IsoDay
  supports: number
  comments: number
  photoId: string | null
}

/** Where a page of a list begins: the row after or before which. */
export interface IdeaCursor {
  /** A day, or a number of supporters where those come first. */
  key: string
  id: string
  backwards: boolean
}

export interface IdeaQuery {
  text?: string | undefined
  unitId?: string | undefined
  category?: string | undefined
  state?: string | undefined
  sort?: 'new' | 'liked' | undefined
  cursor?: IdeaCursor | undefined
  limit?: number
}

export interface IdeaPage<Row> {
  rows: Row[]
  /** Counted no further than `countedUpTo`. */
  count: number
  countedUpTo: number
  previous: IdeaCursor | null
  next: IdeaCursor | null
}

const countLimit = 50_000
/** The same where somebody looks for something: nobody reads on so far. */
const searchCountLimit = 1000

/** The rows of a page, and first the count; the wall is applied within (`ideas.list`). */
const listed = (audience: 'public' | 'inside', query: IdeaQuery, limit: number) => {
  const words = queryOf(query.text)
  const countedUpTo = words ? searchCountLimit : countLimit
  const filters = {
    ...(query.category && { category: query.category }),
    ...(query.state && { state: query.state }),
  }
  const { cursor } = query
  const isLiked = audience === 'public' && query.sort === 'liked'
  const source = sql`ideas.list(${audience}, ${words}, ${query.unitId ?? null}::uuid, ${JSON.stringify(filters)}::jsonb,
    ${isLiked ? 'liked' : 'new'}, ${isLiked ? null : (cursor?.key ?? null)}::date, ${isLiked ? (cursor?.key ?? null) : null}::int,
    ${cursor?.id ?? null}::uuid, ${cursor?.backwards ?? false}, ${limit + 1}, ${countedUpTo})`
  return { source, countedUpTo, isLiked }
}

function pageOf<Row extends { id: string }>(
  answered: (Row & { ideas: number | null })[],
  query: IdeaQuery,
  limit: number,
  countedUpTo: number,
  keyOf: (row: Row) => string,
): IdeaPage<Row> {
  const counted = answered.find((row) => row.ideas !== null)
  const found = answered
    .filter((row) => row.ideas === null)
    .map(({ ideas: _, ...row }) => row as unknown as Row)
  const { cursor } = query
  const more = found.length > limit
  const rows = more ? (cursor?.backwards ? found.slice(1) : found.slice(0, limit)) : found
  const [first, last] = [rows[0], rows.at(-1)]
  const hasPrevious = cursor ? (cursor.backwards ? more : true) : false
  const hasNext = cursor?.backwards ? true : more
  return {
    rows,
    count: counted?.ideas ?? 0,
    countedUpTo,
    previous: hasPrevious && first ? { key: keyOf(first), id: first.id, backwards: true } : null,
    next: hasNext && last ? { key: keyOf(last), id: last.id, backwards: false } : null,
  }
}

/** Whether an idea has waited for its step longer than it may. */
const isOverdue = (ctx: Context, idea: string) => {
  const column = (name: string) => sql.ref(`${idea}.${name}`)
  return sql`coalesce(${column('step_due')} < ${ctx.today}::date and ${column('state')} in
    ('branch', 'commune', 'province', 'chosen', 'published', 'supported', 'doing'), false) as is_overdue`
}
const ideaColumns = (ctx: Context) => sql`
  i.id, i.title, i.category, i.state, i.unit_id, v.name as unit_name, i.proposed_on, i.published_on,
  s.name as step_unit_name, i.step_due, i.supports, i.comments, ${isOverdue(ctx, 'i')}`
const ideaJoins = (ctx: Context) => sql`
  left join lateral ${versionOn(sql`i.unit_id`, sql`coalesce(i.proposed_on, ${ctx.today}::date)`)} on true
  left join lateral (select u.name from units.unit_version u where u.unit_id = i.step_unit_id
                      order by u.valid_from <= ${ctx.today}::date desc, u.valid_from desc limit 1) s on true`

/**
 * One page of the ideas that the actor reads as an officer, those proposed last first; one statement.
 * Plan: `idea_by_day` or `idea_by_unit` walked from the cursor; what words leave few of is gathered by
 * the index of words and sorted (bench/ideas).
 */
export async function listIdeas(ctx: Context, query: IdeaQuery): Promise<IdeaPage<IdeaRow>> {
  const limit = query.limit ?? 50
  const { source, countedUpTo } = listed('inside', query, limit)
  const { rows } = await sql<IdeaRow & { ideas: number | null }>`
    select l.ideas, l.id, l.title, l.category, l.state, l.unit_id, l.unit_name, l.proposed_on, l.published_on,
           l.step_unit_name, l.step_due, l.supports, l.comments, ${isOverdue(ctx, 'l')}
      from ${source} l order by l.proposed_on desc, l.id desc`.execute(ctx.db)
  return pageOf(rows, query, limit, countedUpTo, (row) => row.proposedOn ?? '')
}

/** One page of the gallery, by whoever looks; one statement. */
export async function listPublicIdeas(
  ctx: Context,
  query: IdeaQuery,
): Promise<IdeaPage<PublicRow>> {
  const limit = query.limit ?? 24
  const { source, countedUpTo, isLiked } = listed('public', query, limit)
  const { rows } = await sql<PublicRow & { ideas: number | null }>`
    select l.ideas, l.id, l.title, l.category, l.state, l.problem, l.public_author, l.public_place,
           l.published_on, l.supports, l.comments, l.photo_id
      from ${source} l order by ${isLiked ? sql`l.supports desc` : sql`l.published_on desc`}, l.id desc`.execute(
    ctx.db,
  )
  return pageOf(rows, query, limit, countedUpTo, (row) =>
    isLiked ? String(row.supports) : row.publishedOn,
  )
}

/** The actor's own ideas and those of which they are a co-author, the latest first. */
export async function listMyIdeas(ctx: Context): Promise<IdeaRow[]> {
  const { rows } = await sql<IdeaRow>`
    select ${ideaColumns(ctx)} from ideas.idea i ${ideaJoins(ctx)}
     where i.id in (select ideas.mine()) and i.state <> 'withdrawn'
     order by i.created_at desc, i.id desc limit 100`.execute(ctx.db)
  return rows
}

const waitsHere = (ctx: Context) => sql`i.step_unit_id in (select access.granted('ideas.screen'))
  and (i.state in ('branch', 'commune', 'province', 'chosen') or i.step_due <= ${ctx.today}::date)`

/**
 * What waits for the actor at the units of their own offices, what is due first; and what waits too long
 * at units below them, the longest first.
 */
export async function listWaiting(
  ctx: Context,
  which: 'mine' | 'overdue_below',
  limit = 50,
): Promise<IdeaRow[]> {
  const { rows } = await sql<IdeaRow>`
    select ${ideaColumns(ctx)} from ideas.idea i ${ideaJoins(ctx)}
     where i.state in ('branch', 'commune', 'province', 'chosen', 'published', 'supported', 'doing')
       and ${
         which === 'mine'
           ? waitsHere(ctx)
           : sql`i.step_due < ${ctx.today}::date and i.step_unit_id in (select access.reachable('ideas.screen'))
                 and i.step_unit_id not in (select access.granted('ideas.screen'))`
       }
     order by i.step_due, i.id limit ${limit}`.execute(ctx.db)
  return rows
}

export interface Idea extends IdeaRow {
  homeUnitId: string
  authorId: string
  problem: string
  solution: string
  beneficiaries: string | null
  place: string | null
  otherAuthors: string | null
  stepUnitId: string | null
  stepSince: IsoDay | null
  bankCode: string | null
  bankUrl: string | null
  supportedBy: string | null
  outcome: string | null
  doneOn: IsoDay | null
  mergedInto: string | null
  publicAuthor: string | null
  publicPlace: string | null
  version: number
  isPublic: boolean
  /** Whether the actor reads it from within: an author, or an officer above. */
  isInsider: boolean
  isMine: boolean
  /** Of the actor as an author: whether the gallery may name them. */
  showsName: boolean | null
  supported: boolean
}

/** An idea as far as the actor may see it. Throws NotFound. */
export async function getIdea(ctx: Context, ideaId: string): Promise<Idea> {
  const me = ctx.actor.personId ?? null
  const { rows } = await sql<Idea>`
    select ${ideaColumns(ctx)}, i.home_unit_id, i.author_id, i.problem, i.solution, i.beneficiaries, i.place, i.other_authors,
           i.step_unit_id, i.step_since, i.bank_code, i.bank_url, i.supported_by, i.outcome, i.done_on, i.merged_into,
           i.public_author, i.public_place, i.version, i.is_public, ideas.reads(i.id) as is_insider,
           i.author_id = ${me}::uuid as is_mine,
           (select a.shows_name from ideas.author a where a.idea_id = i.id and a.person_id = ${me}::uuid) as shows_name,
           exists (select from ideas.support p where p.idea_id = i.id and p.person_id = ${me}::uuid) as supported
      from ideas.idea i ${ideaJoins(ctx)}
     where i.id = ${ideaId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('ideas.not_found')
  return rows[0]
}

export interface IdeaAuthor {
  personId: string
  name: string
  code: string | null
  isMain: boolean
  showsName: boolean
  cameFrom: string | null
}

export async function listAuthors(ctx: Context, ideaId: string): Promise<IdeaAuthor[]> {
  const { rows } = await sql<IdeaAuthor>`
    select person_id, name, code, is_main, shows_name, came_from from ideas.authors_of(${ideaId}::uuid)`.execute(
    ctx.db,
  )
  return rows
}

export interface IdeaStep {
  id: string
  state: IdeaState
  verdict: string
  unitName: string | null
  reason: string | null
  scores: Record<string, number> | null
  dueOn: IsoDay | null
  decidedBy: string | null
  decidedAt: Date
}

/** What became of an idea, first to last, for its authors and officers. */
export async function listSteps(ctx: Context, ideaId: string): Promise<IdeaStep[]> {
  const { rows } = await sql<IdeaStep>`
    select id, state, verdict, unit_name, reason, scores, due_on, decided_by, decided_at from ideas.steps_of(${ideaId}::uuid)`.execute(
    ctx.db,
  )
  return rows
}

export interface Answerable {
  unitId: string
  personId: string
  name: string
  roleType: string
}

/** Who answers at a unit today, by office; nothing where the office is vacant. */
export async function findAnswerable(
  ctx: Context,
  unitId: string | null,
): Promise<Answerable | undefined> {
  if (!unitId) return undefined
  const { rows } = await sql<Answerable>`
    select unit_id, person_id, name, role_type from ideas.answerable_at(array[${unitId}]::uuid[])`.execute(
    ctx.db,
  )
  return rows[0]
}

export interface IdeaFile {
  id: string
  ideaId: string
  name: string
  mediaType: string
  size: number
  sha256: string
  isPhoto: boolean
}

export async function listFiles(ctx: Context, ideaId: string): Promise<IdeaFile[]> {
  const { rows } = await sql<IdeaFile>`
    select id, idea_id, name, media_type, size, sha256, is_photo from ideas.file
     where idea_id = ${ideaId}::uuid order by added_at, id`.execute(ctx.db)
  return rows
}

/** A file that the actor may see. Throws NotFound. */
export async function getFile(ctx: Context, ideaId: string, fileId: string): Promise<IdeaFile> {
  const { rows } = await sql<IdeaFile>`
    select id, idea_id, name, media_type, size, sha256, is_photo from ideas.file
     where id = ${fileId}::uuid and idea_id = ${ideaId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('ideas.file_not_found')
  return rows[0]
}

export interface IdeaComment {
  id: string
  ideaId: string
  title: string
  body: string
  shownAs: string
  state: 'visible' | 'held' | 'hidden'
  isMine: boolean
  decidedReason: string | null
  reportedAt: Date | null
  reportReason: string | null
  writtenAt: Date
}

const commentColumns = (ctx: Context) => sql`
  c.id, c.idea_id, i.title, c.body, c.shown_as, c.state, c.person_id = ${ctx.actor.personId ?? null}::uuid as is_mine,
  c.decided_reason, c.reported_at, c.report_reason, c.written_at
  from ideas.comment c join ideas.idea i on i.id = c.idea_id`

/** What is shown under an idea, and the actor's own whatever became of them; the first first. */
export async function listComments(ctx: Context, ideaId: string): Promise<IdeaComment[]> {
  const { rows } = await sql<IdeaComment>`select ${commentColumns(ctx)}
     where c.idea_id = ${ideaId}::uuid and (c.state = 'visible' or c.person_id = ${ctx.actor.personId ?? null}::uuid)
     order by c.written_at, c.id limit 200`.execute(ctx.db)
  return rows
}

/** Comments that an officer should look at: held back or reported, in their units. */
export async function listCommentsToModerate(ctx: Context): Promise<IdeaComment[]> {
  const { rows } = await sql<IdeaComment>`select ${commentColumns(ctx)}
     where (c.state = 'held' or c.reported_at is not null)
       and i.home_unit_id in (select access.reachable('ideas.screen'))
     order by c.written_at, c.id limit 100`.execute(ctx.db)
  return rows
}

export interface WaitingProposal {
  id: string
  unitId: string
  unitName: string
  unitLevel: string
  content: {
    title: string
    problem: string
    solution: string
    place?: string
    category: string
    beneficiaries?: string
    showsName: boolean
  }
  name: string
  phone: string
  birthYear: number | null
  sentAt: Date
  deleteAfter: IsoDay
  /** People of the register with this number whom the actor may read. */
  people: { id: string; name: string; unitName: string | null }[]
}

/** What came from the public page and waits for a call, the oldest first. */
export async function listProposals(ctx: Context): Promise<WaitingProposal[]> {
  const { rows } = await sql<WaitingProposal>`
    select p.id, p.unit_id, v.name as unit_name, v.level as unit_level, p.content, p.name, p.phone, p.birth_year, p.consented_at as sent_at, p.delete_after,
           coalesce((select json_agg(json_build_object('id', m.id, 'name', m.full_name, 'unitName', u.name))
              from members.person m left join units.unit_version u on u.unit_id = m.unit_id and u.valid_to is null
             where m.phone = p.phone), '[]') as people
      from ideas.proposal p
      left join lateral (select x.name, x.level from units.unit_version x where x.unit_id = p.unit_id order by x.valid_from desc limit 1) v on true
     where p.state = 'waiting' order by p.consented_at limit 100`.execute(ctx.db)
  return rows
}

export interface PublicUnit {
  unitId: string
  name: string
  above: string | null
}

/** Communes, or the branches of one, by name: for the public page. */
export async function listPublicUnits(ctx: Context, communeId?: string): Promise<PublicUnit[]> {
  const { rows } = await sql<PublicUnit>`
    select unit_id, name, above from ideas.public_units(${communeId ?? null}::uuid)`.execute(ctx.db)
  return rows
}

export interface ChosenIdea {
  id: string
  title: string
  problem: string
  solution: string
  place: string | null
  category: string
  proposedOn: IsoDay
  authors: string
  communeName: string | null
  provinceName: string | null
  unitId: string
  unitName: string
  stepDue: IsoDay | null
}

/** Ideas that the province has chosen for the national bank and that are not there yet, the first chosen first. */
export async function listChosen(ctx: Context): Promise<ChosenIdea[]> {
  const { rows } = await sql<ChosenIdea>`
    select i.id, i.title, i.problem, i.solution, i.place, i.category, i.proposed_on, i.unit_id, v.name as unit_name, i.step_due,
           concat_ws(', ', (select string_agg(a.name, ', ') from ideas.authors_of(i.id) a), replace(i.other_authors, E'\n', ', ')) as authors,
           (select u.name from units.unit_version u where u.unit_id = ideas.unit_at(i.home_unit_id, 'commune') and u.valid_to is null limit 1) as commune_name,
           (select u.name from units.unit_version u where u.unit_id = ideas.unit_at(i.home_unit_id, 'province') and u.valid_to is null limit 1) as province_name
      from ideas.idea i left join lateral ${versionOn(sql`i.unit_id`, sql`i.proposed_on`)} on true
     where i.state = 'chosen' and i.step_unit_id in (select access.reachable('ideas.screen'))
     order by i.step_since, i.id limit 500`.execute(ctx.db)
  return rows
}

/** The published idea into which one was merged; nothing where there is none. */
export async function findKeptIdea(ctx: Context, ideaId: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string | null
  }>`select ideas.led_to(${ideaId}::uuid) as id`.execute(ctx.db)
  return rows[0]?.id ?? undefined
}

/** How many ideas {@link listWaiting} has for the actor, and how many of them wait too long. One statement. */
export async function countToScreen(ctx: Context): Promise<{ waiting: number; overdue: number }> {
  const { rows } = await sql<{ waiting: number; overdue: number }>`
    select count(*)::int as waiting, count(*) filter (where i.step_due < ${ctx.today}::date)::int as overdue
      from ideas.idea i
     where i.state in ('branch', 'commune', 'province', 'chosen', 'published', 'supported', 'doing')
       and ${waitsHere(ctx)}`.execute(ctx.db)
  return rows[0] ?? { waiting: 0, overdue: 0 }
}
