import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, writtenDay } from '#platform/days.ts'
import { anyone } from '#platform/server/access/sentence.ts'
import { defineCommand } from '#platform/server/command.ts'
import { system } from '#platform/server/context.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { defineTask, type Task } from '#platform/server/tasks/queue.ts'
import { rememberBadgeKey } from '../badge-key.ts'

/** So many days before its end, whoever holds a certificate is told that it is about to end. */
const daysAhead = 30

/** Run by the clock only: tells holders once, on the day that stands so far before the end. */
const tellEnding = defineCommand('learning.tell_ending', z.object({}), async (ctx) => {
  await ctx.authorize(anyone)
  await rememberBadgeKey(ctx)
  const { rows } = await sql<{
    personId: string
    title: string
    validUntil: string
    courseId: string
  }>`
    select person_id, title, valid_until, course_id from learning.ending_on(${addDays(ctx.today, daysAhead)}::date)`.execute(
    ctx.db,
  )
  for (const { personId, title, validUntil, courseId } of rows)
    await tell(ctx, {
      personIds: [personId],
      kind: 'learning.ending',
      params: { title, day: writtenDay(validUntil) },
      href: `/learning/${courseId}`,
    })
  ctx.note({ details: { told: rows.length } })
})

/** Every morning. */
const remind = defineTask({
  name: 'learning.remind',
  shape: z.object({}),
  schedule: '10 7 * * *',
  run: (app, asking) => app.run({ ...asking, actor: system }, tellEnding, {}),
})

export const learningTasks: readonly Task[] = [remind]
