import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, RuleBroken } from '#platform/server/errors.ts'
import { AddAmendment, EditMinutes, FreezeMinutes } from '../../shapes.ts'
import { getMeeting, type MeetingRow } from '../meeting.ts'
import { getMinutes } from '../minutes.ts'
import { listEvents } from '../plan.ts'
import { canRunMeetingsAt } from '../policy.ts'
import { handOut } from './hand-out-tasks.ts'
import { noteResults } from './votes.ts'

/** The meeting of minutes that are still open; held against whoever freezes them meanwhile. */
async function openMinutes(ctx: CommandContext, meetingId: string): Promise<MeetingRow> {
  await sql`select from meetings.meeting where id = ${meetingId} for update`.execute(ctx.db)
  const meeting = await getMeeting(ctx, meetingId)
  await ctx.authorize(canRunMeetingsAt(meeting.unitId))
  if (meeting.frozenAt) throw new RuleBroken('meetings.minutes_frozen')
  if (meeting.state === 'planned' || meeting.state === 'cancelled')
    throw new RuleBroken('meetings.not_open')
  return meeting
}

/**
 * Keeps the secretary's text of the minutes as a revision of its own; the text that wrote itself and all
 * earlier ones stay readable. Throws Conflict `meetings.minutes_changed` where somebody saved meanwhile, RuleBroken
 * `meetings.minutes_frozen`.
 */
export const editMinutes = defineCommand(
  'meetings.edit_minutes',
  EditMinutes,
  async (ctx, input) => {
    const meeting = await openMinutes(ctx, input.meetingId)
    const minutes = await getMinutes(ctx, meeting.id)
    const text = input.text.replaceAll('\r\n', '\n')
    if (minutes.text === text) return { revision: minutes.revision }
    if (minutes.revision !== input.basedOn) throw new Conflict('meetings.minutes_changed')
    const revision = minutes.revision + 1
    await ctx.db
      .insertInto('meetings.minutesRevision')
      .values({
        meetingId: meeting.id,
        unitId: meeting.unitId,
        revision,
        text,
        editedBy: ctx.actor.personId ?? null,
      })
      .execute()
    ctx.note({ unitId: meeting.unitId, subjectId: meeting.id, details: { revision } })
    return { revision }
  },
)

/**
 * Ends the writing of the minutes: from now on neither their text nor the events they came from change, for
 * nobody. Throws RuleBroken `meetings.still_open` while the meeting goes on, Conflict `meetings.minutes_changed` where the text
 * is not the one that was read, RuleBroken `meetings.result_missing` where a vote was counted after the last edit.
 * Again it changes nothing.
 */
export const freezeMinutes = defineCommand(
  'meetings.freeze_minutes',
  FreezeMinutes,
  async (ctx, input) => {
    const known = await getMeeting(ctx, input.meetingId)
    await ctx.authorize(canRunMeetingsAt(known.unitId))
    if (known.frozenAt) return { id: known.id }
    const meeting = await openMinutes(ctx, input.meetingId)
    if (meeting.state !== 'closed') throw new RuleBroken('meetings.still_open')
    const noted = await noteResults(ctx, meeting.id, await listEvents(ctx, meeting.id))
    const minutes = await getMinutes(ctx, meeting.id)
    // A text that was edited before a result was counted would leave it out.
    if (noted > 0 && minutes.revision > 0) throw new RuleBroken('meetings.result_missing')
    if (minutes.revision !== input.basedOn) throw new Conflict('meetings.minutes_changed')
    await ctx.db
      .updateTable('meetings.meeting')
      .set({
        frozenAt: ctx.now(),
        frozenBy: ctx.actor.personId ?? null,
        frozenText: minutes.text,
      })
      .where('id', '=', meeting.id)
      .execute()
    // Those of a meeting that was held without a network have waited until here.
    await handOut(ctx, meeting.id)
    ctx.note({
      unitId: meeting.unitId,
      subjectId: meeting.id,
      details: { sha256: createHash('sha256').update(minutes.text).digest('hex') },
    })
    return { id: meeting.id }
  },
)

/** Adds to frozen minutes, beside them. Throws RuleBroken `meetings.minutes_open` before they are frozen. */
export const addAmendment = defineCommand(
  'meetings.add_amendment',
  AddAmendment,
  async (ctx, input) => {
    const meeting = await getMeeting(ctx, input.meetingId)
    await ctx.authorize(canRunMeetingsAt(meeting.unitId))
    if (!meeting.frozenAt) throw new RuleBroken('meetings.minutes_open')
    await ctx.db
      .insertInto('meetings.amendment')
      .values({
        id: input.id,
        meetingId: meeting.id,
        unitId: meeting.unitId,
        text: input.text.replaceAll('\r\n', '\n'),
        addedBy: ctx.actor.personId ?? null,
      })
      .onConflict((it) => it.column('id').doNothing())
      .execute()
    ctx.note({ unitId: meeting.unitId, subjectId: meeting.id })
    return { id: input.id }
  },
)
