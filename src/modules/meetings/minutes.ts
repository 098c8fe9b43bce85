import * as m from '#paraglide/messages.js'
import { dayOf, writtenDay } from '#platform/days.ts'
import type { BodyOf, FollowedTask, MeetingEvent } from './events.ts'
import type { MeetingPlan } from './plan.ts'
import { attendedIn, type ItemState, type MeetingState, quorumIn, stateOf } from './state.ts'

/** Minutes are a paper of the Union: they are written in Vietnamese, whoever reads the screen around them. */
const vi = { locale: 'vi' } as const

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Ho_Chi_Minh',
})
/** `19 giờ 05`, as papers write a time. */
export const writtenClock = (at: string): string => clock.format(new Date(at)).replace(':', ' giờ ')
const writtenWhen = (at: string): string =>
  m.meetings_min_when({ time: writtenClock(at), day: writtenDay(dayOf(new Date(at))) }, vi)

/**
 * The minutes of a meeting, out of its plan and its events alone: the same text on the phone that held it
 * and on the server, in whatever order, batches or repeats the events arrived. A line is a paragraph;
 * those that begin with a Roman number are headings.
 */
export function writeMinutes(plan: MeetingPlan, events: readonly MeetingEvent[]): string {
  const state = stateOf(plan, events)
  return [
    ...opening(plan, state),
    ...participants(plan, state),
    m.meetings_min_contents({}, vi),
    ...state.items.flatMap((item, index) => itemLines(plan, state, item, index)),
    ...resolutions(state),
    ...tasks(plan, state),
    ...ending(state),
  ].join('\n')
}

const nameIn = (plan: MeetingPlan, personId: string | null | undefined): string =>
  plan.roster.find((one) => one.personId === personId)?.name ?? m.meetings_min_unnamed({}, vi)

function opening(plan: MeetingPlan, state: MeetingState): string[] {
  return [
    m.meetings_min_time({ when: writtenWhen(state.openedAt ?? plan.startsAt) }, vi),
    m.meetings_min_place({ place: plan.place || m.meetings_min_no_place({}, vi) }, vi),
    ...(plan.mode === 'in_person'
      ? []
      : [
          plan.mode === 'online'
            ? m.meetings_min_mode_online({}, vi)
            : m.meetings_min_mode_mixed({}, vi),
        ]),
  ]
}

function participants(plan: MeetingPlan, state: MeetingState): string[] {
  const present = state.roster.filter(({ personId }) => state.presence.has(personId))
  const excused = state.roster.filter(
    ({ personId }) => !state.presence.has(personId) && state.excuses.has(personId),
  )
  const missing = state.roster.filter(
    ({ personId }) => !state.presence.has(personId) && !state.excuses.has(personId),
  )
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join(', ')
  const online = present.filter(
    ({ personId }) => state.presence.get(personId)?.method === 'online',
  ).length
  const quorum = quorumIn(plan, state, attendedIn(state))
  const lines = [
    m.meetings_min_participants({}, vi),
    m.meetings_min_present(
      { count: present.length, total: state.roster.length, names: names(present) || '–' },
      vi,
    ),
  ]
  if (online > 0) lines.push(m.meetings_min_online({ count: online }, vi))
  const whom = (list: readonly string[]) =>
    list.length > 0
      ? m.meetings_min_whom({ count: list.length, names: list.join('; ') }, vi)
      : m.meetings_min_nobody({}, vi)
  lines.push(
    m.meetings_min_excused(
      {
        whom: whom(
          excused.map(
            ({ name, personId }) => `${name} (${state.excuses.get(personId)?.body.reason})`,
          ),
        ),
      },
      vi,
    ),
    m.meetings_min_missing({ whom: whom(missing.map(({ name }) => name)) }, vi),
  )
  const left = present.filter(({ personId }) => state.presence.get(personId)?.leftAt)
  if (left.length > 0)
    lines.push(
      m.meetings_min_left(
        {
          names: left
            .map(
              ({ name, personId }) =>
                `${name} (${writtenClock(state.presence.get(personId)?.leftAt ?? '')})`,
            )
            .join('; '),
        },
        vi,
      ),
    )
  if (state.guests.length > 0)
    lines.push(
      m.meetings_min_guests({ names: state.guests.map(({ body }) => body.name).join('; ') }, vi),
    )
  lines.push(
    m.meetings_min_chair({ name: nameIn(plan, state.chairId) }, vi),
    m.meetings_min_secretary({ name: nameIn(plan, state.secretaryId) }, vi),
  )
  const told = { need: quorum.need, of: quorum.of, have: quorum.have }
  lines.push(
    quorum.isReached
      ? m.meetings_min_quorum_reached(told, vi)
      : m.meetings_min_quorum_missed(told, vi),
  )
  return lines
}

function itemLines(
  plan: MeetingPlan,
  state: MeetingState,
  one: ItemState,
  index: number,
): string[] {
  const { votes } = one
  const isEmpty =
    !one.startedAt &&
    votes.length === 0 &&
    one.opinions.length + one.hands.length + one.decisions.length + one.assignments.length === 0
  // A point that was not come to is not in what happened, once the meeting is over.
  if (isEmpty && state.phase === 'closed')
    return [m.meetings_min_item_skipped({ number: index + 1, title: one.item.title }, vi)]
  const lines = [`${index + 1}. ${one.item.title}`]
  if (one.item.presenter) lines.push(m.meetings_min_presenter({ name: one.item.presenter }, vi))
  if (one.followed) lines.push(...followedLines(one.followed))
  if (one.opinions.length > 0) {
    lines.push(m.meetings_min_opinions({}, vi))
    for (const { body } of one.opinions)
      lines.push(
        body.personId ? `- ${nameIn(plan, body.personId)}: ${body.text}` : `- ${body.text}`,
      )
  }
  for (const { body, present, need, isCarried } of one.hands) {
    const told = {
      question: body.question,
      for: body.for,
      against: body.against,
      abstain: body.abstain,
      present,
      need,
    }
    lines.push(
      isCarried ? m.meetings_min_hands_carried(told, vi) : m.meetings_min_hands_lost(told, vi),
    )
  }
  lines.push(...votes.flatMap(voteLines))
  for (const { body } of one.decisions) lines.push(m.meetings_min_decided({ text: body.text }, vi))
  return lines
}

function voteLines({ opened, result }: ItemState['votes'][number]): string[] {
  if (!result) return [m.meetings_min_vote_open({ question: opened.body.question }, vi)]
  return result.body.type === 'elected' ? electionLines(result.body) : [voteLine(result.body)]
}

function voteLine(vote: BodyOf<'voted'>): string {
  const told = {
    question: vote.question,
    for: vote.for,
    against: vote.against,
    abstain: vote.abstain,
    invalid: vote.invalid,
    entitled: vote.entitled,
    present: vote.present,
    need: vote.need,
    result: vote.isCarried ? m.meetings_min_carried({}, vi) : m.meetings_min_lost({}, vi),
  }
  return vote.isSecret ? m.meetings_min_vote_secret(told, vi) : m.meetings_min_vote_named(told, vi)
}

/** Who stood, with how many votes each; who was elected; what is left to elect. */
function electionLines(vote: BodyOf<'elected'>): string[] {
  const { question, seats, entitled, present, valid, blank, invalid, need, candidates } = vote
  const told = { question, seats, entitled, present, valid, blank, invalid, need }
  const count = candidates.length
  const elected = candidates.filter(({ isElected }) => isElected)
  return [
    vote.isSecret
      ? m.meetings_min_election_secret({ ...told, count }, vi)
      : m.meetings_min_election_named({ ...told, count }, vi),
    ...candidates.map(({ name, votes }) => m.meetings_min_candidate({ name, votes }, vi)),
    !vote.hasQuorum
      ? m.meetings_min_election_no_quorum({}, vi)
      : elected.length > 0
        ? m.meetings_min_elected(
            { count: elected.length, names: elected.map(({ name }) => name).join(', ') },
            vi,
          )
        : m.meetings_min_nobody_elected({}, vi),
    ...(vote.further
      ? [
          m.meetings_min_further(
            { seats: vote.further.seats, names: vote.further.names.join(', ') },
            vi,
          ),
        ]
      : []),
  ]
}

/** Earlier work that the meeting followed, a line each. */
function followedLines(tasks: readonly FollowedTask[]): string[] {
  if (tasks.length === 0) return [m.meetings_min_followed_none({}, vi)]
  return [
    m.meetings_min_followed({}, vi),
    ...tasks.map((task) =>
      m.meetings_min_followed_task(
        {
          title: task.title,
          owner: task.ownerName ?? m.meetings_min_unnamed({}, vi),
          day: writtenDay(task.dueOn),
          state: [standingOf(task), task.outcome].filter(Boolean).join(' – '),
        },
        vi,
      ),
    ),
  ]
}

const standingOf = ({ state, isOverdue }: FollowedTask): string =>
  state === 'done'
    ? m.meetings_min_followed_done({}, vi)
    : state === 'cancelled'
      ? m.meetings_min_followed_cancelled({}, vi)
      : isOverdue
        ? m.meetings_min_followed_overdue({}, vi)
        : m.meetings_min_followed_open({}, vi)

function resolutions(state: MeetingState): string[] {
  const decided = state.items.flatMap(({ decisions }) => decisions)
  if (decided.length === 0) return []
  return [
    m.meetings_min_resolutions({}, vi),
    ...decided.map(({ body }, index) => `${index + 1}. ${body.text}`),
  ]
}

function tasks(plan: MeetingPlan, state: MeetingState): string[] {
  const given = state.items.flatMap(({ assignments }) => assignments)
  if (given.length === 0) return []
  return [
    m.meetings_min_tasks({}, vi),
    ...given.map(({ body }, index) =>
      m.meetings_min_task(
        {
          number: index + 1,
          title: body.title,
          owner: nameIn(plan, body.ownerId),
          day: writtenDay(body.dueOn),
        },
        vi,
      ),
    ),
  ]
}

const ending = (state: MeetingState): string[] =>
  state.closedAt ? [m.meetings_min_ended({ when: writtenWhen(state.closedAt) }, vi)] : []
