import { defineCommand } from '#platform/server/command.ts'
import { Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { AttachPaper, OnePaper } from '../../shapes.ts'
import { getMeeting } from '../meeting.ts'
import { stampable } from '../papers/kinds.ts'
import { findPaper } from '../papers/queries.ts'
import { canRunMeetingsAt, canSeeMyMeetings } from '../policy.ts'

const megabyte = 1024 * 1024

/**
 * Attaches a paper to a meeting or to a point of its agenda. What it is is found out from what is in it;
 * a program under a paper's name is refused (`files.program` and its like), and of what is confidential
 * only what can be stamped with the reader's name is taken (`meetings.cannot_stamp`).
 */
export const attachPaper = defineCommand(
  'meetings.attach_paper',
  AttachPaper,
  async (ctx, input) => {
    const meeting = await getMeeting(ctx, input.meetingId)
    await ctx.authorize(canRunMeetingsAt(meeting.unitId))
    if (meeting.frozenAt) throw new RuleBroken('meetings.minutes_frozen')
    if (input.bytes.length === 0) throw new Invalid([{ path: 'file', code: 'required' }])
    const file = await recogniseFile(input.bytes)
    if (input.isConfidential && !stampable.includes(file.kind))
      throw new RuleBroken('meetings.cannot_stamp')
    if (input.itemId) await itemOf(ctx, meeting.id, input.itemId)
    const stored = await ctx.files.put(input.bytes, {
      limit: ctx.config.MEETING_PAPER_MB * megabyte,
    })
    const name =
      input.fileName
        .normalize('NFC')
        .replace(/^.*[/\\]/, '')
        .trim() || 'tai-lieu'
    await ctx.db
      .insertInto('meetings.paper')
      .values({
        id: input.id,
        meetingId: meeting.id,
        unitId: meeting.unitId,
        itemId: input.itemId ?? null,
        title: input.title ?? (name.replace(/\.[^.]*$/, '').trim() || name),
        fileName: name,
        mediaType: file.mediaType,
        extension: file.extension,
        size: stored.size,
        sha256: stored.sha256,
        isConfidential: input.isConfidential,
        addedBy: ctx.actor.personId ?? null,
      })
      .onConflict((it) => it.column('id').doNothing())
      .execute()
    ctx.note({
      unitId: meeting.unitId,
      subjectId: meeting.id,
      details: { paper: input.id, confidential: input.isConfidential },
    })
    return { id: input.id }
  },
)

async function itemOf(
  ctx: Parameters<typeof getMeeting>[0],
  meetingId: string,
  itemId: string,
): Promise<void> {
  const item = await ctx.db
    .selectFrom('meetings.agendaItem')
    .select('id')
    .where('id', '=', itemId)
    .where('meetingId', '=', meetingId)
    .executeTakeFirst()
  if (!item) throw new NotFound('meetings.item_not_found')
}

/** Takes a paper off; phones forget it when they next ask. Throws NotFound. */
export const removePaper = defineCommand('meetings.remove_paper', OnePaper, async (ctx, input) => {
  const paper = await findPaper(ctx, input.paperId)
  await ctx.authorize(canRunMeetingsAt(paper.unitId))
  await ctx.db
    .updateTable('meetings.paper')
    .set({ removedAt: ctx.now() })
    .where('id', '=', paper.id)
    .execute()
  ctx.note({ unitId: paper.unitId, subjectId: paper.meetingId, details: { paper: paper.id } })
  return { id: paper.id }
})

/**
 * Opens a confidential paper: who opened it and when is written down each time. Throws NotFound to whoever
 * is not entitled to the meeting.
 */
export const openPaper = defineCommand('meetings.open_paper', OnePaper, async (ctx, input) => {
  await ctx.authorize(canSeeMyMeetings)
  const paper = await findPaper(ctx, input.paperId)
  ctx.note({ unitId: paper.unitId, subjectId: paper.meetingId, details: { paper: paper.id } })
  return paper
})
