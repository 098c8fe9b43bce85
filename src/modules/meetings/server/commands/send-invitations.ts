import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { OneMeeting } from '../../shapes.ts'
import { tellInvited } from '../invite.ts'
import { getMeeting } from '../meeting.ts'
import { canRunMeetingsAt } from '../policy.ts'

/** Tells all who are entitled, under their bell. Once: again it changes nothing. Throws RuleBroken `meetings.already_open`. */
export const sendInvitations = defineCommand(
  'meetings.send_invitations',
  OneMeeting,
  async (ctx, input) => {
    const meeting = await getMeeting(ctx, input.meetingId)
    await ctx.authorize(canRunMeetingsAt(meeting.unitId))
    if (meeting.state !== 'planned') throw new RuleBroken('meetings.already_open')
    if (meeting.invitedAt) return { id: meeting.id, invited: 0 }
    await ctx.db
      .updateTable('meetings.meeting')
      .set({ invitedAt: ctx.now() })
      .where('id', '=', meeting.id)
      .execute()
    const invited = await tellInvited(ctx, meeting, 'meetings.invited')
    ctx.note({ unitId: meeting.unitId, subjectId: meeting.id, details: { invited } })
    return { id: meeting.id, invited }
  },
)
