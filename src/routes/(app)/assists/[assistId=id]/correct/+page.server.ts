import { error, redirect } from '@sveltejs/kit'
import { outcomes } from '#modules/assists/index.ts'
import {
  canChange,
  correctAssist,
  getAssist,
  listProcedures,
  listServices,
} from '#modules/assists/server/index.ts'
import { canRecordAt } from '#modules/campaigns/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const assist = await getAssist(ctx, params.assistId)
    await ctx.authorize(canChange(assist))
    await ctx.authorize(canRecordAt(assist.unitId))
    if (assist.undoneAt) error(409, 'conflict')
    return {
      assist,
      services: await listServices(ctx),
      procedures: await listProcedures(ctx),
      outcomes,
      newId: uuidv7(),
    }
  })

export const actions = {
  default: formAction(correctAssist, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      assistId: event.params.assistId,
    }),
    done: ({ id }) => redirect(303, `/assists/${id}`),
  }),
} satisfies Actions
