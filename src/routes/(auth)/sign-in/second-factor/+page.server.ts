import { fail, redirect } from '@sveltejs/kit'
import { keepCookies, nextPath, visitorOf } from '#platform/server/identity/visitor.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({ next: nextPath(url.searchParams.get('next')) })

export const actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const result = await event.locals.identity.verifySecondFactor(
      visitorOf(event),
      String(form.get('code') ?? ''),
    )
    if (result.kind === 'wait')
      return fail(429, { problem: 'wait' as const, seconds: result.seconds })
    if (result.kind !== 'signed_in') return fail(401, { problem: 'wrong' as const, seconds: 0 })
    keepCookies(event, result.setCookies)
    redirect(303, nextPath(String(form.get('next') ?? '')))
  },
} satisfies Actions
