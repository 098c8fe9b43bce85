import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import type { Question, Rule } from '../counting/types.ts'
import type { VoteState } from '../states.ts'

export interface VoteFacts {
  id: string
  unitId: string
  method: 'hands' | 'open' | 'secret'
  state: VoteState
  entitled: number
  present: number
  proxiesEach: number
  takesPaper: boolean
  question: Question
}

/** A vote as commands need it. Throws NotFound. */
export async function voteOf(ctx: Context, voteId: string): Promise<VoteFacts> {
  const { rows } = await sql<
    Omit<VoteFacts, 'question'> & Omit<Question, 'rule'> & RuleColumns
  >`select w.id, w.unit_id, w.method, w.state, w.kind, w.seats, w.entitled, w.present, w.proxies_each, w.takes_paper,
           ${ruleColumns},
           (select count(*)::int from voting.candidate c where c.vote_id = w.id) as candidates
      from voting.vote w where w.id = ${voteId}`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw new NotFound('voting.not_found')
  const { kind, seats, candidates } = row
  return { ...row, question: { kind, seats, candidates, rule: ruleOf(row) } }
}

export interface RuleColumns {
  num: number
  den: number
  atLeast: boolean
  base: Rule['base']
  quorumNum: number
  quorumDen: number
  source: string
}

/** A rule's columns, of the table that is `w`. */
export const ruleColumns = sql`w.num, w.den, w.at_least, w.base, w.quorum_num, w.quorum_den, w.source`

export const ruleOf = (row: RuleColumns): Rule => ({
  threshold: { num: row.num, den: row.den, atLeast: row.atLeast },
  base: row.base,
  quorum: { num: row.quorumNum, den: row.quorumDen, atLeast: true },
  source: row.source,
})

/** Keeps the vote for this transaction: who draws or casts waits, and a state that was read stays so. */
export const hold = (ctx: Context, voteId: string) =>
  sql`select voting.hold(${voteId}::uuid)`.execute(ctx.db)

/** Throws RuleBroken unless the vote is in one of these states. */
export function mustBe(vote: Pick<VoteFacts, 'state'>, ...states: VoteState[]): void {
  if (states.includes(vote.state)) return
  throw new RuleBroken(
    {
      draft: 'voting.not_open_yet',
      handing_out: 'voting.handing_out',
      casting: 'voting.casting',
      counting: 'voting.is_over',
      closed: 'voting.is_over',
      cancelled: 'voting.is_cancelled',
    }[vote.state],
  )
}
