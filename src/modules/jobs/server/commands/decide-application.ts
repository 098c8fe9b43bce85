import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { DecideApplication } from '../../shapes.ts'
import { canDecideFor } from '../policy.ts'

/**
 * The employer says how an application stands: seen, invited, hired from a day on, or declined. Only its
 * own account may, or an officer where it has none; anybody else finds no such application.
 */
export const decideApplication = defineCommand(
  'jobs.decide_application',
  DecideApplication,
  async (ctx, input) => {
    const { rows } = await sql<{
      id: string
      unitId: string
      employerUnitId: string
      personId: string | null
      sentBy: string | null
      state: string
      title: string
      decides: boolean
    }>`select a.id, a.unit_id, v.unit_id as employer_unit_id, a.person_id, a.sent_by, a.state, v.title,
              jobs.decides_for(a.employer_id) as decides
         from jobs.application a join jobs.vacancy v on v.id = a.vacancy_id
        where a.id = ${input.applicationId}::uuid for update of a`.execute(ctx.db)
    const application = rows[0]
    if (!application) throw new NotFound()
    await ctx.authorize(canDecideFor(application.employerUnitId))
    if (!application.decides) throw new NotFound()
    ctx.note({
      unitId: application.unitId,
      subjectId: application.id,
      details: { from: application.state, to: input.state },
    })
    if (application.state === input.state) return { id: application.id }
    if (input.state === 'seen' && application.state !== 'sent') return { id: application.id }
    if (['hired', 'declined', 'withdrawn'].includes(application.state))
      throw new RuleBroken('jobs.decided_already')
    await sql`update jobs.application set state = ${input.state}, answer = coalesce(${input.answer ?? null}, answer),
      starts_on = ${input.startsOn ?? null}, decided_at = ${ctx.now()} where id = ${application.id}::uuid`.execute(
      ctx.db,
    )
    const personIds = [application.personId, application.sentBy].filter((id) => id !== null)
    if (input.state !== 'seen')
      await tell(ctx, {
        personIds,
        kind: `jobs.${input.state}`,
        params: { title: application.title },
        href: '/my-jobs',
      })
    return { id: application.id }
  },
)
