import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import type { PublishedVote } from '../ballot/published.ts'
import { type Ballot, scheme } from '../ballot/scheme.ts'
import { findEntered, getVote, listRoll } from './queries.ts'

/** What a closed vote publishes, for who may see it. Throws NotFound; RuleBroken before it is closed. */
export async function getPublished(ctx: Context, voteId: string): Promise<PublishedVote> {
  const vote = await getVote(ctx, voteId)
  if (!vote.outcome) throw new RuleBroken('voting.not_closed_yet')
  const isSecret = vote.method === 'secret'
  const roll = await listRoll(ctx, voteId, { limit: 100_000 })
  const drawers = roll
    .filter((one) => one.hasDrawn || one.onPaper)
    .map(({ name, onPaper }) => ({
      name,
      how: onPaper ? ('paper' as const) : ('electronic' as const),
    }))
  const paper = drawers.filter(({ how }) => how === 'paper').length
  return {
    format: 'xungkich-vote-1',
    id: vote.id,
    title: vote.title,
    unit: vote.unitName,
    method: vote.method,
    kind: vote.kind,
    seats: vote.seats,
    candidates: vote.candidates.map(({ number, name }) => ({ number, name })),
    rule: vote.rule,
    closedOn: vote.heldOn,
    entitled: vote.entitled ?? 0,
    present: vote.present ?? 0,
    scheme: isSecret ? scheme : null,
    publicKey: vote.publicKey,
    handedOut: { electronic: drawers.length - paper, paper },
    drawers: isSecret ? drawers : null,
    ballots: isSecret ? await ballotsOf(ctx, voteId) : [],
    choices:
      vote.method === 'open'
        ? roll.flatMap(({ name, choice }) => (choice === null ? [] : [{ name, choice }]))
        : null,
    entered: await findEntered(ctx, voteId),
    outcome: vote.outcome,
  }
}

/** The ballots in the order of their tokens, as text. */
async function ballotsOf(ctx: Context, voteId: string): Promise<Ballot[]> {
  const { rows } = await sql<
    Record<'token' | 'prefix' | 'signature' | 'proof', Buffer> & {
      choice: string
    }
  >`select token, prefix, signature, choice, proof from voting.ballot where vote_id = ${voteId} order by token`.execute(
    ctx.db,
  )
  const text = (bytes: Buffer) => bytes.toString('base64url')
  return rows.map((row) => ({
    token: text(row.token),
    prefix: text(row.prefix),
    signature: text(row.signature),
    choice: row.choice,
    proof: text(row.proof),
  }))
}
