import type { LayoutServerLoad } from './$types'

/** What the public reads needs no script. */
export const csr = false

export const load: LayoutServerLoad = async ({ locals }) => ({
  locale: locals.asking.locale,
  isSignedIn: locals.asking.actor.kind === 'person',
  isOutsider: locals.asking.actor.kind === 'outsider',
})
