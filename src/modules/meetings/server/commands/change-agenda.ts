import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { AddItem, ChangeItem, MoveItem, OneItem } from '../../shapes.ts'
import { getMeeting, type MeetingRow } from '../meeting.ts'
import { canRunMeetingsAt } from '../policy.ts'

/** The meeting whose agenda is changed: by whoever runs it, before it has begun. */
async function openAgenda(ctx: CommandContext, meetingId: string): Promise<MeetingRow> {
  const meeting = await getMeeting(ctx, meetingId)
  await ctx.authorize(canRunMeetingsAt(meeting.unitId))
  if (meeting.state !== 'planned') throw new RuleBroken('meetings.already_open')
  ctx.note({ unitId: meeting.unitId, subjectId: meeting.id })
  return meeting
}

/** Adds a point before the closing one, or at the end. Safe to repeat with the same id. */
export const addItem = defineCommand('meetings.add_item', AddItem, async (ctx, input) => {
  const meeting = await openAgenda(ctx, input.meetingId)
  const { rows } = await sql<{ position: number }>`
    select coalesce(min(position) filter (where kind = 'closing'), max(position) + 1, 1)::int as position
      from meetings.agenda_item where meeting_id = ${meeting.id} and removed_at is null`.execute(
    ctx.db,
  )
  const position = rows[0]?.position ?? 1
  const inserted = await ctx.db
    .insertInto('meetings.agendaItem')
    .values({
      id: input.id,
      meetingId: meeting.id,
      unitId: meeting.unitId,
      position,
      title: input.title,
      kind: input.kind,
      presenter: input.presenter ?? null,
    })
    .onConflict((it) => it.column('id').doNothing())
    .returning('id')
    .execute()
  if (inserted.length > 0)
    await ctx.db
      .updateTable('meetings.agendaItem')
      .set((e) => ({ position: e('position', '+', 1) }))
      .where('meetingId', '=', meeting.id)
      .where('id', '<>', input.id)
      .where('position', '>=', position)
      .execute()
  return { id: input.id }
})

/** Words a point anew. Throws NotFound. */
export const changeItem = defineCommand('meetings.change_item', ChangeItem, async (ctx, input) => {
  const meeting = await openAgenda(ctx, input.meetingId)
  const changed = await ctx.db
    .updateTable('meetings.agendaItem')
    .set({ title: input.title, presenter: input.presenter ?? null })
    .where('id', '=', input.itemId)
    .where('meetingId', '=', meeting.id)
    .executeTakeFirst()
  if (Number(changed.numUpdatedRows) === 0) throw new NotFound('meetings.item_not_found')
  return { id: input.itemId }
})

/** Changes a point's place with its neighbour's; at the edge nothing happens. Throws NotFound. */
export const moveItem = defineCommand('meetings.move_item', MoveItem, async (ctx, input) => {
  const meeting = await openAgenda(ctx, input.meetingId)
  const items = await ctx.db
    .selectFrom('meetings.agendaItem')
    .select(['id', 'position'])
    .where('meetingId', '=', meeting.id)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const at = items.findIndex(({ id }) => id === input.itemId)
  if (at < 0) throw new NotFound('meetings.item_not_found')
  const ids = items.map(({ id }) => id)
  const to = at + (input.to === 'up' ? -1 : 1)
  if (to < 0 || to >= ids.length) return { id: input.itemId }
  ids.splice(at, 1)
  ids.splice(to, 0, input.itemId)
  await sql`
    update meetings.agenda_item i set position = w.position
      from unnest(${ids}::uuid[]) with ordinality w (id, position) where i.id = w.id`.execute(
    ctx.db,
  )
  return { id: input.itemId }
})

/** Takes a point off the agenda; its papers stay with the meeting. Throws NotFound. */
export const removeItem = defineCommand('meetings.remove_item', OneItem, async (ctx, input) => {
  const meeting = await openAgenda(ctx, input.meetingId)
  const removed = await ctx.db
    .updateTable('meetings.agendaItem')
    .set({ removedAt: ctx.now() })
    .where('id', '=', input.itemId)
    .where('meetingId', '=', meeting.id)
    .executeTakeFirst()
  if (Number(removed.numUpdatedRows) === 0) throw new NotFound('meetings.item_not_found')
  return { id: input.itemId }
})
