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
type Faults = Partial<Record<Field, string>>

/** What is wrong with the new password, all of it at once. */
function faultsOfNew(present: string, fresh: string, again: string): Faults {
  const faults: Faults = {}
  if (fresh !== again) faults.again = faultText('password_differs')
  if (fresh === present) faults.fresh = faultText('password_same')
  try {
    checkPassword(fresh)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    faults.fresh = faultText(error.faults[0]?.code ?? '')
  }
  return faults
}

/** Where to go on, with the word that it is done. */
function changedAt(path: string): string {
  const [place = '/home', hash = ''] = path.split('#')
  return `${place}${place.includes('?') ? '&' : '?'}done=password${hash && `#${hash}`}`
}

export const actions = {
  default: async (event) => {
    const { identity, asking, sessionId } = event.locals
    const { accountId, kind } = asking.actor
    if (!accountId || (kind !== 'person' && kind !== 'outsider')) redirect(303, '/sign-in')
    const form = await event.request.formData()
    const [present, fresh, again] = (['present', 'fresh', 'again'] as const).map((name) =>
      String(form.get(name) ?? ''),
    ) as [string, string, string]
    const faults = faultsOfNew(present, fresh, again)
    const checked = await identity.callWithPassword(
      visitorOf(event),
      accountId,
      '/verify-password',
      present,
    )
    if (checked.kind === 'wait')
      return fail(429, { faults: {} as Faults, seconds: checked.seconds })
    if (checked.kind === 'wrong') faults.present = faultText('password_wrong')
    if (Object.keys(faults).length > 0) return fail(400, { faults, seconds: 0 })
    await setPassword(identity.pool, accountId, fresh, {
      mustChange: false,
      keepSession: sessionId,
    })
    redirect(303, changedAt(nextPath(String(form.get('next') ?? ''))))
  },
} satisfies Actions
