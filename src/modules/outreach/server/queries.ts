import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { Channel, ParcelState, PostKind, PostState } from '../states.ts'

export interface PostText {
  language: string
  title: string
  summary: string
  body: string
  spoken: string | null
}
export interface PostFile {
  id: string
  kind: 'picture' | 'audio'
  language: string | null
  name: string
  description: string | null
  mediaType: string
  sha256: string
}
export interface Post {
  id: string
  unitId: string
  unitName: string
  campaignId: string | null
  campaignName: string | null
  kind: PostKind
  state: PostState
  language: string
  toEverybody: boolean
  channels: Channel[]
  sourceName: string | null
  sourceUrl: string | null
  sourceOn: IsoDay | null
  sourceText: string | null
  editors: string[]
  returnedReason: string | null
  withdrawnReason: string | null
  publishAt: Date | null
  publishedAt: Date | null
  version: number
  isPublic: boolean
  texts: PostText[]
  files: PostFile[]
  hasQuiz: boolean
  audience: { unitId: string; name: string }[]
}

/** A post with all that it says; of what is not published only to those who write for its unit. Throws NotFound. */
export async function getPost(ctx: Context, postId: string): Promise<Post> {
  const { rows } = await sql<Post>`
    select p.id, p.unit_id, outreach.name_of(p.unit_id) as unit_name, p.campaign_id, c.name as campaign_name, p.kind, p.state,
           p.language, p.to_everybody, p.channels, p.source_name, p.source_url, p.source_on, p.source_text, p.editors,
           p.returned_reason, p.withdrawn_reason, p.publish_at, p.published_at, p.version, p.is_public,
           coalesce((select jsonb_agg(jsonb_build_object('language', t.language, 'title', t.title, 'summary', t.summary,
               'body', t.body, 'spoken', t.spoken) order by t.language <> p.language, t.language)
              from outreach.text t where t.post_id = p.id), '[]') as texts,
           coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'kind', f.kind, 'language', f.language, 'name', f.name,
               'description', f.description, 'mediaType', f.media_type, 'sha256', f.sha256) order by f.added_at, f.id)
              from outreach.file f where f.post_id = p.id), '[]') as files,
           exists (select from outreach.quiz z where z.post_id = p.id) as has_quiz,
           coalesce((select jsonb_agg(jsonb_build_object('unitId', a.unit_id, 'name', outreach.name_of(a.unit_id)) order by outreach.name_of(a.unit_id))
              from outreach.audience a where a.post_id = p.id), '[]') as audience
      from outreach.post p left join outreach.campaign c on c.id = p.campaign_id
     where p.id = ${postId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('outreach.not_found')
  return rows[0]
}

/** A published post, for everybody. Throws NotFound. */
export async function getPublicPost(ctx: Context, postId: string): Promise<Post> {
  const post = await getPost(ctx, postId)
  if (!post.isPublic) throw new NotFound('outreach.not_found')
  return post
}

/** The text in a language, or else in the one in which the post was written. */
export const textOf = (post: Post, language?: string | null): PostText =>
  (post.texts.find((text) => text.language === language) ?? post.texts[0]) as PostText

export interface PostRow {
  id: string
  title: string
  summary: string
  kind: PostKind
  state: PostState
  unitName: string
  publishAt: Date | null
  publishedAt: Date | null
  updatedAt: Date
  pictureId: string | null
  hasQuiz: boolean
}

/** A place in a list, as part of an address: the moment in milliseconds and the id. */
export interface PostCursor {
  at: number
  id: string
}
export interface PostPage {
  rows: PostRow[]
  next: PostCursor | null
}

const columns = sql`p.id, t.title, t.summary, p.kind, p.state, outreach.name_of(p.unit_id) as unit_name, p.publish_at,
  p.published_at, p.updated_at, exists (select from outreach.quiz z where z.post_id = p.id) as has_quiz,
  (select f.id from outreach.file f where f.post_id = p.id and f.kind = 'picture' order by f.added_at, f.id limit 1) as picture_id`

/**
 * What is published, the latest first; of a commune also what its district, its province and everybody
 * is told, and what its own units say. One statement.
 */
export async function listPublicPosts(
  ctx: Context,
  {
    communeId,
    kind,
    campaignId,
    cursor,
    limit = 20,
  }: {
    communeId?: string | undefined
    kind?: PostKind | undefined
    campaignId?: string | undefined
    cursor?: PostCursor | undefined
    limit?: number
  } = {},
): Promise<PostPage> {
  const near = communeId
    ? sql`and (p.to_everybody or exists (select from outreach.audience a where a.post_id = p.id
        and a.unit_id in (select outreach.around(${communeId}::uuid))))`
    : sql``
  const { rows } = await sql<PostRow>`
    select ${columns} from outreach.post p join outreach.text t on t.post_id = p.id and t.language = p.language
     where p.is_public ${near}
       ${kind ? sql`and p.kind = ${kind}` : sql``}
       ${campaignId ? sql`and p.campaign_id = ${campaignId}::uuid` : sql``}
       ${cursor ? sql`and (p.published_at, p.id) < (${new Date(cursor.at)}::timestamptz, ${cursor.id}::uuid)` : sql``}
     order by p.published_at desc, p.id desc limit ${limit + 1}`.execute(ctx.db)
  return pageOf(rows, limit, (row) => row.publishedAt as Date)
}

/** The posts of the units for which the actor writes; `waiting` only those that somebody is to approve. */
export async function listPosts(
  ctx: Context,
  {
    state,
    cursor,
    limit = 30,
  }: { state?: PostState | undefined; cursor?: PostCursor | undefined; limit?: number } = {},
): Promise<PostPage> {
  const { rows } = await sql<PostRow>`
    select ${columns} from outreach.post p join outreach.text t on t.post_id = p.id and t.language = p.language
     where p.unit_id in (select access.reachable('outreach.write'))
       ${state ? sql`and p.state = ${state}` : sql``}
       ${cursor ? sql`and (p.updated_at, p.id) < (${new Date(cursor.at)}::timestamptz, ${cursor.id}::uuid)` : sql``}
     order by p.updated_at desc, p.id desc limit ${limit + 1}`.execute(ctx.db)
  return pageOf(rows, limit, (row) => row.updatedAt)
}

function pageOf(rows: PostRow[], limit: number, at: (row: PostRow) => Date): PostPage {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > limit && last ? { at: at(last).getTime(), id: last.id } : null,
  }
}

export interface PublicCommune {
  unitId: string
  code: string | null
  name: string
  above: string | null
}

/** The communes of today, for forms and links that name one. */
export async function listCommunes(ctx: Context): Promise<PublicCommune[]> {
  const { rows } = await sql<PublicCommune>`select * from outreach.communes()`.execute(ctx.db)
  return rows
}

/** The communes to which a post goes, for links by which their reading is counted. */
export async function listCommunesOf(ctx: Context, postId: string): Promise<PublicCommune[]> {
  const { rows } = await sql<PublicCommune>`
    select c.* from outreach.communes() c
     where exists (select from outreach.audience a where a.post_id = ${postId}::uuid
                      and a.unit_id in (select outreach.around(c.unit_id)))`.execute(ctx.db)
  return rows
}

export interface QuizQuestion {
  id: string
  position: number
  text: string
  options: string[]
}

/** The questions of a published quiz, without what is right. */
export async function listQuestions(ctx: Context, postId: string): Promise<QuizQuestion[]> {
  const { rows } = await sql<QuizQuestion>`
    select * from outreach.questions_of(${postId}::uuid)`.execute(ctx.db)
  return rows
}

/** The last day of a post's quiz; null where it has none. */
export async function findQuizEnd(ctx: Context, postId: string): Promise<IsoDay | null> {
  const { rows } = await sql<{ closesOn: IsoDay | null }>`
    select closes_on from outreach.quiz where post_id = ${postId}::uuid`.execute(ctx.db)
  return rows[0]?.closesOn ?? null
}

export interface WrittenQuestion extends QuizQuestion {
  rightOption: number
  explanation: string
}

/** The same as its writers see them. */
export async function listWrittenQuestions(
  ctx: Context,
  postId: string,
): Promise<WrittenQuestion[]> {
  const { rows } = await sql<WrittenQuestion>`
    select id, position, text, options, right_option, explanation from outreach.question
     where post_id = ${postId}::uuid order by position`.execute(ctx.db)
  return rows
}

export interface DeliveryState {
  deliveryId: string
  channel: Channel
  week: IsoDay | null
  counts: Partial<Record<ParcelState, number>>
  problem: string | null
  settledAt: Date | null
}

/** How a post's deliveries stand, by channel; one statement, whatever there is of recipients. */
export async function listDeliveries(ctx: Context, postId: string): Promise<DeliveryState[]> {
  const { rows } = await sql<{
    deliveryId: string
    channel: Channel
    week: IsoDay | null
    state: ParcelState | null
    parcels: number | null
    problem: string | null
    settledAt: Date | null
  }>`select * from outreach.standing(${postId}::uuid)`.execute(ctx.db)
  const found = new Map<string, DeliveryState>()
  for (const { deliveryId, channel, week, state, parcels, problem, settledAt } of rows) {
    const one = found.get(deliveryId) ?? {
      deliveryId,
      channel,
      week,
      counts: {},
      problem: null,
      settledAt: null,
    }
    if (state) one.counts[state] = (one.counts[state] ?? 0) + (parcels ?? 0)
    if (problem && state !== 'sent') one.problem = problem
    if (settledAt && (!one.settledAt || settledAt > one.settledAt)) one.settledAt = settledAt
    found.set(deliveryId, one)
  }
  return [...found.values()]
}

export interface CommuneReach {
  /** null: without a commune, by a link that named none. */
  unitId: string | null
  name: string | null
  told: number
  reads: number
  plays: number
}

/** How many were told, how often it was opened and played, by commune; numbers, and of nobody. */
export async function listReach(ctx: Context, postId: string): Promise<CommuneReach[]> {
  const { rows } = await sql<CommuneReach>`
    select * from outreach.by_commune(${postId}::uuid)`.execute(ctx.db)
  return rows
}

/** Who wrote a post and who approved it, for those who read it from within. */
export async function findPeopleOf(
  ctx: Context,
  postId: string,
): Promise<{ author: string | null; approver: string | null }> {
  const { rows } = await sql<{ role: string; name: string }>`
    select * from outreach.people_of(${postId}::uuid)`.execute(ctx.db)
  const named = (wanted: string) => rows.find(({ role }) => role === wanted)?.name ?? null
  return { author: named('author'), approver: named('approver') }
}

/** Whether the actor may approve a post: here, in each unit to which it goes, and not one of their own. */
export async function mayApprove(ctx: Context, postId: string): Promise<boolean> {
  const { rows } = await sql<{
    may: boolean
  }>`select outreach.approves(${postId}::uuid) as may`.execute(ctx.db)
  return rows[0]?.may ?? false
}

export interface Campaign {
  id: string
  unitId: string
  unitName: string
  name: string
  goal: string
  startsOn: IsoDay
  endsOn: IsoDay
}

/**
 * Campaigns of awareness, the latest first: those of which something is published, or with `mine` those for which
 * the actor writes, and whether they may change them.
 */
export async function listCampaigns(
  ctx: Context,
  { mine = false, limit = 50 }: { mine?: boolean; limit?: number } = {},
): Promise<(Campaign & { mayChange: boolean })[]> {
  const { rows } = await sql<Campaign & { mayChange: boolean }>`
    select c.id, c.unit_id, outreach.name_of(c.unit_id) as unit_name, c.name, c.goal, c.starts_on, c.ends_on,
           ${mine ? sql`not outreach.campaign_is_public(c.id) or c.unit_id in (select access.reachable('outreach.approve'))` : sql`false`} as may_change
      from outreach.campaign c
     where ${mine ? sql`c.unit_id in (select access.reachable('outreach.write'))` : sql`outreach.campaign_is_public(c.id)`}
     order by c.starts_on desc, c.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** A campaign of which something is published, or for which the actor writes. Throws NotFound. */
export async function getCampaign(ctx: Context, campaignId: string): Promise<Campaign> {
  const { rows } = await sql<Campaign>`
    select c.id, c.unit_id, outreach.name_of(c.unit_id) as unit_name, c.name, c.goal, c.starts_on, c.ends_on
      from outreach.campaign c where c.id = ${campaignId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('outreach.campaign_not_found')
  return rows[0]
}

export interface Leader {
  unitId: string
  name: string
  members: number
  plays: number
  /** Percent, one decimal. */
  rightShare: number | null
  /** Turns for a hundred members of the commune; null where it has none. */
  perHundred: number | null
}

/** The communes of a campaign's quizzes, by turns for a hundred members. */
export async function listLeaders(ctx: Context, campaignId: string): Promise<Leader[]> {
  const { rows } = await sql<Leader>`
    select unit_id, name, members, plays, right_share::float8, per_hundred::float8
      from outreach.leaders(${campaignId}::uuid)`.execute(ctx.db)
  return rows
}
