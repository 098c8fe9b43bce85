import { error, redirect } from '@sveltejs/kit'
import { mayStandUnder, unitTypes } from '#modules/units/index.ts'
import { canFoundUnder, createUnit, getUnit } from '#modules/units/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const unit = await getUnit(ctx, params.unitId)
    if (!(await ctx.allows(canFoundUnder(unit.id)))) error(403, 'forbidden')
    const types = Object.entries(unitTypes)
      .filter(([, level]) => mayStandUnder(level, unit.level))
      .map(([type]) => type)
    return { unit, types, today: ctx.today, newId: uuidv7() }
  })

export const actions = {
  default: formAction(createUnit, {
    input: (form, event) => ({ ...readForm(form), parentId: event.params.unitId }),
    done: ({ id }) => redirect(303, `/units/${id}`),
  }),
} satisfies Actions
