import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { Forbidden, NotFound } from '#platform/server/errors.ts'
import { canKeepAt } from './policy.ts'

export interface ProgrammeHeld {
  id: string
  unitId: string
  name: string
  state: 'open' | 'scoring' | 'scored' | 'decided'
  budget: number
  mostEach: number
  opensOn: IsoDay
  closesOn: IsoDay
}

/** Whether the actor runs a programme: an officer at its unit or above who has no venture of their own in it. */
export async function runs(ctx: Context, programmeId: string): Promise<boolean> {
  if (ctx.actor.kind === 'nobody') return false
  const { rows } = await sql<{ runs: boolean }>`
    select ventures.runs(${programmeId}::uuid) as runs`.execute(ctx.db)
  return rows[0]?.runs ?? false
}

/** A programme, held fast where the actor may change it; throws NotFound. */
export async function holdProgramme(
  ctx: CommandContext,
  programmeId: string,
): Promise<ProgrammeHeld> {
  const look = (lock: boolean) =>
    sql<ProgrammeHeld>`select id, unit_id, name, state, budget, most_each, opens_on, closes_on
      from ventures.programme where id = ${programmeId}::uuid ${lock ? sql`for update` : sql``}`.execute(
      ctx.db,
    )
  const found = (await look(true)).rows[0] ?? (await look(false)).rows[0]
  if (!found) throw new NotFound('ventures.programme_not_found')
  return found
}

/** The same for whoever runs it; Forbidden for an officer whose own venture asks for money in it. */
export async function holdRun(ctx: CommandContext, programmeId: string): Promise<ProgrammeHeld> {
  const programme = await holdProgramme(ctx, programmeId)
  await ctx.authorize(canKeepAt(programme.unitId))
  if (!(await runs(ctx, programme.id))) throw new Forbidden('ventures.own_venture_in_it')
  return programme
}

export interface ApplicationHeld {
  id: string
  programmeId: string
  ventureId: string
  unitId: string
  amount: number
  state: 'draft' | 'submitted' | 'withdrawn' | 'granted' | 'declined'
  decidedOn: IsoDay | null
}

/** An application that the actor may see, held fast where they may change it; or nothing. */
export async function findApplicationHeld(
  ctx: CommandContext,
  id: string,
): Promise<ApplicationHeld | undefined> {
  const look = (lock: boolean) =>
    sql<ApplicationHeld>`select id, programme_id, venture_id, unit_id, amount, state, decided_on
      from ventures.application where id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(
      ctx.db,
    )
  return (await look(true)).rows[0] ?? (await look(false)).rows[0]
}

/** The same; throws NotFound. */
export async function holdApplication(ctx: CommandContext, id: string): Promise<ApplicationHeld> {
  const found = await findApplicationHeld(ctx, id)
  if (!found) throw new NotFound('ventures.application_not_found')
  return found
}
