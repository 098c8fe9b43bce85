import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { OpenVote } from '../../shapes.ts'
import { makeVoteKey } from '../keys.ts'
import { canRunVotesAt } from '../policy.ts'
import { hold, mustBe, voteOf } from '../vote-of.ts'

type Proxies = { absentId: string; holderId: string }[]

/**
 * Opens a vote for those who are here and fixes the roll. A secret vote begins to hand out ballots under
 * a key of its own; any other takes votes at once. Repeated, it changes nothing.
 */
export const openVote = defineCommand('votes.open', OpenVote, async (ctx, input) => {
  const vote = await voteOf(ctx, input.voteId)
  await ctx.authorize(canRunVotesAt(vote.unitId))
  await hold(ctx, vote.id)
  if ((await voteOf(ctx, vote.id)).state !== 'draft') return { id: vote.id }
  mustBe(vote, 'draft')

  const personIds = [...new Set(input.personIds)]
  checkProxies(vote.proxiesEach, personIds, input.proxies)
  const present = personIds.length + input.proxies.length
  const entitled = input.entitled ?? present
  if (entitled < present) throw new RuleBroken('voting.more_present_than_entitled')
  await writeRoll(ctx, vote, personIds, input.proxies)

  const key = vote.method === 'secret' ? await makeVoteKey() : undefined
  if (key)
    await sql`select voting.keep_key(${vote.id}::uuid, ${ctx.sealer.seal(key.privateKey)}::bytea)`.execute(
      ctx.db,
    )
  await ctx.db
    .updateTable('voting.vote')
    .set({
      state: key ? 'handing_out' : 'casting',
      entitled,
      present,
      publicKey: key?.publicKey ?? null,
    })
    .where('id', '=', vote.id)
    .execute()
  ctx.note({ unitId: vote.unitId, subjectId: vote.id, details: { entitled, present } })
  return { id: vote.id }
})

function checkProxies(most: number, personIds: readonly string[], proxies: Proxies) {
  if (proxies.length === 0) return
  if (most === 0) throw new RuleBroken('voting.no_proxies')
  const here = new Set(personIds)
  const held = new Map<string, number>()
  const absent = new Set<string>()
  for (const { absentId, holderId } of proxies) {
    if (!here.has(holderId)) throw new RuleBroken('voting.proxy_not_here')
    if (here.has(absentId) || absent.has(absentId)) throw new RuleBroken('voting.not_absent')
    absent.add(absentId)
    held.set(holderId, (held.get(holderId) ?? 0) + 1)
    if ((held.get(holderId) ?? 0) > most) throw new RuleBroken('voting.too_many_proxies', { most })
  }
}

/** The roll with the names of the day. Throws RuleBroken where somebody is none whom the chair may see. */
async function writeRoll(
  ctx: CommandContext,
  vote: { id: string; unitId: string },
  personIds: readonly string[],
  proxies: Proxies,
) {
  const rows = [
    ...personIds.map((personId) => ({ personId, representedBy: null as string | null })),
    ...proxies.map(({ absentId, holderId }) => ({ personId: absentId, representedBy: holderId })),
  ]
  const { numAffectedRows } = await sql`
    insert into voting.elector (vote_id, unit_id, person_id, name, represented_by)
    select ${vote.id}, ${vote.unitId}, p.id, p.full_name, asked.represented_by
      from jsonb_to_recordset(${JSON.stringify(
        rows.map((row) => ({ person_id: row.personId, represented_by: row.representedBy })),
      )}::jsonb) as asked (person_id uuid, represented_by uuid)
      join members.person p on p.id = asked.person_id`.execute(ctx.db)
  if (Number(numAffectedRows ?? 0) !== rows.length) throw new RuleBroken('voting.unknown_person')
}
