import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, RuleBroken } from '#platform/server/errors.ts'
import { CheckVacancy, OfVacancy } from '../../shapes.ts'
import { holdEmployer, holdVacancy } from '../hold.ts'
import { canCheckAt, canEndAt } from '../policy.ts'
import { dropVacancy, putVacancy } from '../public-entry.ts'

/**
 * An officer has read the vacancy and its signs: it becomes public, goes back to be mended, or is refused
 * with a reason. Only what a verified employer offers becomes public, also where it is refused at the same moment.
 */
export const checkVacancy = defineCommand(
  'jobs.check_vacancy',
  CheckVacancy,
  async (ctx, input) => {
    const vacancy = await holdVacancy(ctx, input.vacancyId)
    await ctx.authorize(canCheckAt(vacancy.unitId))
    // Whoever checks decides on the text that they read.
    if (vacancy.state !== 'waiting' || vacancy.version !== input.version)
      throw new Conflict('jobs.checked_meanwhile')
    const employer = await holdEmployer(ctx, vacancy.employerId, 'share')
    if (input.verdict === 'publish') {
      if (employer.state !== 'verified') throw new RuleBroken('jobs.employer_not_verified')
      if (vacancy.endsOn < ctx.today) throw new RuleBroken('jobs.ended_already')
    }
    const state = { publish: 'public', refuse: 'refused', return: 'draft' }[input.verdict]
    await sql`update jobs.vacancy set state = ${state}, reason = ${input.reason ?? null}, checked_by = ${ctx.actor.personId ?? null},
    published_on = case when ${state} = 'public' then ${ctx.today}::date end, version = version + 1 where id = ${vacancy.id}::uuid`.execute(
      ctx.db,
    )
    if (state === 'public') {
      await putVacancy(ctx, vacancy.id)
      await ctx.emit('jobs.published', { vacancyId: vacancy.id })
    }
    ctx.note({ unitId: vacancy.unitId, subjectId: vacancy.id, details: { verdict: input.verdict } })
    return { id: vacancy.id, state }
  },
)

/** Ends a vacancy before its day: filled, or not true any more. Its page stays and shows similar ones. */
export const endVacancy = defineCommand('jobs.end_vacancy', OfVacancy, async (ctx, input) => {
  const vacancy = await holdVacancy(ctx, input.vacancyId)
  await ctx.authorize(canEndAt(vacancy.unitId))
  ctx.note({ unitId: vacancy.unitId, subjectId: vacancy.id })
  if (vacancy.state === 'ended') return { id: vacancy.id }
  if (vacancy.state !== 'public') throw new RuleBroken('jobs.not_public')
  await sql`update jobs.vacancy set state = 'ended', ended_on = ${ctx.today}, version = version + 1
    where id = ${vacancy.id}::uuid`.execute(ctx.db)
  await dropVacancy(ctx, vacancy.id)
  return { id: vacancy.id }
})
