import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { EmployerKind, VacancyState } from '../kinds.ts'

export interface EmployerHeld {
  id: string
  unitId: string
  kind: EmployerKind
  name: string
  registrationNo: string
  phone: string
  email: string | null
  state: 'waiting' | 'verified' | 'refused'
  accountId: string | null
}

/**
 * An employer as a command works with it, held where the actor may check it: `update` for a verdict on it, `share` for
 * what only holds while the verdict does. NotFound where the actor may not see it.
 */
export async function holdEmployer(
  ctx: CommandContext,
  id: string,
  held?: 'update' | 'share',
): Promise<EmployerHeld> {
  // Locked first and read then: what somebody else did meanwhile is seen.
  if (held)
    await sql`select from jobs.employer where id = ${id}::uuid ${held === 'update' ? sql`for update` : sql`for share`}`.execute(
      ctx.db,
    )
  const { rows } = await sql<EmployerHeld>`
    select id, unit_id, kind, name, registration_no, phone, email, state, account_id
      from jobs.employer where id = ${id}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

export interface VacancyHeld {
  id: string
  employerId: string
  unitId: string
  title: string
  state: VacancyState
  endsOn: IsoDay
  version: number
}

/** The same of a vacancy, locked where the actor may change it; nothing where there is none that they may see. */
export async function findVacancyRow(
  ctx: CommandContext,
  id: string,
): Promise<VacancyHeld | undefined> {
  // Locked first and read then: of two who decide at once the second sees what the first did.
  await sql`select from jobs.vacancy where id = ${id}::uuid for update`.execute(ctx.db)
  const { rows } = await sql<VacancyHeld>`
    select id, employer_id, unit_id, title, state, ends_on, version from jobs.vacancy where id = ${id}::uuid`.execute(
    ctx.db,
  )
  return rows[0]
}

/** For whoever offers or checks; a public vacancy of somebody else is not theirs to change. */
export async function holdVacancy(ctx: CommandContext, id: string): Promise<VacancyHeld> {
  const vacancy = await findVacancyRow(ctx, id)
  if (!vacancy) throw new NotFound()
  if (ctx.actor.kind === 'outsider') {
    const { rows } = await sql<{ id: string | null }>`select jobs.my_employer() as id`.execute(
      ctx.db,
    )
    if (rows[0]?.id !== vacancy.employerId) throw new NotFound()
  }
  return vacancy
}

export interface OpenVacancy {
  id: string
  employerId: string
  unitId: string
  title: string
}

/** A vacancy for which one may apply today. */
export async function findOpenVacancy(ctx: Context, id: string): Promise<OpenVacancy | undefined> {
  const { rows } = await sql<OpenVacancy>`
    select id, employer_id, unit_id, title from jobs.vacancy
     where id = ${id}::uuid and state = 'public' and ends_on >= ${ctx.today}::date`.execute(ctx.db)
  return rows[0]
}
