/** The cache of large files that field mode needs offline but not at once; any version's. */
export const laterCache = 'later'

/**
 * Puts a file there. The page does it itself: on a first visit the service worker may be ready and
 * not yet between the page and the network.
 */
export async function keepLater(file: string): Promise<void> {
  const cache = await caches.open(laterCache)
  if (!(await cache.match(file))) await cache.add(file)
}
