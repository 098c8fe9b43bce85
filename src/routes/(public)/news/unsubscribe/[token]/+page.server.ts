import { unsubscribe } from '#modules/outreach/server/index.ts'
import { nobody } from '#platform/server/context.ts'
import { formFailure } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad } from './$types'

/** A link out of a letter changes nothing by being opened: programs that look through mail open it too. */
export const load: PageServerLoad = () => ({})

export const actions = {
  default: async ({ request, locals, params }) => {
    const form = await request.formData()
    try {
      await locals.app.run({ ...locals.asking, actor: nobody }, unsubscribe, {
        token: params.token,
      })
      return { done: true as const }
    } catch (error) {
      return formFailure(error, form)
    }
  },
} satisfies Actions
