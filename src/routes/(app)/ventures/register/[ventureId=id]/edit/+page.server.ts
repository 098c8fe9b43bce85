import { redirect } from '@sveltejs/kit'
import { getVenture, saveVenture } from '#modules/ventures/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const venture = await getVenture(ctx, params.ventureId)
    if (!venture.mayManage || venture.state === 'struck') throw new NotFound('ventures.not_found')
    return { venture }
  })

export const actions = {
  default: formAction(saveVenture, {
    input: (form, event: RequestEvent) => ({ ...readForm(form), id: event.params.ventureId }),
    done: ({ id }) => redirect(303, `/ventures/register/${id}?done=saved`),
  }),
} satisfies Actions
