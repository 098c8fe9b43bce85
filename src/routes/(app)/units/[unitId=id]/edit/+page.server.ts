import { error, redirect } from '@sveltejs/kit'
import {
  canChangeUnit,
  closeUnit,
  getUnit,
  moveUnit,
  renameUnit,
  unitFromForm,
} from '#modules/units/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const unit = await getUnit(ctx, params.unitId)
    if (!(await ctx.allows(canChangeUnit(unit)))) error(403, 'forbidden')
    return { unit, today: ctx.today }
  })

const withUnit = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  unitId: event.params.unitId,
})
const back = (_: unknown, event: RequestEvent) => redirect(303, `/units/${event.params.unitId}`)

export const actions = {
  rename: formAction(renameUnit, { input: withUnit, done: back }),
  move: formAction(moveUnit, {
    input: async (form, event: RequestEvent) => ({
      ...withUnit(form, event),
      parentId: await event.locals.read((ctx) => unitFromForm(ctx, form, 'parentId')),
    }),
    done: back,
  }),
  close: formAction(closeUnit, { input: withUnit, done: back }),
} satisfies Actions
