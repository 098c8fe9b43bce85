import { fail, redirect } from '@sveltejs/kit'
import { enter, nextPath, visitorOf } from '#platform/server/identity/visitor.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => {
  const next = nextPath(url.searchParams.get('next'))
  if (locals.asking.actor.kind === 'person') redirect(303, next)
  if (locals.asking.actor.kind === 'outsider') redirect(303, '/employer')
  return { next, isOver: url.searchParams.has('over'), hasLeft: url.searchParams.has('left') }
}

export const actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const identifier = String(form.get('identifier') ?? '').trim()
    const password = String(form.get('password') ?? '')
    const next = nextPath(String(form.get('next') ?? ''))
    if (!identifier || !password)
      return fail(400, { identifier, problem: 'empty' as const, seconds: 0 })

    const result = await event.locals.identity.signIn(visitorOf(event), identifier, password)
    if (result.kind === 'wait')
      return fail(429, { identifier, problem: 'wait' as const, seconds: result.seconds })
    if (result.kind === 'disabled')
      return fail(403, { identifier, problem: 'disabled' as const, seconds: 0 })
    if (!('setCookies' in result))
      return fail(401, { identifier, problem: 'wrong' as const, seconds: 0 })
    enter(event, result)
    const on = encodeURIComponent(next)
    redirect(303, result.kind === 'second_factor' ? `/sign-in/second-factor?next=${on}` : next)
  },
} satisfies Actions
