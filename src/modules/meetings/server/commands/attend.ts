import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { CheckMyselfIn, Excuse } from '../../shapes.ts'
import { getMeeting } from '../meeting.ts'
import { canSeeMyMeetings } from '../policy.ts'
import { isRoomCode } from '../room-code.ts'
import { storeOne } from './record-event.ts'

/**
 * Says that oneself is there: in the room by the code on its screen, which changes every half minute, or
 * at a distance where the meeting may be followed so. Throws RuleBroken `meetings.code_wrong`,
 * `meetings.not_online`, `meetings.not_begun`, `meetings.over`.
 */
export const checkMyselfIn = defineCommand(
  'meetings.check_in',
  CheckMyselfIn,
  async (ctx, input) => {
    await ctx.authorize(canSeeMyMeetings)
    const meeting = await getMeeting(ctx, input.meetingId)
    const personId = ctx.actor.personId ?? ''
    if (meeting.state === 'closed') throw new RuleBroken('meetings.over')
    if (input.code === undefined) {
      if (meeting.mode === 'in_person') throw new RuleBroken('meetings.not_online')
      if (meeting.state === 'planned') throw new RuleBroken('meetings.not_begun')
    } else if (!isRoomCode(ctx, meeting.id, input.code)) throw new RuleBroken('meetings.code_wrong')
    const method = input.code === undefined ? 'online' : 'code'
    return storeOne(ctx, {
      id: input.id,
      meetingId: meeting.id,
      body: { type: 'attended', meetingId: meeting.id, personId, method },
    })
  },
)

/** Says beforehand, or while it goes on, that oneself cannot come, and why. Throws RuleBroken `meetings.over`. */
export const excuseMyself = defineCommand('meetings.excuse', Excuse, async (ctx, input) => {
  await ctx.authorize(canSeeMyMeetings)
  const meeting = await getMeeting(ctx, input.meetingId)
  if (meeting.state === 'closed') throw new RuleBroken('meetings.over')
  return storeOne(ctx, {
    id: input.id,
    meetingId: meeting.id,
    body: {
      type: 'excused',
      meetingId: meeting.id,
      personId: ctx.actor.personId ?? '',
      reason: input.reason,
    },
  })
})
