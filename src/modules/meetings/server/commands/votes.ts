import {
  getVote,
  listRules as listElectionRules,
  openVote,
  prepareVote,
  type Vote,
} from '#modules/voting/server/index.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { BodyOf, MeetingEvent, MeetingEventBody } from '../../events.ts'
import type { MeetingPlan } from '../../plan.ts'
import { type Rule, ruleOn } from '../../quorum.ts'
import { OneMeeting, OpenElectionIn, OpenVoteIn } from '../../shapes.ts'
import { presentIn, resolutionRule, stateOf } from '../../state.ts'
import { loadMeeting } from '../plan.ts'
import { canRunMeetingsAt } from '../policy.ts'
import { storeOne } from './record-event.ts'

/**
 * Opens a vote by name or in secret on a point of a meeting, for those who are present now, by the meeting's
 * own rules. The vote itself is the module `voting`'s. Throws RuleBroken `meetings.not_open`,
 * `meetings.nobody_here`. Again it changes nothing.
 */
export const openVoteIn = defineCommand('meetings.open_vote', OpenVoteIn, (ctx, input) =>
  openOn(ctx, input, async (plan) => ({
    kind: 'motion',
    method: input.method,
    title: input.question,
    followsId: undefined,
    seats: 0,
    candidates: [],
    rule: ruleFor(plan, input.isAdmission ? 'admission' : 'resolution'),
  })),
)

/**
 * Opens an election of one or several on a point of a meeting, for those who are present now, by a rule of
 * elections that holds today. Throws RuleBroken `meetings.not_open`, `meetings.nobody_here`,
 * `meetings.no_election_rule`. Again it changes nothing.
 */
export const openElectionIn = defineCommand(
  'meetings.open_election',
  OpenElectionIn,
  (ctx, input) =>
    openOn(ctx, input, async () => {
      const rules = await listElectionRules(ctx)
      const rule = rules.find(({ code, kind }) => kind === 'election' && code === input.rule)
      if (!rule) throw new RuleBroken('meetings.no_election_rule')
      const { method, title, followsId, seats, candidates } = input
      return { kind: 'election', method, title, followsId, seats, candidates, rule }
    }),
)

type Asked = Pick<
  Parameters<typeof prepareVote.handle>[1],
  'kind' | 'method' | 'title' | 'followsId' | 'seats' | 'candidates' | 'rule'
>

/** Prepares and opens a vote on a point for those who are present, and writes down that it was opened. */
async function openOn(
  ctx: CommandContext,
  input: { id: string; meetingId: string; itemId: string },
  ask: (plan: MeetingPlan) => Promise<Asked>,
): Promise<{ id: string }> {
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
  const asked = await ask(plan)
  await prepareVote.handle(ctx, {
    ...asked,
    id: input.id,
    unitId: meeting.unitId,
    contextId: meeting.id,
    question: undefined,
    proxiesEach: 0,
    takesPaper: asked.method === 'secret',
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
      question: asked.title,
    },
  })
  return { id: input.id }
}

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
  const noted = new Set(
    events.flatMap(({ body }) =>
      body.type === 'voted' || body.type === 'elected' ? [body.voteId] : [],
    ),
  )
  let count = 0
  for (const { body } of events) {
    if (body.type !== 'vote_opened' || noted.has(body.voteId)) continue
    const vote = await getVote(ctx, body.voteId)
    const result = resultOf(vote, body)
    if (!result) continue
    await storeOne(ctx, { id: uuidv7(ctx.now().getTime()), meetingId, body: result })
    count++
  }
  return count
}

/** What came of a vote, as the log has it; nothing before it is counted. */
function resultOf(
  vote: Vote,
  { meetingId, itemId, voteId }: BodyOf<'vote_opened'>,
): MeetingEventBody | undefined {
  if (vote.state !== 'closed' || !vote.outcome) return undefined
  const { tally, needed, carried, elected, further, hasQuorum } = vote.outcome
  const common = {
    meetingId,
    itemId,
    voteId,
    question: vote.title,
    isSecret: vote.method === 'secret',
    entitled: vote.entitled ?? 0,
    present: vote.present ?? 0,
    invalid: tally.invalid,
    need: needed,
  }
  if (vote.kind === 'motion')
    return {
      ...common,
      type: 'voted',
      for: tally.approve,
      against: tally.against,
      abstain: tally.abstain + tally.blank,
      isCarried: carried ?? false,
    }
  const nameOf = new Map(vote.candidates.map(({ number, name }) => [number, name]))
  return {
    ...common,
    type: 'elected',
    hasQuorum,
    seats: vote.seats,
    valid: tally.valid,
    blank: tally.blank,
    candidates: vote.candidates.map(({ number, name }) => ({
      name,
      votes: tally.votes[number - 1] ?? 0,
      isElected: elected.includes(number),
    })),
    further: further && {
      seats: further.seats,
      names: further.candidates.flatMap((number) => nameOf.get(number) ?? []),
      reason: further.reason,
    },
  }
}
