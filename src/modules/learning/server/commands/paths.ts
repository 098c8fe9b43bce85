import { sql } from 'kysely'
import { writtenDay } from '#platform/days.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { limits } from '../../limits.ts'
import { ClosePath, OpenPath, RemindPath } from '../../shapes.ts'
import { canCheckAt } from '../policy.ts'

/** Opens a path: courses in an order, for whom, until which day. */
export const openPath = defineCommand('learning.open_path', OpenPath, async (ctx, input) => {
  await ctx.authorize(canCheckAt(input.unitId))
  ctx.note({ unitId: input.unitId, subjectId: input.id })
  const known = await sql`select from learning.path where id = ${input.id}::uuid`.execute(ctx.db)
  if (known.rows.length > 0) return { id: input.id }
  if (input.dueOn < ctx.today) throw new Invalid([{ path: 'dueOn', code: 'day_in_past' }])
  const courseIds = [...new Set(input.courseIds)]
  const { rows } =
    await sql`select from learning.course where id = any (${courseIds}::uuid[]) and current_id is not null`.execute(
      ctx.db,
    )
  if (rows.length < courseIds.length) throw new NotFound('learning.not_found')
  await sql`insert into learning.path (id, unit_id, title, lead, audience, due_on, opened_by, opened_on)
    values (${input.id}, ${input.unitId}, ${input.title}, ${input.lead}, ${input.audience}, ${input.dueOn}, ${ctx.actor.personId ?? null}, ${ctx.today})`.execute(
    ctx.db,
  )
  for (const [index, courseId] of courseIds.entries())
    await sql`insert into learning.path_course (path_id, unit_id, course_id, rank)
      values (${input.id}, ${input.unitId}, ${courseId}, ${index + 1})`.execute(ctx.db)
  return { id: input.id }
})

async function holdPath(ctx: CommandContext, id: string) {
  const { rows } = await sql<{
    id: string
    unitId: string
    title: string
    dueOn: string
    closedOn: string | null
  }>`
    select id, unit_id, title, due_on, closed_on from learning.path where id = ${id}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('learning.path_not_found')
  return rows[0]
}

/** Closes a path: nobody is asked for it any longer. */
export const closePath = defineCommand('learning.close_path', ClosePath, async (ctx, input) => {
  const path = await holdPath(ctx, input.pathId)
  await ctx.authorize(canCheckAt(path.unitId))
  ctx.note({ unitId: path.unitId, subjectId: path.id })
  await sql`update learning.path set closed_on = ${ctx.today}::date where id = ${path.id}::uuid and closed_on is null`.execute(
    ctx.db,
  )
  return { id: path.id }
})

/** Reminds those of a unit who are not through yet, once a day and unit. */
export const remindPath = defineCommand('learning.remind_path', RemindPath, async (ctx, input) => {
  const path = await holdPath(ctx, input.pathId)
  await ctx.authorize(canCheckAt(input.unitId))
  ctx.note({ unitId: input.unitId, subjectId: path.id })
  if (path.closedOn) throw new RuleBroken('learning.path_closed')
  const today = await sql<{ id: string; people: number }>`
    select id, people from learning.reminder where path_id = ${path.id}::uuid and unit_id = ${input.unitId}::uuid and reminded_on = ${ctx.today}::date`.execute(
    ctx.db,
  )
  if (today.rows[0]) return { id: today.rows[0].id, people: today.rows[0].people }
  const { rows } = await sql<{ personId: string }>`
    select person_id from learning.missing(${path.id}::uuid, ${input.unitId}::uuid, ${limits.reminded}, 0)`.execute(
    ctx.db,
  )
  await tell(ctx, {
    personIds: rows.map(({ personId }) => personId),
    kind: 'learning.reminder',
    params: { title: path.title, day: writtenDay(path.dueOn) },
    href: '/learning',
  })
  await sql`insert into learning.reminder (id, path_id, unit_id, people, reminded_by, reminded_on)
    values (${input.id}, ${path.id}, ${input.unitId}, ${rows.length}, ${ctx.actor.personId ?? null}, ${ctx.today})`.execute(
    ctx.db,
  )
  return { id: input.id, people: rows.length }
})
