import { error } from '@sveltejs/kit'
import { findInvitation } from '#modules/meetings/server/index.ts'
import type { PageServerLoad } from './$types'

/** What an invitation says to whoever was given its address. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  const invitation = await locals.read((ctx) => findInvitation(ctx, params.token))
  if (!invitation) error(404, 'not_found')
  // Neither a search engine nor the next page that is opened learns of the address.
  setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'private, no-cache' })
  return { invitation, token: params.token }
}
