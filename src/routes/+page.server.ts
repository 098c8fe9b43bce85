import { redirect } from '@sveltejs/kit'
import { isNewInstallation } from '#modules/units/server/index.ts'
import type { PageServerLoad } from './$types'

/** The way in: to the first-run screen, to sign-in, or home. */
export const load: PageServerLoad = async ({ locals }) => {
  if (locals.asking.actor.kind === 'person') redirect(303, '/home')
  if (locals.asking.actor.kind === 'outsider') redirect(303, '/employer')
  redirect(303, (await isNewInstallation(locals.app)) ? '/welcome' : '/sign-in')
}
