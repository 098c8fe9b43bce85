import { redirect } from '@sveltejs/kit'
import { canKeepSomewhere, openProgramme } from '#modules/ventures/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canKeepSomewhere)
    return { newId: uuidv7() }
  })

export const actions = {
  default: formAction(openProgramme, {
    done: ({ id }) => redirect(303, `/ventures/capital/${id}`),
  }),
} satisfies Actions
