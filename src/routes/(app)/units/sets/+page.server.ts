import { redirect } from '@sveltejs/kit'
import { createGrouping, listGrantedUnits, listGroupings } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  locals.read(async (ctx) => ({
    sets: await listGroupings(ctx),
    owners: (await listGrantedUnits(ctx, 'units.write')).map(({ id, name }) => ({ id, name })),
    today: ctx.today,
    newId: uuidv7(),
  }))

export const actions = {
  default: formAction(createGrouping, {
    done: ({ id }) => redirect(303, `/units/sets/${id}`),
  }),
} satisfies Actions
