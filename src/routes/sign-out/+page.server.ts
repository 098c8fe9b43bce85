import { redirect } from '@sveltejs/kit'
import { keepCookies, visitorOf } from '#platform/server/identity/visitor.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = () => redirect(303, '/sign-in')

export const actions = {
  default: async (event) => {
    const { setCookies } = await event.locals.identity.call(visitorOf(event), '/sign-out', {})
    keepCookies(event, setCookies)
    redirect(303, '/sign-in')
  },
} satisfies Actions
