import type { Photo, Place, Room } from './queries.ts'

/** A place in the words of schema.org, as search engines read them; only what the page says too. */
export function describePlace(
  place: Place,
  rooms: readonly Room[],
  url: string,
  photos: readonly Photo[] = [],
): object {
  const geo =
    place.latitude !== null
      ? { geo: { '@type': 'GeoCoordinates', latitude: place.latitude, longitude: place.longitude } }
      : {}
  const address = {
    '@type': 'PostalAddress',
    addressCountry: 'VN',
    addressLocality: [place.village, place.commune].filter(Boolean).join(', '),
  }
  const common = {
    '@context': 'https://schema.org',
    '@id': url,
    url,
    name: place.name,
    description: place.summary,
    ...(photos.length > 0 && {
      image: photos.map(({ id, caption, width, height }) => ({
        '@type': 'ImageObject',
        contentUrl: `${url}/photos/${id}`,
        ...{ caption, width, height },
      })),
    }),
  }
  if (place.kind === 'festival')
    return {
      ...common,
      '@type': 'Festival',
      startDate: place.startsOn,
      endDate: place.endsOn,
      eventStatus: 'https://schema.org/EventScheduled',
      location: {
        '@type': 'Place',
        name: place.village ?? place.commune ?? place.name,
        address,
        ...geo,
      },
    }
  if (place.kind === 'homestay')
    return {
      ...common,
      '@type': 'LodgingBusiness',
      address,
      ...geo,
      ...(place.phone && { telephone: place.phone }),
      currenciesAccepted: 'VND',
      ...(rooms.length > 0 && { priceRange: `${rooms[0]?.price}–${rooms.at(-1)?.price} VND` }),
      ...(place.languages.length > 0 && { availableLanguage: place.languages }),
    }
  return {
    ...common,
    '@type': place.kind === 'guide' ? 'LocalBusiness' : 'TouristAttraction',
    address,
    ...geo,
    ...(place.phone && { telephone: place.phone }),
    ...(place.languages.length > 0 && { availableLanguage: place.languages }),
  }
}
