import { error } from '@sveltejs/kit'
import { listPlacesOfVenture } from '#modules/tourism/server/index.ts'
import { findPublicVenture } from '#modules/ventures/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = await locals.read(async (ctx) => ({
    venture: await findPublicVenture(ctx, params.ventureId),
    places: await listPlacesOfVenture(ctx, params.ventureId),
  }))
  const { venture } = found
  if (!venture) error(404, 'not_found')
  // Also who keeps them sees here what everybody sees.
  const places = found.places.filter(({ isPublic }) => isPublic)
  return { venture, places, address: `${url.origin}/ventures/${venture.id}` }
}
