import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { IdeaState } from '../states.ts'

/** What commands need to know of an idea. */
export interface IdeaHeld {
  id: string
  unitId: string
  homeUnitId: string
  authorId: string
  title: string
  state: IdeaState
  stepUnitId: string | null
  stepDue: IsoDay | null
  proposedOn: IsoDay | null
  version: number
}

/** An idea held fast for a change, if the actor may see it; throws NotFound. */
export async function holdIdea(ctx: CommandContext, ideaId: string): Promise<IdeaHeld> {
  const found = await findIdea(ctx, ideaId)
  if (!found) throw new NotFound('ideas.not_found')
  return found
}

/**
 * The same, or nothing. Looked up before it is locked: a lock asks for the right to change, and whoever
 * has none must hear that they may not, or that there is nothing.
 */
export async function findIdea(ctx: CommandContext, ideaId: string): Promise<IdeaHeld | undefined> {
  const look = (lock: boolean) =>
    sql<IdeaHeld>`select id, unit_id, home_unit_id, author_id, title, state, step_unit_id, step_due, proposed_on, version
      from ideas.idea where id = ${ideaId}::uuid ${lock ? sql`for update` : sql``}`.execute(ctx.db)
  const locked = (await look(true)).rows[0]
  return locked ?? (await look(false)).rows[0]
}
