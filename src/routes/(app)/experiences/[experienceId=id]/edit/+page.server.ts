import { redirect } from '@sveltejs/kit'
import { canWriteAt, changeExperience, getExperience } from '#modules/documents/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const experience = await getExperience(ctx, params.experienceId)
    await ctx.authorize(canWriteAt(experience.unitId))
    return { experience }
  })

export const actions = {
  default: formAction(changeExperience, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      experienceId: event.params.experienceId,
    }),
    done: ({ id }) => redirect(303, `/experiences/${id}`),
  }),
} satisfies Actions
