import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { CancelMeeting, ChangeMeeting } from '../../shapes.ts'
import { clockOn } from '../clock.ts'
import { tellInvited } from '../invite.ts'
import { getMeeting } from '../meeting.ts'
import { canRunMeetingsAt } from '../policy.ts'

/**
 * Changes when, where and by whom a meeting is held; who was invited is told. Throws RuleBroken
 * `meetings.already_open` once it has begun.
 */
export const changeMeeting = defineCommand(
  'meetings.change_meeting',
  ChangeMeeting,
  async (ctx, input) => {
    const meeting = await getMeeting(ctx, input.meetingId)
    await ctx.authorize(canRunMeetingsAt(meeting.unitId))
    if (meeting.state !== 'planned') throw new RuleBroken('meetings.already_open')
    const startsAt = clockOn(input.heldOn, input.startsAt) as Date
    await ctx.db
      .updateTable('meetings.meeting')
      .set((e) => ({
        title: input.title,
        heldOn: input.heldOn,
        startsAt,
        endsAt: clockOn(input.heldOn, input.endsAt),
        place: input.place ?? null,
        mode: input.mode,
        link: input.link ?? null,
        note: input.note ?? null,
        chairId: input.chairId ?? null,
        secretaryId: input.secretaryId ?? null,
        sequence: e('sequence', '+', 1),
      }))
      .where('id', '=', meeting.id)
      .execute()
    ctx.note({ unitId: meeting.unitId, subjectId: meeting.id, details: { heldOn: input.heldOn } })
    const isMoved =
      startsAt.getTime() !== meeting.startsAt.getTime() || (input.place ?? null) !== meeting.place
    if (meeting.invitedAt && isMoved)
      await tellInvited(
        ctx,
        { ...meeting, title: input.title, heldOn: input.heldOn, startsAt },
        'meetings.moved',
      )
    return { id: meeting.id }
  },
)

/** Calls a meeting off that has not begun; who was invited is told. Throws RuleBroken `meetings.already_open`. */
export const cancelMeeting = defineCommand(
  'meetings.cancel_meeting',
  CancelMeeting,
  async (ctx, input) => {
    const meeting = await getMeeting(ctx, input.meetingId)
    await ctx.authorize(canRunMeetingsAt(meeting.unitId))
    if (meeting.state === 'cancelled') return { id: meeting.id }
    if (meeting.state !== 'planned') throw new RuleBroken('meetings.already_open')
    await ctx.db
      .updateTable('meetings.meeting')
      .set((e) => ({
        state: 'cancelled',
        cancelReason: input.reason,
        sequence: e('sequence', '+', 1),
      }))
      .where('id', '=', meeting.id)
      .execute()
    ctx.note({ unitId: meeting.unitId, subjectId: meeting.id })
    if (meeting.invitedAt) await tellInvited(ctx, meeting, 'meetings.cancelled')
    return { id: meeting.id }
  },
)
