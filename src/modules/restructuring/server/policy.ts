import { sql } from 'kysely'
import { may, type Sentence } from '#platform/server/access/sentence.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'

/** A draft is written by those who may change the tree at every unit it is about. */
export const canDraftAt = (unitId: string): Sentence => may('units.write').within(unitId)

/** Drafts are seen and opened by those who may change the tree somewhere. */
export const canDraftSomewhere: Sentence = may('units.write').anywhere

/** It is carried out and taken back by those who may restructure there. */
export const canRestructureAt = (unitId: string): Sentence =>
  may('units.restructure').within(unitId)

/** Asks for a permission at each of several units. Throws Forbidden at the first where it does not hold. */
export async function authorizeEach(
  ctx: CommandContext,
  unitIds: readonly string[],
  sentence: (unitId: string) => Sentence,
): Promise<void> {
  for (const unitId of unitIds) await ctx.authorize(sentence(unitId))
}

/** Whether the actor may restructure at all of several units: one query, however many they are. */
export async function mayRestructureAtEach(
  ctx: Context,
  unitIds: readonly string[],
): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select access.reaches_each('units.restructure', ${unitIds}::uuid[]) as held`.execute(ctx.db)
  return rows[0]?.held ?? false
}
