import { canChange, getAssist, undoAssist } from '#modules/assists/server/index.ts'
import { canRecordAt } from '#modules/campaigns/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const assist = await getAssist(ctx, params.assistId)
    const mayUndo = !assist.undoneAt && (await ctx.allows(canChange(assist)))
    return {
      assist,
      mayUndo,
      mayCorrect: mayUndo && (await ctx.allows(canRecordAt(assist.unitId))),
    }
  })

export const actions = {
  undo: formAction(undoAssist, {
    input: (_, event: RequestEvent) => ({ assistId: event.params.assistId }),
  }),
} satisfies Actions
