import { sql } from 'kysely'
import { addDays, type IsoDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Config } from '#platform/server/config.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { type IdeaState, type Scores, type ScreeningState, screening } from '../states.ts'

/** In how many days a step should be done; set by the installation (docs/operations.md). */
export const daysFor = (config: Config, state: IdeaState): number =>
  ({
    branch: config.IDEA_DAYS_BRANCH,
    commune: config.IDEA_DAYS_COMMUNE,
    province: config.IDEA_DAYS_PROVINCE,
    chosen: config.IDEA_DAYS_BANK,
    published: config.IDEA_DAYS_SUPPORT,
    supported: config.IDEA_DAYS_SUPPORT,
    doing: config.IDEA_DAYS_SUPPORT,
  })[state as string] ?? 0

export const dueOn = (ctx: CommandContext, state: IdeaState): IsoDay =>
  addDays(ctx.today, daysFor(ctx.config, state))

/** The unit that answers at a level for what came from a unit, as the tree stands today. */
export async function unitAt(
  ctx: CommandContext,
  homeUnitId: string,
  level: string,
): Promise<string | undefined> {
  const { rows } = await sql<{
    unitId: string | null
  }>`select ideas.unit_at(${homeUnitId}::uuid, ${level}) as unit_id`.execute(ctx.db)
  return rows[0]?.unitId ?? undefined
}

/**
 * The first level, after one that is done with, at which a unit stands above where the idea comes from:
 * a branch directly under the province has no commune to pass. Throws RuleBroken where there is none.
 */
export async function firstStepFrom(
  ctx: CommandContext,
  homeUnitId: string,
  after?: ScreeningState,
): Promise<{ state: ScreeningState; unitId: string } | undefined> {
  const from = after ? screening.indexOf(after) + 1 : 0
  for (const state of screening.slice(from)) {
    const unitId = await unitAt(ctx, homeUnitId, state)
    if (unitId) return { state, unitId }
  }
  if (!after) throw new RuleBroken('ideas.nobody_screens')
  return undefined
}

export interface Told {
  id: string
  ideaId: string
  unitId: string
  /** The state that it was in. */
  state: IdeaState
  verdict: string
  atUnitId: string | null
  reason?: string | undefined
  scores?: Scores | Record<string, number> | undefined
  dueOn?: IsoDay | null | undefined
}

/** Writes down what became of an idea; returns whether this very step was written before. */
export async function tellStep(ctx: CommandContext, told: Told): Promise<void> {
  await sql`insert into ideas.step (id, idea_id, unit_id, state, verdict, at_unit_id, reason, scores, due_on, decided_by, decided_at)
    values (${told.id}, ${told.ideaId}, ${told.unitId}, ${told.state}, ${told.verdict}, ${told.atUnitId},
            ${told.reason ?? null}, ${told.scores ? JSON.stringify(told.scores) : null}::jsonb, ${told.dueOn ?? null},
            ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(ctx.db)
}

/** Whether a step with this id is there: the same request came again. */
export async function isKnownStep(ctx: CommandContext, id: string): Promise<boolean> {
  const { rows } = await sql`select from ideas.step where id = ${id}::uuid`.execute(ctx.db)
  return rows.length > 0
}
