import { dayOf } from '#platform/days.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, Forbidden, NotFound, RuleBroken } from '#platform/server/errors.ts'
import type { MeetingEventBody } from '../../events.ts'
import { RecordEvent } from '../../shapes.ts'
import { presentIn, stateOf } from '../../state.ts'
import { followedIn } from '../followed.ts'
import { getMeeting } from '../meeting.ts'
import { loadMeeting } from '../plan.ts'
import { canRunMeetingsAt } from '../policy.ts'
import { storeEvents } from '../records/store-events.ts'
import { handOut } from './hand-out-tasks.ts'

/**
 * Writes down what happens in a meeting, at the server: the same as a phone's record, and safe to repeat.
 * Here the meeting is at hand, so what cannot be is refused at once: more hands than people (RuleBroken
 * `meetings.too_many_hands`), a meeting that is not under way (`meetings.not_open`).
 */
export const recordEvent = defineCommand(
  'meetings.record_event',
  RecordEvent,
  async (ctx, input) => {
    const meetingId = input.body.type === 'started' ? input.id : input.body.meetingId
    const unitId =
      input.body.type === 'started'
        ? input.body.unitId
        : (await getMeeting(ctx, input.body.meetingId)).unitId
    await ctx.authorize(canRunMeetingsAt(unitId))
    if (input.body.type !== 'started') await checkAgainstState(ctx, input.body, input.id)
    const body = await withTasks(ctx, unitId, input)
    const stored = await storeOne(ctx, { ...input, body, meetingId })
    // What was resolved is given to its owners as soon as the meeting is over.
    if (input.body.type === 'closed') await handOut(ctx, meetingId)
    return stored
  },
)

/**
 * At the point where earlier work is followed the server itself says how that work stands; asked again with the
 * same id it says what it said before.
 */
async function withTasks(
  ctx: CommandContext,
  unitId: string,
  { id, body }: { id: string; body: MeetingEventBody },
): Promise<MeetingEventBody> {
  if (body.type !== 'item_started') return body
  const { meeting, plan, events } = await loadMeeting(ctx, body.meetingId)
  const before = events.find((event) => event.id === id)
  if (before) return before.body
  const item = stateOf(plan, events).items.find((one) => one.item.id === body.itemId)
  if (item?.item.kind !== 'tasks') return { ...body, tasks: undefined }
  const tasks = await followedIn(ctx, [unitId], meeting.heldOn)
  return { ...body, tasks: tasks.get(unitId) ?? [] }
}

/** Stores one event in a command; its refusal becomes the command's. */
export async function storeOne(
  ctx: CommandContext,
  event: {
    id: string
    meetingId: string
    happenedAt?: string | undefined
    body: MeetingEventBody
  },
): Promise<{ id: string; meetingId: string }> {
  const { id, meetingId, body } = event
  const happenedAt = event.happenedAt ? new Date(event.happenedAt) : ctx.now()
  const answers = await storeEvents(ctx, [
    { id, deviceId: null, seq: null, happenedAt, happenedOn: dayOf(happenedAt), body },
  ])
  const answer = answers.get(id)
  if (answer?.status === 'waits') throw new NotFound('meetings.not_found')
  if (answer?.status === 'refused') {
    if (answer.reason === 'forbidden') throw new Forbidden()
    if (answer.reason === 'sync.changed_after_storing') throw new Conflict('meetings.event_changed')
    throw new RuleBroken(answer.reason)
  }
  const unitId = answer?.status === 'stored' ? answer.unitId : undefined
  ctx.note({
    ...(unitId && { unitId }),
    subjectId: meetingId,
    details: { event: body.type },
  })
  return { id, meetingId }
}

async function checkAgainstState(
  ctx: CommandContext,
  body: Exclude<MeetingEventBody, { type: 'started' }>,
  eventId: string,
): Promise<void> {
  const { plan, events } = await loadMeeting(ctx, body.meetingId)
  if (events.some(({ id }) => id === eventId)) return
  const state = stateOf(plan, events)
  const isOfItem = 'itemId' in body
  if (isOfItem && state.phase === 'planned') throw new RuleBroken('meetings.not_open')
  if (isOfItem && !state.items.some(({ item }) => item.id === body.itemId))
    throw new NotFound('meetings.item_not_found')
  if (body.type === 'hands') {
    const present = presentIn(state).size
    if (body.for + body.against + body.abstain > present)
      throw new RuleBroken('meetings.too_many_hands', { present })
  }
  if (body.type === 'retracted' && !events.some(({ id }) => id === body.eventId))
    throw new NotFound('meetings.event_not_found')
}
