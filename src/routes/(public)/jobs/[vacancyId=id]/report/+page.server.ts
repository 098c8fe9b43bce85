import { error, fail, redirect } from '@sveltejs/kit'
import { getPublicVacancies, reportVacancy } from '#modules/jobs/server/index.ts'
import { formFailure, readForm, typedValues } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

const limit = openAddressLimit({ burst: 5, perSecond: 1 / 120 })

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const [vacancy] = await getPublicVacancies(ctx, [params.vacancyId])
    if (!vacancy) error(404, { message: 'not_found', code: 'not_found' })
    return {
      vacancy: { id: vacancy.id, title: vacancy.title },
      newId: uuidv7(),
      isDone: url.searchParams.has('done'),
    }
  })

export const actions = {
  default: async ({ request, locals, params, getClientAddress, url }) => {
    const form = await request.formData()
    if (limit.take(getClientAddress(), Date.now()) > 0)
      return fail(429, {
        code: 'jobs.too_often',
        message: errorText('jobs.too_often'),
        faults: [],
        values: typedValues(form),
      })
    try {
      await locals.app.run(locals.asking, reportVacancy, {
        ...readForm(form),
        vacancyId: params.vacancyId,
      })
    } catch (fault) {
      return formFailure(fault, form)
    }
    redirect(303, `${url.pathname}?done=1`)
  },
} satisfies Actions
