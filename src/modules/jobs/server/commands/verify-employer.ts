import { sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import { defineCommand } from '#platform/server/command.ts'
import { Invalid, RuleBroken } from '#platform/server/errors.ts'
import { createAccount, oneTimePassword } from '#platform/server/identity/index.ts'
import { VerifyEmployer } from '../../shapes.ts'
import { holdEmployer } from '../hold.ts'
import { canCheckAt } from '../policy.ts'
import { dropVacancy } from '../public-entry.ts'

/**
 * An officer has looked the employer up: the number typed from the register must be the one that the
 * employer gave. From then on it may offer work.
 */
export const verifyEmployer = defineCommand(
  'jobs.verify_employer',
  VerifyEmployer,
  async (ctx, input) => {
    const employer = await holdEmployer(ctx, input.employerId, 'update')
    await ctx.authorize(canCheckAt(employer.unitId))
    if (employer.state === 'refused') throw new RuleBroken('jobs.employer_refused')
    const seen = input.registrationNo?.toUpperCase().replace(/\s/g, '')
    if (input.verdict === 'verified' && seen !== employer.registrationNo)
      throw new Invalid([{ path: 'registrationNo', code: 'jobs_registration_differs' }])
    await sql`update jobs.employer set state = ${input.verdict}, check_source = ${input.source ?? null},
      check_note = ${input.note ?? null}, checked_by = ${ctx.actor.personId ?? null}, checked_on = ${ctx.today}
      where id = ${employer.id}::uuid`.execute(ctx.db)
    // What a refused employer still offers is taken down with it.
    if (input.verdict === 'refused') {
      const { rows } = await sql<{
        id: string
      }>`update jobs.vacancy set state = 'ended', ended_on = ${ctx.today}, version = version + 1
        where employer_id = ${employer.id}::uuid and state = 'public' returning id`.execute(ctx.db)
      for (const { id } of rows) await dropVacancy(ctx, id)
    }
    ctx.note({
      unitId: employer.unitId,
      subjectId: employer.id,
      details: { verdict: input.verdict, source: input.source ?? '' },
    })
    return { id: employer.id }
  },
)

/**
 * Opens the account under which an employer sees its own vacancies and applicants, and nothing else; the
 * one-time password is shown once. Sign-in's tables are reached by its own role, after the policy was asked.
 */
export const employerAccountCommand = (identity: pg.Pool) =>
  defineCommand('jobs.open_account', z.object({ employerId: z.uuid() }), async (ctx, input) => {
    const employer = await holdEmployer(ctx, input.employerId, 'update')
    await ctx.authorize(canCheckAt(employer.unitId))
    if (employer.state !== 'verified') throw new RuleBroken('jobs.employer_not_verified')
    if (employer.accountId) throw new RuleBroken('jobs.account_open')
    if (!employer.email && !/^\+84[35789]\d{8}$/.test(employer.phone))
      throw new RuleBroken('jobs.no_mobile')
    const password = oneTimePassword()
    const accountId = await createAccount(identity, {
      personId: null,
      name: employer.name,
      phone: /^\+84[35789]\d{8}$/.test(employer.phone) ? employer.phone : undefined,
      email: employer.email ?? undefined,
      password,
      mustChangePassword: true,
      isOutside: true,
    })
    await sql`update jobs.employer set account_id = ${accountId}::uuid where id = ${employer.id}::uuid`.execute(
      ctx.db,
    )
    ctx.note({ unitId: employer.unitId, subjectId: employer.id })
    return { password }
  })
