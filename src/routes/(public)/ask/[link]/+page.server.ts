import { redirect } from '@sveltejs/kit'
import { getStanding, takeBackRequest } from '#modules/requests/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import { formFailure } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad } from './$types'

/** Where a request stands, for whoever holds its address; nobody else keeps or finds it. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  if (!/^[\w-]{22}$/.test(params.link)) throw new NotFound('requests.not_found')
  const standing = await locals.read((ctx) => getStanding(ctx, params.link))
  setHeaders({ 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' })
  return { standing, isSent: url.searchParams.has('sent') }
}

export const actions = {
  default: async ({ request, locals, params }) => {
    const form = await request.formData()
    try {
      await locals.app.run(locals.asking, takeBackRequest, { link: params.link })
    } catch (error) {
      return formFailure(error, form)
    }
    redirect(303, `/ask/${params.link}`)
  },
} satisfies Actions
