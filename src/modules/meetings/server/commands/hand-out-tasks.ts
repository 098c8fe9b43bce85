import { assign } from '#modules/assignments/server/index.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { OneMeeting } from '../../shapes.ts'
import { stateOf } from '../../state.ts'
import { loadMeeting } from '../plan.ts'
import { canRunMeetingsAt } from '../policy.ts'

/**
 * Gives the tasks that a meeting resolved to their owners, who are told. Each is given once, under the id of
 * the event that resolved it, however often this is asked.
 */
export const handOutTasks = defineCommand(
  'meetings.hand_out_tasks',
  OneMeeting,
  async (ctx, input) => {
    const { meeting } = await loadMeeting(ctx, input.meetingId)
    await ctx.authorize(canRunMeetingsAt(meeting.unitId))
    const given = await handOut(ctx, meeting.id)
    ctx.note({ unitId: meeting.unitId, subjectId: meeting.id, details: { given } })
    return { given }
  },
)

/** Gives what a meeting resolved; answers how many tasks there are. */
export async function handOut(ctx: CommandContext, meetingId: string): Promise<number> {
  const { meeting, plan, events } = await loadMeeting(ctx, meetingId)
  const resolved = stateOf(plan, events).items.flatMap(({ assignments }) => assignments)
  for (const { id, body } of resolved)
    await assign(ctx, {
      id,
      unitId: meeting.unitId,
      title: body.title,
      ownerId: body.ownerId,
      dueOn: body.dueOn,
      source: { kind: 'meeting', id: meeting.id },
    })
  return resolved.length
}
