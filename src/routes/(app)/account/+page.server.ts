import { redirect } from '@sveltejs/kit'
import { listMyRoles } from '#platform/server/access/held.ts'
import { findLogin, setLocale } from '#platform/server/identity/index.ts'
import { keepLocale } from '#platform/server/identity/visitor.ts'
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
  language: async (event) => {
    const locale = (await event.request.formData()).get('locale') === 'en' ? 'en' : 'vi'
    const { accountId } = event.locals.asking.actor
    if (accountId) await setLocale(event.locals.identity.pool, accountId, locale)
    keepLocale(event, locale)
    redirect(303, '/account')
  },
} satisfies Actions
