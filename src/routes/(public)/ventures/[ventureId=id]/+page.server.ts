import { error } from '@sveltejs/kit'
import { findPublicVenture } from '#modules/ventures/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  const venture = await locals.read((ctx) => findPublicVenture(ctx, params.ventureId))
  if (!venture) error(404, 'not_found')
  if (locals.asking.actor.kind === 'nobody') setHeaders({ 'cache-control': 'public, max-age=300' })
  return { venture, address: `${url.origin}/ventures/${venture.id}` }
}
