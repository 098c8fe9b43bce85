import { redirect } from '@sveltejs/kit'
import { keepCookies, visitorOf } from '#platform/server/identity/visitor.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = () => redirect(303, '/sign-in')

export const actions = {
  default: async (event) => {
    const { setCookies } = await event.locals.identity.call(visitorOf(event), '/sign-out', {})
    keepCookies(event, setCookies)
    // By its form alone the phone has not heard of it yet: the page that comes tells it.
    const isForm = event.request.headers.get('accept')?.includes('text/html')
    redirect(303, isForm ? '/sign-in?left' : '/sign-in')
  },
} satisfies Actions
