import { fail, redirect } from '@sveltejs/kit'
import { listPublicUnits, registerEmployer } from '#modules/jobs/server/index.ts'
import { formFailure, readForm, typedValues } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

const limit = openAddressLimit({ burst: 5, perSecond: 1 / 300 })

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => ({
    units: (await listPublicUnits(ctx)).map(({ unitId, name, above }) => ({
      value: unitId,
      label: name,
      ...(above && { group: above }),
    })),
    newId: uuidv7(),
    isDone: url.searchParams.has('done'),
  }))

export const actions = {
  default: async ({ request, locals, getClientAddress, url }) => {
    const form = await request.formData()
    // Officers enter employers at their desk; only who is unknown is slowed down.
    if (locals.asking.actor.kind === 'nobody' && limit.take(getClientAddress(), Date.now()) > 0)
      return fail(429, {
        code: 'jobs.too_often',
        message: errorText('jobs.too_often'),
        faults: [],
        values: typedValues(form),
      })
    try {
      await locals.app.run(locals.asking, registerEmployer, readForm(form))
    } catch (fault) {
      return formFailure(fault, form)
    }
    redirect(303, `${url.pathname}?done=1`)
  },
} satisfies Actions
