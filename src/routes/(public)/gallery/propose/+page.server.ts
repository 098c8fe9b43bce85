import { fail, redirect } from '@sveltejs/kit'
import { listPublicUnits, receiveProposal } from '#modules/ideas/server/index.ts'
import { formFailure, readForm, typedValues } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import { uuidFrom, uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

/** Five at once from one address, then one in two minutes: a class in a school may send together. */
const limit = openAddressLimit({ burst: 8, perSecond: 1 / 120 })

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    const communeId = uuidFrom(url.searchParams.get('commune'))
    const communes = await listPublicUnits(ctx)
    const commune = communes.find(({ unitId }) => unitId === communeId)
    const branches = commune ? await listPublicUnits(ctx, commune.unitId) : []
    return {
      commune: commune ? { id: commune.unitId, name: commune.name } : null,
      communes: communes.map(({ unitId, name, above }) => ({
        value: unitId,
        label: name,
        ...(above && { group: above }),
      })),
      branches: branches.map(({ unitId, name }) => ({ value: unitId, label: name })),
      newId: uuidv7(),
      days: locals.app.config.IDEA_DAYS_PROPOSAL,
      isDone: url.searchParams.has('done'),
    }
  })

export const actions = {
  default: async ({ request, locals, getClientAddress, url }) => {
    const form = await request.formData()
    if (limit.take(getClientAddress(), Date.now()) > 0)
      return fail(429, {
        code: 'ideas.too_often',
        message: errorText('ideas.too_often'),
        faults: [],
        values: typedValues(form),
      })
    try {
      const input = readForm(form)
      if (!input.unitId) input.unitId = form.get('commune')
      await locals.app.run(locals.asking, receiveProposal, input)
    } catch (error) {
      return formFailure(error, form)
    }
    return redirect(303, `${url.pathname}?done=1`)
  },
} satisfies Actions
