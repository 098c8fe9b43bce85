import { redirect } from '@sveltejs/kit'
import { listMyRoles } from '#platform/server/access/held.ts'
import { findLogin, setLocale } from '#platform/server/identity/index.ts'
import { messageNamed } from '#platform/server/messages.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const { accountId } = locals.asking.actor
  const login = accountId ? await findLogin(locals.identity.pool, { id: accountId }) : undefined
  const roles = await locals.read(listMyRoles)
  return {
    login: login && {
      name: login.name,
      phone: login.phone,
      email: login.email?.endsWith('@phone.invalid') ? null : (login.email ?? null),
    },
    roles: roles.map((role) => ({
      ...role,
      name: messageNamed(`access_role_${role.roleType}`) ?? role.roleType,
    })),
    locale: locals.asking.locale,
  }
}

export const actions = {
  language: async ({ request, locals, cookies, url }) => {
    const locale = (await request.formData()).get('locale') === 'en' ? 'en' : 'vi'
    const { accountId } = locals.asking.actor
    if (accountId) await setLocale(locals.identity.pool, accountId, locale)
    cookies.set('locale', locale, {
      path: '/',
      maxAge: 34_560_000,
      httpOnly: false,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
    })
    redirect(303, '/account')
  },
} satisfies Actions
