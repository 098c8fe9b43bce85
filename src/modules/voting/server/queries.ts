import { sql } from 'kysely'
import { inTodaysUnits, isInView, type RecordsIn, versionOn } from '#modules/units/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { EnteredCounts, Kind, Method, Outcome, Rule } from '../counting/types.ts'
import type { VoteState } from '../states.ts'
import { type RuleColumns, ruleColumns, ruleOf } from './vote-of.ts'

export interface VoteRow {
  id: string
  unitId: string
  unitName: string
  contextId: string | null
  followsId: string | null
  method: Method
  kind: Kind
  title: string
  state: VoteState
  heldOn: IsoDay
  present: number | null
}

export interface Candidate {
  number: number
  name: string
  note: string | null
  personId: string | null
}

export interface Vote extends VoteRow {
  question: string | null
  seats: number
  rule: Rule
  proxiesEach: number
  takesPaper: boolean
  closesItself: boolean
  entitled: number | null
  publicKey: string | null
  outcome: Outcome | null
  candidates: Candidate[]
}

const columns = sql`w.id, w.unit_id, v.name as unit_name, w.context_id, w.follows_id, w.method, w.kind, w.title, w.state,
  w.held_on, w.present`
const withUnit = sql`voting.vote w left join lateral ${versionOn(sql`coalesce(w.held_by, w.unit_id)`, sql`w.held_on`)} on true`

/**
 * Votes that the actor may see, those that go on first, then the latest; of a unit and all below it, of
 * one context, or only those on whose roll the actor stands, where that is asked. One statement, two in
 * the units of today.
 */
export async function listVotes(
  ctx: Context,
  query: RecordsIn & {
    contextId?: string
    isMine?: boolean
    text?: string
    before?: number
    limit?: number
  } = {},
): Promise<VoteRow[]> {
  const { rows } = await sql<VoteRow>`select ${columns} from ${withUnit}
    where (${query.contextId ?? null}::uuid is null or w.context_id = ${query.contextId ?? null})
      and (not ${query.isMine ?? false} or w.id in (select voting.mine()))
      and (${query.text ?? ''} = '' or platform.searchable(w.title) like '%' || platform.searchable(${query.text ?? ''}) || '%')
      and ${isInView(ctx, query, { unit: sql`coalesce(w.held_by, w.unit_id)`, day: sql`w.held_on` })}
    order by w.state in ('handing_out', 'casting') desc, w.held_on desc, w.id desc
    limit ${query.limit ?? 50} offset ${query.before ?? 0}`.execute(ctx.db)
  return query.moment?.view === 'today' ? inTodaysUnits(ctx, rows) : rows
}

/** A vote with its candidates. Throws NotFound. */
export async function getVote(ctx: Context, voteId: string): Promise<Vote> {
  const { rows } = await sql<Omit<Vote, 'rule'> & RuleColumns>`
    select ${columns}, w.question, w.seats, w.proxies_each, w.takes_paper, w.closes_itself, w.entitled, w.public_key,
           w.outcome, ${ruleColumns},
           coalesce((select jsonb_agg(jsonb_build_object('number', c.number, 'name', c.name, 'note', c.note,
                       'personId', c.person_id) order by c.number)
                       from voting.candidate c where c.vote_id = w.id), '[]') as candidates
      from ${withUnit} where w.id = ${voteId}`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw new NotFound('voting.not_found')
  const { num, den, atLeast, base, quorumNum, quorumDen, source, ...vote } = row
  return { ...vote, rule: ruleOf({ num, den, atLeast, base, quorumNum, quorumDen, source }) }
}

export interface Progress {
  state: VoteState
  electors: number
  drawn: number
  onPaper: number
  given: number
}

/** How far a vote is; three counts over indexes, for as many devices as ask every few seconds. Throws NotFound. */
export async function getProgress(ctx: Context, voteId: string): Promise<Progress> {
  const { rows } = await sql<Progress>`
    select state, electors, drawn, on_paper, given from voting.progress(${voteId}::uuid)`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('voting.not_found')
  return rows[0]
}

/** For whom the actor votes: for themselves, and for whoever sent them. */
export interface MyPart {
  personId: string
  name: string
  isSelf: boolean
  onPaper: boolean
  hasDrawn: boolean
  /** Of an open vote: what was chosen so far. */
  choice: string | null
}

export async function listMyParts(ctx: Context, voteId: string): Promise<MyPart[]> {
  const me = ctx.actor.personId ?? null
  const { rows } = await sql<MyPart>`
    select e.person_id, e.name, e.represented_by is null as is_self, e.on_paper,
           d.person_id is not null as has_drawn, c.choice
      from voting.elector e
      left join voting.draw d on d.vote_id = e.vote_id and d.person_id = e.person_id
      left join voting.choice c on c.vote_id = e.vote_id and c.person_id = e.person_id
     where e.vote_id = ${voteId} and coalesce(e.represented_by, e.person_id) = ${me}
     order by e.represented_by is not null, e.name collate "vi-x-icu"`.execute(ctx.db)
  return rows
}

export interface RollRow {
  personId: string
  name: string
  representedByName: string | null
  onPaper: boolean
  hasDrawn: boolean
  choice: string | null
}

/** The roll in the order of given names: who was handed a ballot, and in an open vote who chose what. */
export async function listRoll(
  ctx: Context,
  voteId: string,
  query: { text?: string; limit?: number } = {},
): Promise<RollRow[]> {
  const { rows } = await sql<RollRow>`
    select e.person_id, e.name, r.name as represented_by_name, e.on_paper, d.person_id is not null as has_drawn, c.choice
      from voting.elector e
      left join voting.elector r on r.vote_id = e.vote_id and r.person_id = e.represented_by
      left join voting.draw d on d.vote_id = e.vote_id and d.person_id = e.person_id
      left join voting.choice c on c.vote_id = e.vote_id and c.person_id = e.person_id
     where e.vote_id = ${voteId}
       and (${query.text ?? ''} = '' or platform.searchable(e.name) like '%' || platform.searchable(${query.text ?? ''}) || '%')
     order by platform.given_name(e.name) collate "vi-x-icu", e.name collate "vi-x-icu", e.person_id
     limit ${query.limit ?? 5000}`.execute(ctx.db)
  return rows
}

/** What people have counted and entered so far. */
export async function findEntered(ctx: Context, voteId: string): Promise<EnteredCounts | null> {
  const row = await ctx.db
    .selectFrom('voting.entered')
    .select('counts')
    .where('voteId', '=', voteId)
    .executeTakeFirst()
  return row ? (row.counts as unknown as EnteredCounts) : null
}

export interface StandingRule extends Rule {
  code: string
  kind: Kind
}

/** The rules that hold today, to choose from. */
export async function listRules(ctx: Context): Promise<StandingRule[]> {
  const { rows } = await sql<RuleColumns & { code: string; kind: Kind }>`
    select w.code, w.kind, ${ruleColumns} from voting.rule w
     where w.valid_from <= ${ctx.today} and (w.valid_to is null or w.valid_to > ${ctx.today})
     order by w.id`.execute(ctx.db)
  return rows.map((row) => ({ code: row.code, kind: row.kind, ...ruleOf(row) }))
}

/**
 * How many votes that are open wait for the actor: those by name in which they have not chosen, secret ones in
 * which they have no ballot yet, or may have one that is not in the box; whose ballot that is nobody knows.
 */
export async function countMyVotes(ctx: Context): Promise<number> {
  const me = ctx.actor.personId ?? null
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from voting.vote w
     where w.state in ('handing_out', 'casting') and w.id in (select voting.mine())
       and exists (select from voting.elector e
                    where e.vote_id = w.id and coalesce(e.represented_by, e.person_id) = ${me} and not e.on_paper
                      and case w.method
                          when 'open' then not exists (select from voting.choice c where c.vote_id = w.id and c.person_id = e.person_id)
                          when 'secret' then (w.state = 'handing_out') <> exists (select from voting.draw d where d.vote_id = w.id and d.person_id = e.person_id)
                          else false end)`.execute(ctx.db)
  return rows[0]?.count ?? 0
}
