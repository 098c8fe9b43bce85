import { codeInGroups } from '#modules/signing/index.ts'
import { newVerifyCode, requestSignatures, verifyAddress } from '#modules/signing/server/index.ts'
import * as m from '#paraglide/messages.js'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { SignMinutes } from '../../shapes.ts'
import { stateOf } from '../../state.ts'
import { getMeeting } from '../meeting.ts'
import { getMinutes } from '../minutes.ts'
import { makeMinutesPdf } from '../minutes-pdf.ts'
import { canRunMeetingsAt } from '../policy.ts'

/**
 * Makes the paper of frozen minutes and hands it in for signing: the secretary first, then the chair. Throws
 * RuleBroken `meetings.minutes_open` before they are frozen, `meetings.one_signer` where chair and secretary
 * are one person. Again it changes nothing.
 */
export const signMinutes = defineCommand(
  'meetings.sign_minutes',
  SignMinutes,
  async (ctx, input) => {
    const meeting = await getMeeting(ctx, input.meetingId)
    await ctx.authorize(canRunMeetingsAt(meeting.unitId))
    if (meeting.signingRequestId) return { requestId: meeting.signingRequestId }
    if (!meeting.frozenAt) throw new RuleBroken('meetings.minutes_open')
    const { plan, events, text } = await getMinutes(ctx, meeting.id)
    const { chairId, secretaryId } = stateOf(plan, events)
    if (!chairId || !secretaryId || chairId === secretaryId)
      throw new RuleBroken('meetings.one_signer')
    const nameOf = (id: string) => plan.roster.find(({ personId }) => personId === id)?.name ?? ''
    const code = newVerifyCode()
    const pdf = await makeMinutesPdf({
      title: meeting.title,
      unitName: meeting.unitName,
      parentName: plan.parentName,
      heldOn: meeting.heldOn,
      text,
      secretary: nameOf(secretaryId),
      chair: nameOf(chairId),
      check: { address: verifyAddress(ctx.config, code), code: codeInGroups(code) },
      at: meeting.frozenAt,
    })
    const { sha256 } = await ctx.files.put(pdf)
    const vi = { locale: 'vi' } as const
    const request = await requestSignatures(ctx, {
      id: input.id,
      unitId: meeting.unitId,
      title: `${m.meetings_print_kind({}, vi)}: ${meeting.title}`,
      contextKind: 'meeting',
      contextId: meeting.id,
      datedOn: meeting.heldOn,
      sha256,
      code,
      signers: [
        { personId: secretaryId, role: m.meetings_print_secretary({}, vi) },
        { personId: chairId, role: m.meetings_print_chair({}, vi) },
      ],
    })
    await ctx.db
      .updateTable('meetings.meeting')
      .set({ frozenSha256: sha256, signingRequestId: request.id })
      .where('id', '=', meeting.id)
      .execute()
    ctx.note({ unitId: meeting.unitId, subjectId: meeting.id, details: { sha256 } })
    return { requestId: request.id }
  },
)
