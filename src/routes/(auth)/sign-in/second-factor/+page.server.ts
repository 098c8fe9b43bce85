import { fail, redirect } from '@sveltejs/kit'
import { enter, nextPath, visitorOf } from '#platform/server/identity/visitor.ts'
import type { Actions, PageServerLoad } from './$types'

const fromTheStart = (next: string) => `/sign-in?over&next=${encodeURIComponent(next)}`

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
  const next = nextPath(url.searchParams.get('next'))
  if (!(await locals.identity.owesSecondFactor(cookies))) redirect(303, fromTheStart(next))
  return { next }
}

export const actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const next = nextPath(String(form.get('next') ?? ''))
    const result = await event.locals.identity.verifySecondFactor(
      visitorOf(event),
      String(form.get('code') ?? ''),
    )
    if (result.kind === 'over') redirect(303, fromTheStart(next))
    if (result.kind === 'wait')
      return fail(429, { problem: 'wait' as const, seconds: result.seconds })
    if (!('setCookies' in result)) return fail(401, { problem: 'wrong' as const, seconds: 0 })
    enter(event, result)
    redirect(303, next)
  },
} satisfies Actions
