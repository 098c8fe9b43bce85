import { error, redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

/** An employer's pages need no script. */
export const csr = false

export const load: LayoutServerLoad = async ({ locals, url, request }) => {
  const { kind, name } = locals.asking.actor
  if (kind === 'nobody') {
    // A form sent after the session ended: a redirect would lose what was typed.
    if (request.method === 'POST')
      error(401, { message: 'session_over', code: 'session_over', typed: locals.typed ?? [] })
    redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`)
  }
  // Members and officers have their own desk.
  if (kind !== 'outsider') error(404, { message: 'not_found', code: 'not_found' })
  return { name: name ?? '' }
}
