import { redirect } from '@sveltejs/kit'
import { canKeepSomewhere, saveMentor } from '#modules/ventures/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canKeepSomewhere)
    return { newId: uuidv7() }
  })

export const actions = {
  default: formAction(saveMentor, { done: () => redirect(303, '/ventures/mentors') }),
} satisfies Actions
