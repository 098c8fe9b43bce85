import { sql } from 'kysely'
import { z } from 'zod'
import { dayOf } from '#platform/days.ts'
import { anyone } from '#platform/server/access/sentence.ts'
import { defineCommand } from '#platform/server/command.ts'
import { system } from '#platform/server/context.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { defineTask, type Task } from '#platform/server/tasks/queue.ts'
import { dropVacancy } from './public-entry.ts'

const Published = z.object({ vacancyId: z.uuid() })

/** Run after a vacancy became public: tells those whose saved search it fits. */
const tellSearchers = defineCommand('jobs.tell_searchers', Published, async (ctx, input) => {
  await ctx.authorize(anyone)
  const { rows } = await sql<{ personId: string; title: string }>`
    select s.person_id, v.title from jobs.searchers_of(${input.vacancyId}::uuid) s
      join jobs.vacancy v on v.id = ${input.vacancyId}::uuid`.execute(ctx.db)
  await tell(ctx, {
    personIds: rows.map(({ personId }) => personId),
    kind: 'jobs.matched',
    params: { title: rows[0]?.title ?? '' },
    href: `/jobs/${input.vacancyId}`,
  })
  ctx.note({ subjectId: input.vacancyId, details: { told: rows.length } })
})

/** Run by the clock: ends what is past its day, and asks who still works after three months. */
const passDay = defineCommand('jobs.pass_day', z.object({}), async (ctx) => {
  await ctx.authorize(anyone)
  const ended = await sql<{
    id: string
  }>`select id from jobs.end_vacancies(${ctx.today}::date)`.execute(ctx.db)
  for (const { id } of ended.rows) await dropVacancy(ctx, id)
  const { rows } = await sql<{ personId: string; employerName: string }>`
    select person_id, employer_name from jobs.ask_after_three_months(${ctx.today}::date)`.execute(
    ctx.db,
  )
  for (const { personId, employerName } of rows)
    await tell(ctx, {
      personIds: [personId],
      kind: 'jobs.still_there',
      params: { employer: employerName },
      href: '/my-jobs',
    })
  ctx.note({ details: { ended: ended.rows.length, asked: rows.length } })
})

const matchSearches = defineTask({
  name: 'jobs.match_searches',
  shape: Published.loose(),
  after: ['jobs.published'],
  run: (app, asking, payload) =>
    app.run({ ...asking, actor: system }, tellSearchers, { vacancyId: payload.vacancyId }),
})

const everyMorning = defineTask({
  name: 'jobs.pass_day',
  shape: z.object({}),
  schedule: '30 6 * * *',
  run: (app, asking) => app.run({ ...asking, actor: system }, passDay, {}),
})

/** Every night: applications are deleted when the day comes that their consent names. */
const forget = defineTask({
  name: 'jobs.forget',
  shape: z.object({}),
  schedule: '55 2 * * *',
  run: async (app) => {
    const { rows } = await sql<{
      gone: number
    }>`select jobs.forget(${dayOf(app.now())}::date) as gone`.execute(app.database.kysely)
    app.log.info({ gone: rows[0]?.gone ?? 0 }, 'applications deleted')
  },
})

export const jobTasks: readonly Task[] = [matchSearches, everyMorning, forget]
