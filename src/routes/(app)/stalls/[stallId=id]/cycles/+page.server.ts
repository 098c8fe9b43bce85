import { redirect } from '@sveltejs/kit'
import { listCycles, saveCycle } from '#modules/market/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  cycles: await locals.read((ctx) => listCycles(ctx, params.stallId)),
  newId: uuidv7(),
})

export const actions = {
  default: formAction(saveCycle, {
    input: (form, event: RequestEvent) => ({ ...readForm(form), stallId: event.params.stallId }),
    done: ({ id }, event: RequestEvent) =>
      redirect(303, `/stalls/${event.params.stallId}/cycles/${id}`),
  }),
} satisfies Actions
