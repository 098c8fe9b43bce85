import { may, type Sentence } from '#platform/server/access/sentence.ts'
import type { CommandContext } from '#platform/server/command.ts'

/** A draft is written by those who may change the tree at every unit it is about. */
export const canDraftAt = (unitId: string): Sentence => may('units.write').within(unitId)

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
