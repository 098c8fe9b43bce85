import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { ReportVacancy, SettleReport } from '../../shapes.ts'
import { canCheckAt, canReport } from '../policy.ts'
import { tellCheckers } from '../tell.ts'

/** A reader says that something is wrong with a vacancy; it goes to who checked it. Nobody is asked who they are. */
export const reportVacancy = defineCommand(
  'jobs.report_vacancy',
  ReportVacancy,
  async (ctx, input) => {
    await ctx.authorize(canReport)
    if (input.website) return { id: input.id }
    const { rows } = await sql<{
      unitId: string | null
    }>`select jobs.report_vacancy(${input.id}::uuid,
      ${input.vacancyId}::uuid, ${input.reason}, ${input.body ?? null}, ${ctx.now()}) as unit_id`.execute(
      ctx.db,
    )
    const unitId = rows[0]?.unitId
    if (!unitId) throw new NotFound()
    ctx.note({ unitId, subjectId: input.vacancyId, details: { reason: input.reason } })
    await tellCheckers(ctx, unitId, {
      kind: 'jobs.reported',
      params: {},
      href: `/recruitment/vacancies/${input.vacancyId}`,
    })
    return { id: input.id }
  },
)

/** What came of a report, in words. */
export const settleReport = defineCommand(
  'jobs.settle_report',
  SettleReport,
  async (ctx, input) => {
    const { rows } = await sql<{ id: string; unitId: string; vacancyId: string }>`
    select id, unit_id, vacancy_id from jobs.report where id = ${input.reportId}::uuid for update`.execute(
      ctx.db,
    )
    const report = rows[0]
    if (!report) throw new NotFound()
    await ctx.authorize(canCheckAt(report.unitId))
    await sql`update jobs.report set settled_by = ${ctx.actor.personId ?? null}, settled_on = ${ctx.today}, outcome = ${input.outcome}
    where id = ${report.id}::uuid`.execute(ctx.db)
    ctx.note({ unitId: report.unitId, subjectId: report.vacancyId })
    return { id: report.id }
  },
)
