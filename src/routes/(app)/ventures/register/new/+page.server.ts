import { redirect } from '@sveltejs/kit'
import { canKeepSomewhere, saveVenture } from '#modules/ventures/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => ({ newId: uuidv7(), mayKeep: await ctx.allows(canKeepSomewhere) }))

export const actions = {
  default: formAction(saveVenture, {
    done: ({ id }) => redirect(303, `/ventures/register/${id}?done=saved`),
  }),
} satisfies Actions
