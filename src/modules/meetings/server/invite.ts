import { dayOf, writtenDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { writtenClock } from '../minutes.ts'
import type { MeetingRow } from './meeting.ts'
import { listRoster } from './plan.ts'

/** Tells everybody who is entitled that they are invited, or what became of it. Answers how many. */
export async function tellInvited(
  ctx: CommandContext,
  meeting: MeetingRow,
  kind: 'meetings.invited' | 'meetings.moved' | 'meetings.cancelled',
): Promise<number> {
  const roster = await listRoster(ctx, meeting)
  await tell(ctx, {
    personIds: roster.map(({ personId }) => personId),
    kind,
    params: {
      title: meeting.title,
      day: writtenDay(dayOf(meeting.startsAt)),
      time: writtenClock(meeting.startsAt.toISOString()).replace(' giờ ', ':'),
    },
    href: `/meetings/${meeting.id}`,
  })
  return roster.length
}
