import { readDay } from '#platform/days.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { EventType, MeetingEventBody } from './events.ts'
import type { MeetingPlan } from './plan.ts'
import { type MeetingState, presentIn } from './state.ts'

/**
 * What a form of the meeting's page says happened; the same with and without script, with and without a
 * network. The server reads it into its shape again.
 */
export function eventFromFields(
  fields: Readonly<Record<string, string>>,
  plan: Pick<MeetingPlan, 'id' | 'roster'>,
): MeetingEventBody {
  const given = Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, value.trim().normalize('NFC')])
      .filter(([, value]) => value !== ''),
  ) as Record<string, string>
  const base = { ...given, meetingId: plan.id }
  switch (given.type as EventType) {
    case 'opened':
      return {
        ...base,
        roster: plan.roster.map(({ personId }) => personId),
      } as unknown as MeetingEventBody
    case 'hands': {
      const count = (name: string) => Number.parseInt(given[name] ?? '0', 10)
      const { isAdmission, ...rest } = base as Record<string, string>
      return {
        ...rest,
        for: count('for'),
        against: count('against'),
        abstain: count('abstain'),
        ...(isAdmission && { isAdmission: true }),
      } as unknown as MeetingEventBody
    }
    case 'item_added':
      return {
        type: 'item_added',
        meetingId: plan.id,
        item: { id: uuidv7(), title: given.title ?? '', kind: 'discussion', presenter: null },
      }
    case 'assigned':
      return { ...base, dueOn: readDay(given.dueOn ?? '') ?? given.dueOn } as MeetingEventBody
    default:
      return base as unknown as MeetingEventBody
  }
}

export type EventFault = 'too_many_hands' | 'day_invalid' | 'not_open' | 'count_invalid'

/** Why something cannot be what happened, as far as it can be told where it is written down; the server asks again. */
export function faultIn(body: MeetingEventBody, state: MeetingState): EventFault | undefined {
  if ('itemId' in body && state.phase === 'planned') return 'not_open'
  if (body.type === 'assigned' && !readDay(body.dueOn ?? '')) return 'day_invalid'
  if (body.type !== 'hands') return undefined
  const counts = [body.for, body.against, body.abstain]
  if (counts.some((count) => !Number.isSafeInteger(count) || count < 0)) return 'count_invalid'
  const hands = counts.reduce((sum, count) => sum + count, 0)
  return hands > presentIn(state).size ? 'too_many_hands' : undefined
}
