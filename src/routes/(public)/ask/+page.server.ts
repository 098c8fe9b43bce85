import { fail, redirect } from '@sveltejs/kit'
import { listPublicUnits } from '#modules/ideas/server/index.ts'
import { topics } from '#modules/requests/index.ts'
import { askForHelp, newLink } from '#modules/requests/server/index.ts'
import { formFailure, readForm, typedValues } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import { uuidFrom, uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

/** Eight at once from one address, then one in two minutes: a village may share one network. */
const limit = openAddressLimit({ burst: 8, perSecond: 1 / 120 })

export const load: PageServerLoad = async ({ locals, url, cookies }) =>
  locals.read(async (ctx) => {
    const communes = await listPublicUnits(ctx)
    const asked = url.searchParams.get('topic')
    return {
      communes: communes.map(({ unitId, name, above }) => ({
        value: unitId,
        label: name,
        ...(above && { group: above }),
      })),
      communeId: uuidFrom(cookies.get('commune') ?? null) ?? '',
      topic: topics.find((topic) => topic === asked) ?? '',
      newId: uuidv7(),
      newLink: newLink(),
      days: locals.app.config.REQUEST_DAYS,
    }
  })

export const actions = {
  default: async ({ request, locals, getClientAddress }) => {
    const form = await request.formData()
    if (limit.take(getClientAddress(), Date.now()) > 0)
      return fail(429, {
        code: 'requests.too_often',
        message: errorText('requests.too_often'),
        faults: [],
        values: typedValues(form),
      })
    try {
      await locals.app.run(locals.asking, askForHelp, readForm(form))
    } catch (error) {
      return formFailure(error, form)
    }
    redirect(303, `/ask/${form.get('link')}?sent=1`)
  },
} satisfies Actions
