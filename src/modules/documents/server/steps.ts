import type { CommandContext } from '#platform/server/command.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { StepKind } from '../kinds.ts'

/** Writes into a paper's history what was done to it, by whom. */
export async function addStep(
  ctx: CommandContext,
  documentId: string,
  kind: StepKind,
  options: { id?: string; note?: string | null | undefined } = {},
): Promise<void> {
  await ctx.db
    .insertInto('documents.step')
    .values({
      id: options.id ?? uuidv7(ctx.now().getTime()),
      documentId,
      kind,
      note: options.note || null,
      byPerson: ctx.actor.personId ?? null,
      byName: ctx.actor.name ?? null,
      at: ctx.now().toISOString(),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
