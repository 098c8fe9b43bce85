import { fail, redirect } from '@sveltejs/kit'
import { Invalid } from '#platform/server/errors.ts'
import { checkPassword, findLogin, setPassword } from '#platform/server/identity/index.ts'
import { nextPath, visitorOf } from '#platform/server/identity/visitor.ts'
import { faultText } from '#platform/server/messages.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const { accountId } = locals.asking.actor
  if (!accountId) redirect(303, '/sign-in?next=/account/password')
  const login = await findLogin(locals.identity.pool, { id: accountId })
  return {
    forced: login?.mustChangePassword ?? false,
    next: nextPath(url.searchParams.get('next')),
  }
}

export const actions = {
  default: async (event) => {
    const { identity, asking, sessionId } = event.locals
    const { accountId } = asking.actor
    if (!accountId) redirect(303, '/sign-in')
    const form = await event.request.formData()
    const [present, fresh, again] = ['present', 'fresh', 'again'].map((name) =>
      String(form.get(name) ?? ''),
    )
    const checked = await identity.call(visitorOf(event), '/verify-password', { password: present })
    if (checked.status !== 200)
      return fail(400, { faults: { present: faultText('password_wrong') } })
    if (fresh !== again) return fail(400, { faults: { again: faultText('password_differs') } })
    if (fresh === present) return fail(400, { faults: { fresh: faultText('password_same') } })
    try {
      checkPassword(fresh ?? '')
    } catch (error) {
      if (error instanceof Invalid)
        return fail(400, { faults: { fresh: faultText(error.faults[0]?.code ?? '') } })
      throw error
    }
    await setPassword(identity.pool, accountId, fresh ?? '', {
      mustChange: false,
      keepSession: sessionId,
    })
    redirect(303, '/home')
  },
} satisfies Actions
