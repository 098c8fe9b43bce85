import {
  type BodyOf,
  type FollowedTask,
  inOrder,
  type MeetingEvent,
  type MeetingEventBody,
} from './events.ts'
import type { AgendaItem, MeetingPlan, RosterMember } from './plan.ts'
import { needed, type Quorum, quorumOf, type Rule, ruleOn } from './quorum.ts'

export interface Presence {
  readonly personId: string
  /** The event that says so. */
  readonly eventId: string
  readonly at: string
  readonly method: BodyOf<'attended'>['method']
  /** When they left, where they did. */
  readonly leftAt: string | null
}

export interface Said<Body> {
  readonly id: string
  readonly at: string
  readonly body: Body
}

export interface HandsCount extends Said<BodyOf<'hands'>> {
  /** How many were present when it was counted. */
  readonly present: number
  readonly need: number
  readonly isCarried: boolean
  /** More hands than people: somebody mistyped. */
  readonly isTooMany: boolean
}

export interface ItemState {
  readonly item: AgendaItem
  startedAt: string | null
  endedAt: string | null
  /** Earlier work, as it stood when the point was first come to. */
  followed: readonly FollowedTask[] | null
  readonly opinions: Said<BodyOf<'opinion'>>[]
  readonly hands: HandsCount[]
  /** Votes by name or in secret, with what came of them once they are counted. */
  readonly votes: {
    readonly opened: Said<BodyOf<'vote_opened'>>
    result: Said<BodyOf<'voted'> | BodyOf<'elected'>> | null
  }[]
  readonly decisions: Said<BodyOf<'decision'>>[]
  readonly assignments: Said<BodyOf<'assigned'>>[]
}

export interface MeetingState {
  phase: 'planned' | 'open' | 'closed'
  openedAt: string | null
  closedAt: string | null
  chairId: string | null
  secretaryId: string | null
  /** Who is entitled, as when the meeting was opened. */
  roster: readonly RosterMember[]
  readonly presence: Map<string, Presence>
  readonly excuses: Map<string, Said<BodyOf<'excused'>>>
  readonly guests: Said<BodyOf<'guest'>>[]
  readonly items: ItemState[]
  currentItemId: string | null
  /** What cannot be what happened, for the secretary to look at. */
  readonly doubts: { readonly eventId: string; readonly code: 'unknown_item' | 'too_many_hands' }[]
}

/** Who is in the meeting now: came, and has not left. */
export const presentIn = (state: MeetingState): Set<string> =>
  new Set(
    [...state.presence.values()]
      .filter(({ leftAt }) => leftAt === null)
      .map(({ personId }) => personId),
  )

/** All who came, whether or not they stayed to the end. */
export const attendedIn = (state: MeetingState): Set<string> => new Set(state.presence.keys())

/** What came of a meeting, out of its plan and its events in whatever order they are given. */
export function stateOf(plan: MeetingPlan, events: readonly MeetingEvent[]): MeetingState {
  const state: MeetingState = {
    phase: 'planned',
    openedAt: null,
    closedAt: null,
    chairId: plan.chairId,
    secretaryId: plan.secretaryId,
    roster: plan.roster,
    presence: new Map(),
    excuses: new Map(),
    guests: [],
    items: plan.agenda.map(newItem),
    currentItemId: null,
    doubts: [],
  }
  const retracted = new Set(
    events.flatMap(({ body }) => (body.type === 'retracted' ? [body.eventId] : [])),
  )
  // What a vote came to is not the secretary's to take back.
  for (const { id, body } of events) if (isOfVote(body)) retracted.delete(id)
  const stands = inOrder(events).filter(({ id }) => !retracted.has(id))
  // Points first: what another phone said of one may bear an earlier time than its adding.
  for (const { body } of stands) {
    if (body.type === 'item_added' && !state.items.some(({ item }) => item.id === body.item.id))
      state.items.push(newItem(body.item))
  }
  for (const event of stands) apply(plan, state, event)
  takeResults(state, stands)
  return state
}

/** What the server says of a vote. */
const isOfVote = ({ type }: MeetingEventBody): boolean =>
  type === 'vote_opened' || type === 'voted' || type === 'elected'

const newItem = (item: AgendaItem): ItemState => ({
  item,
  startedAt: null,
  endedAt: null,
  followed: null,
  opinions: [],
  hands: [],
  votes: [],
  decisions: [],
  assignments: [],
})

function apply(plan: MeetingPlan, state: MeetingState, event: MeetingEvent): void {
  const { id, happenedAt: at, body } = event
  const said = <Body extends MeetingEventBody>(of: Body): Said<Body> => ({ id, at, body: of })
  switch (body.type) {
    case 'started':
    case 'item_added':
    case 'retracted':
      return
    case 'opened': {
      // Opened twice, by two phones: the first one stands.
      if (state.phase !== 'planned') return
      const listed = new Set(body.roster)
      state.phase = 'open'
      state.openedAt = at
      state.chairId = body.chairId
      state.secretaryId = body.secretaryId
      state.roster = plan.roster.filter(({ personId }) => listed.has(personId))
      return
    }
    case 'attended': {
      const before = state.presence.get(body.personId)
      if (before && before.leftAt === null) return
      state.excuses.delete(body.personId)
      state.presence.set(body.personId, {
        personId: body.personId,
        eventId: before?.eventId ?? id,
        at: before?.at ?? at,
        method: before?.method ?? body.method,
        leftAt: null,
      })
      return
    }
    case 'left': {
      const before = state.presence.get(body.personId)
      if (before) state.presence.set(body.personId, { ...before, leftAt: at })
      return
    }
    case 'excused':
      if (!state.presence.has(body.personId)) state.excuses.set(body.personId, said(body))
      return
    case 'guest':
      state.guests.push(said(body))
      return
    case 'closed':
      if (state.phase === 'closed') return
      endCurrent(state, at)
      state.phase = 'closed'
      state.closedAt = at
      return
    default:
      applyToItem(plan, state, event, said)
  }
}

/** Each vote's first result: of the server's word there is one, however often it was written down. */
function takeResults(state: MeetingState, events: readonly MeetingEvent[]): void {
  const votes = state.items.flatMap((item) => item.votes)
  for (const { id, happenedAt: at, body } of events) {
    if (body.type !== 'voted' && body.type !== 'elected') continue
    const vote = votes.find(({ opened }) => opened.body.voteId === body.voteId)
    if (vote) vote.result ??= { id, at, body }
  }
}

function endCurrent(state: MeetingState, at: string): void {
  const current = state.items.find(({ item }) => item.id === state.currentItemId)
  if (current) current.endedAt = at
  state.currentItemId = null
}

function applyToItem(
  plan: MeetingPlan,
  state: MeetingState,
  { id, happenedAt: at, body }: MeetingEvent,
  said: <Body extends MeetingEventBody>(body: Body) => Said<Body>,
): void {
  if (!('itemId' in body)) return
  const found = state.items.find(({ item }) => item.id === body.itemId)
  if (!found) {
    state.doubts.push({ eventId: id, code: 'unknown_item' })
    return
  }
  switch (body.type) {
    case 'item_started':
      if (state.currentItemId !== body.itemId) endCurrent(state, at)
      found.startedAt ??= at
      found.endedAt = null
      found.followed ??= body.tasks ?? null
      state.currentItemId = body.itemId
      return
    case 'item_ended':
      found.startedAt ??= at
      found.endedAt = at
      if (state.currentItemId === body.itemId) state.currentItemId = null
      return
    case 'opinion':
      found.opinions.push(said(body))
      return
    case 'vote_opened':
      if (!found.votes.some(({ opened }) => opened.body.voteId === body.voteId))
        found.votes.push({ opened: said(body), result: null })
      return
    case 'decision':
      found.decisions.push(said(body))
      return
    case 'assigned':
      found.assignments.push(said(body))
      return
    case 'hands': {
      const present = presentIn(state).size
      const count = countHands(plan, said(body), present)
      found.hands.push(count)
      if (count.isTooMany) state.doubts.push({ eventId: id, code: 'too_many_hands' })
    }
  }
}

function countHands(plan: MeetingPlan, said: Said<BodyOf<'hands'>>, present: number): HandsCount {
  const { body } = said
  const rule = resolutionRule(plan, body.isAdmission ? 'admission' : 'resolution')
  const of = rule?.base === 'present' || !rule ? present : plan.roster.length
  const need = rule ? needed(rule, of) : 1
  return {
    ...said,
    present,
    need,
    isCarried: body.for >= need,
    isTooMany: body.for + body.against + body.abstain > present,
  }
}

/** The rule by which something is resolved, or somebody admitted, on the meeting's day. */
export const resolutionRule = (
  plan: MeetingPlan,
  purpose: 'resolution' | 'admission',
): Rule | undefined => ruleOn(plan.rules, plan.kind, purpose, plan.heldOn)

/** The quorum as it stands, by the rule that holds on the meeting's day. */
export function quorumIn(plan: MeetingPlan, state: MeetingState, who = presentIn(state)): Quorum {
  const rule = ruleOn(plan.rules, plan.kind, 'quorum', plan.heldOn)
  return quorumOf(rule, state.roster, who, new Set(state.excuses.keys()))
}
