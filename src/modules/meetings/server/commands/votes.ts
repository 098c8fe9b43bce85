import { getVote, openVote, prepareVote } from '#modules/voting/server/index.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { MeetingEvent } from '../../events.ts'
import type { MeetingPlan } from '../../plan.ts'
import { type Rule, ruleOn } from '../../quorum.ts'
import { OneMeeting, OpenVoteIn } from '../../shapes.ts'
import { presentIn, resolutionRule, stateOf } from '../../state.ts'
import { loadMeeting } from '../plan.ts'
import { canRunMeetingsAt } from '../policy.ts'
import { storeOne } from './record-event.ts'

/**
 * Opens a vote by name or in secret on a point of a meeting, for those who are present now, by the meeting's
 * own rules. The vote itself is the module `voting`'s. Throws RuleBroken `meetings.not_open`,
 * `meetings.nobody_here`. Again it changes nothing.
 */
export const openVoteIn = defineCommand('meetings.open_vote', OpenVoteIn, async (ctx, input) => {
  const { meeting, plan, events } = await loadMeeting(ctx, input.meetingId)
  await ctx.authorize(canRunMeetingsAt(meeting.unitId))
  const state = stateOf(plan, events)
  if (state.phase !== 'open') throw new RuleBroken('meetings.not_open')
  if (!state.items.some(({ item }) => item.id === input.itemId))
    throw new NotFound('meetings.item_not_found')
  if (events.some(({ body }) => body.type === 'vote_opened' && body.voteId === input.id))
    return { id: input.id }
  const here = presentIn(state)
  const personIds = state.roster.map(({ personId }) => personId).filter((id) => here.has(id))
  if (personIds.length === 0) throw new RuleBroken('meetings.nobody_here')
  const rule = ruleFor(plan, input.isAdmission ? 'admission' : 'resolution')
  await prepareVote.handle(ctx, {
    id: input.id,
    unitId: meeting.unitId,
    contextId: meeting.id,
    followsId: undefined,
    method: input.method,
    kind: 'motion',
    title: input.question,
    question: undefined,
    seats: 0,
    candidates: [],
    rule,
    proxiesEach: 0,
    takesPaper: input.method === 'secret',
    closesItself: true,
  })
  await openVote.handle(ctx, {
    voteId: input.id,
    entitled: state.roster.length,
    personIds,
    proxies: [],
  })
  await storeOne(ctx, {
    id: uuidv7(ctx.now().getTime()),
    meetingId: meeting.id,
    body: {
      type: 'vote_opened',
      meetingId: meeting.id,
      itemId: input.itemId,
      voteId: input.id,
      question: input.question,
    },
  })
  return { id: input.id }
})

/** The meeting's rules, as the module of votes has them. */
function ruleFor(plan: MeetingPlan, purpose: 'resolution' | 'admission') {
  const majority = resolutionRule(plan, purpose)
  const quorum = ruleOn(plan.rules, plan.kind, 'quorum', plan.heldOn)
  const share = (rule: Rule | undefined) => ({
    num: rule?.numerator ?? 1,
    den: rule?.denominator ?? 2,
    atLeast: rule ? !rule.isStrict : false,
  })
  return {
    threshold: share(majority),
    base: majority?.base === 'present' || !majority ? ('present' as const) : ('entitled' as const),
    quorum: share(quorum),
    source: majority?.source ?? '–',
  }
}

/** Writes the results of the votes that are counted into the meeting's log, each once. */
export const noteVotes = defineCommand('meetings.note_votes', OneMeeting, async (ctx, input) => {
  const { meeting, events } = await loadMeeting(ctx, input.meetingId)
  await ctx.authorize(canRunMeetingsAt(meeting.unitId))
  ctx.note({ unitId: meeting.unitId, subjectId: meeting.id })
  return { noted: await noteResults(ctx, meeting.id, events) }
})

/** Notes what is counted and not in the log yet; answers how many. */
export async function noteResults(
  ctx: CommandContext,
  meetingId: string,
  events: readonly MeetingEvent[],
): Promise<number> {
  const noted = new Set(events.flatMap(({ body }) => (body.type === 'voted' ? [body.voteId] : [])))
  let count = 0
  for (const { body } of events) {
    if (body.type !== 'vote_opened' || noted.has(body.voteId)) continue
    const vote = await getVote(ctx, body.voteId)
    if (vote.state !== 'closed' || !vote.outcome) continue
    const { tally, needed, carried } = vote.outcome
    await storeOne(ctx, {
      id: uuidv7(ctx.now().getTime()),
      meetingId,
      body: {
        type: 'voted',
        meetingId,
        itemId: body.itemId,
        voteId: body.voteId,
        question: vote.title,
        isSecret: vote.method === 'secret',
        entitled: vote.entitled ?? 0,
        present: vote.present ?? 0,
        for: tally.approve,
        against: tally.against,
        abstain: tally.abstain + tally.blank,
        invalid: tally.invalid,
        need: needed,
        isCarried: carried ?? false,
      },
    })
    count++
  }
  return count
}
