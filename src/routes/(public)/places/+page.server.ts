import { placeKinds } from '#modules/tourism/index.ts'
import { layMap, listPublicPlaces } from '#modules/tourism/server/index.ts'
import { cacheInPublic } from '#platform/server/public-answer.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locals, url } = event
  const kind = placeKinds.find((one) => one === url.searchParams.get('kind'))
  const asked = Math.trunc(Number(url.searchParams.get('month')))
  const month = asked >= 1 && asked <= 12 ? asked : undefined
  cacheInPublic(event)
  const places = await locals.read((ctx) => listPublicPlaces(ctx, { kind, month }))
  // Those with a spot first, so that the numbers of the map and of the list are the same.
  const sorted = [
    ...places.filter(({ latitude }) => latitude !== null),
    ...places.filter(({ latitude }) => latitude === null),
  ]
  return {
    look: 'wide' as const,
    kind: kind ?? null,
    month: month ?? null,
    places: sorted,
    map:
      layMap(
        sorted.flatMap(({ latitude, longitude }) =>
          latitude === null || longitude === null ? [] : { latitude, longitude },
        ),
        locals.app.config.MAP_TILES,
      ) ?? null,
  }
}
