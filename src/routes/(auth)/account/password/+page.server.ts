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

type Field = 'present' | 'fresh' | 'again'
const refused = (field: Field, text: string) =>
  fail(400, { faults: { [field]: text } as Partial<Record<Field, string>>, seconds: 0 })

export const actions = {
  default: async (event) => {
    const { identity, asking, sessionId } = event.locals
    const { accountId, kind } = asking.actor
    if (!accountId || kind !== 'person') redirect(303, '/sign-in')
    const form = await event.request.formData()
    const [present, fresh, again] = (['present', 'fresh', 'again'] as const).map((name) =>
      String(form.get(name) ?? ''),
    ) as [string, string, string]
    // What is wrong with the new one is said first; it costs no attempt.
    if (fresh !== again) return refused('again', faultText('password_differs'))
    if (fresh === present) return refused('fresh', faultText('password_same'))
    try {
      checkPassword(fresh)
    } catch (error) {
      if (error instanceof Invalid) return refused('fresh', faultText(error.faults[0]?.code ?? ''))
      throw error
    }
    const checked = await identity.callWithPassword(
      visitorOf(event),
      accountId,
      '/verify-password',
      present,
    )
    if (checked.kind === 'wait') return fail(429, { faults: {}, seconds: checked.seconds })
    if (checked.kind === 'wrong') return refused('present', faultText('password_wrong'))
    await setPassword(identity.pool, accountId, fresh, {
      mustChange: false,
      keepSession: sessionId,
    })
    redirect(303, nextPath(String(form.get('next') ?? '')))
  },
} satisfies Actions
