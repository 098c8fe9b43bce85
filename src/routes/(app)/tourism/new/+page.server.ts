import { redirect } from '@sveltejs/kit'
import { listPublicUnits } from '#modules/ideas/server/index.ts'
import {
  canKeepPlacesSomewhere,
  listOwnVentures,
  savePlace,
} from '#modules/tourism/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    const ventures = await listOwnVentures(ctx)
    const communes = await listPublicUnits(ctx)
    return {
      newId: uuidv7(),
      mayEnterSights: await ctx.allows(canKeepPlacesSomewhere),
      unitId: ventures[0]?.unitId ?? '',
      communes: communes.map(({ unitId, name, above }) => ({
        value: unitId,
        label: name,
        ...(above && { group: above }),
      })),
      ventures: ventures.map(({ id, name }) => ({ value: id, label: name })),
    }
  })

export const actions = {
  default: formAction(savePlace, { done: ({ id }) => redirect(303, `/tourism/${id}`) }),
} satisfies Actions
