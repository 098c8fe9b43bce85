import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { type FieldAnswer, type FieldRecord, refused } from '#platform/server/sync/handler.ts'
import type { BodyOf } from '../../events.ts'

/** What an invitation's address is made of: nobody can guess one. */
export const newShareToken = (): string => randomBytes(18).toString('base64url')

export type Started = FieldRecord<BodyOf<'started'>>

interface UnitThere {
  id: string
  level: string
  mayRun: boolean
}

/**
 * Makes the meetings that began on phones without having been planned; each has its record's id. Answers
 * each. Three statements for any number.
 */
export async function beginMeetings(
  ctx: Context,
  records: readonly Started[],
): Promise<Map<string, FieldAnswer>> {
  const answers = new Map<string, FieldAnswer>()
  if (records.length === 0) return answers
  const { rows } = await sql<UnitThere>`
    select v.unit_id as id, v.level, access.reaches('meetings.run', v.unit_id) as may_run
      from units.unit_version v
     where v.unit_id = any (${records.map(({ body }) => body.unitId)}::uuid[])
       and v.valid_from <= ${ctx.today} and (v.valid_to is null or v.valid_to > ${ctx.today})`.execute(
    ctx.db,
  )
  const units = new Map(rows.map((row) => [row.id, row]))
  const sound = records.filter(({ id, body }) => {
    const unit = units.get(body.unitId)
    const reason = !unit
      ? 'meetings.unknown_unit'
      : !unit.mayRun
        ? 'forbidden'
        : body.kind === 'branch' && unit.level !== 'branch'
          ? 'meetings.no_members_here'
          : undefined
    answers.set(id, reason ? refused(reason) : { status: 'stored', unitId: body.unitId })
    return !reason
  })
  if (sound.length === 0) return answers
  const inserted = await ctx.db
    .insertInto('meetings.meeting')
    .values(
      sound.map(({ id, body, happenedAt, happenedOn }) => ({
        id,
        unitId: body.unitId,
        kind: body.kind,
        title: body.title,
        heldOn: happenedOn,
        startsAt: happenedAt,
        place: body.place ?? null,
        isAdHoc: true,
        shareToken: newShareToken(),
        createdBy: ctx.actor.personId ?? null,
      })),
    )
    .onConflict((it) => it.column('id').doNothing())
    .returning('id')
    .execute()
  const made = new Set(inserted.map(({ id }) => id))
  const items = sound
    .filter(({ id }) => made.has(id))
    .flatMap(({ id, body }) =>
      body.agenda.map((item, index) => ({
        id: item.id,
        meetingId: id,
        unitId: body.unitId,
        position: index + 1,
        title: item.title,
        kind: item.kind,
        presenter: item.presenter ?? null,
      })),
    )
  if (items.length > 0)
    await ctx.db
      .insertInto('meetings.agendaItem')
      .values(items)
      .onConflict((it) => it.column('id').doNothing())
      .execute()
  return answers
}
