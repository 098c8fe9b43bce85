import { fail, redirect } from '@sveltejs/kit'
import { isSetUp, listCommunes, subscribeByMail } from '#modules/outreach/server/index.ts'
import { nobody } from '#platform/server/context.ts'
import { formFailure, readForm, typedValues } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import { uuidFrom, uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

/** A few people at one address may ask together; kept in memory only. */
const limit = openAddressLimit({ burst: 8, perSecond: 1 / 120 })

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    const communes = await listCommunes(ctx)
    const asked = uuidFrom(url.searchParams.get('commune'))
    return {
      communes: communes.map(({ unitId, name, above }) => ({
        value: unitId,
        label: name,
        ...(above && { group: above }),
      })),
      commune: asked ?? '',
      newId: uuidv7(),
      pushKey: isSetUp(locals.app.config, 'push') ? locals.app.config.VAPID_PUBLIC_KEY : null,
      hasMail: isSetUp(locals.app.config, 'mail'),
      isDone: url.searchParams.has('done'),
    }
  })

export const actions = {
  default: async ({ request, locals, getClientAddress, url }) => {
    const form = await request.formData()
    if (limit.take(getClientAddress(), Date.now()) > 0)
      return fail(429, {
        code: 'outreach.too_often',
        message: errorText('outreach.too_often'),
        faults: [],
        values: typedValues(form),
      })
    try {
      // Whoever is signed in asks as nobody: who has which address is not to be known.
      await locals.app.run({ ...locals.asking, actor: nobody }, subscribeByMail, readForm(form))
    } catch (error) {
      return formFailure(error, form)
    }
    return redirect(303, `${url.pathname}?done=1`)
  },
} satisfies Actions
