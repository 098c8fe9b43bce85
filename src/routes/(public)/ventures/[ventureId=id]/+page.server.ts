import { error } from '@sveltejs/kit'
import { findPublicVenture } from '#modules/ventures/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const venture = await locals.read((ctx) => findPublicVenture(ctx, params.ventureId))
  if (!venture) error(404, 'not_found')
  return { venture, address: `${url.origin}/ventures/${venture.id}` }
}
