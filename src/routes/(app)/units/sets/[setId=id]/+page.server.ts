import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { reportHref } from '#modules/reports/index.ts'
import {
  canKeepGroupings,
  changeGroupingMembers,
  closeGrouping,
  getGrouping,
  renameGrouping,
  unitFromForm,
} from '#modules/units/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    if (!z.guid().safeParse(params.setId).success) throw new NotFound('units.grouping_not_found')
    const set = await getGrouping(ctx, params.setId)
    return {
      set,
      today: ctx.today,
      mayChange: set.validTo === null && (await ctx.allows(canKeepGroupings(set.unitId))),
      reportHref: reportHref('', { unitId: set.unitId, setId: set.id, on: ctx.today }),
    }
  })

const withSet = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  groupingId: event.params.setId,
})
const back = (_: unknown, event: RequestEvent) => redirect(303, `/units/sets/${event.params.setId}`)

export const actions = {
  add: formAction(changeGroupingMembers, {
    input: async (form, event: RequestEvent) => {
      const unitId = await event.locals.read((ctx) => unitFromForm(ctx, form, 'add'))
      return { ...withSet(form, event), add: unitId ? [unitId] : [] }
    },
    done: back,
  }),
  remove: formAction(changeGroupingMembers, {
    input: (form, event) => ({ ...withSet(form, event), remove: [form.get('unitId')] }),
    done: back,
  }),
  rename: formAction(renameGrouping, { input: withSet, done: back }),
  close: formAction(closeGrouping, { input: withSet, done: back }),
} satisfies Actions
