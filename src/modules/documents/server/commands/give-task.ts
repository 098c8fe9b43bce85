import { assign } from '#modules/assignments/server/index.ts'
import { defineCommand } from '#platform/server/command.ts'
import { GiveTask } from '../../shapes.ts'
import { getDocument } from '../queries/documents.ts'

/** Gives somebody work out of a paper that the actor may read, in the name of a unit where they may give work. */
export const giveTask = defineCommand('documents.give_task', GiveTask, async (ctx, input) => {
  const paper = await getDocument(ctx, input.documentId)
  return assign(ctx, {
    id: input.id,
    unitId: input.unitId,
    title: input.title,
    ownerId: input.ownerId,
    dueOn: input.dueOn,
    source: { kind: 'document', id: paper.id },
  })
})
