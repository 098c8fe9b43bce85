import { error, redirect } from '@sveltejs/kit'
import { beginInstallation, isNewInstallation } from '#modules/units/server/index.ts'
import { formFailure, readForm } from '#platform/server/form-action.ts'
import { enter, visitorOf } from '#platform/server/identity/visitor.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  if (!(await isNewInstallation(locals.app))) error(404, 'not_found')
  return {}
}

export const actions = {
  default: async (event) => {
    const { app, identity } = event.locals
    const form = await event.request.formData()
    try {
      await beginInstallation(app, identity, readForm(form))
    } catch (problem) {
      return formFailure(problem, form)
    }
    const who = String(form.get('phone') || form.get('email'))
    const result = await identity.signIn(visitorOf(event), who, String(form.get('password')))
    if (result.kind === 'signed_in') enter(event, result)
    redirect(303, '/home')
  },
} satisfies Actions
