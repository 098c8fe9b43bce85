/** The cache of courses on this phone: public pages and pictures, nobody's data. */
export const keptCourses = 'learn-kept'

const own = /(?:href|src)="(\/(?:_app\/immutable|learn\/media)\/[^"]+|\/mark\.svg)"/g

/**
 * Puts addresses of public pages on the phone, with the styles and pictures that they show. Asked without a
 * session, so that nothing of a person is in them. `done` hears of each; throws where one cannot be had.
 */
export async function keepPages(
  addresses: readonly string[],
  done: (kept: number, of: number) => void,
): Promise<void> {
  const cache = await caches.open(keptCourses)
  const wanted = new Set<string>(addresses)
  let kept = 0
  for (const address of wanted) {
    const answer = await fetch(address, { credentials: 'omit', cache: 'reload', redirect: 'error' })
    if (!answer.ok) throw new Error(`cannot be kept: ${address}`)
    if (addresses.includes(address)) {
      const text = await answer.clone().text()
      for (const [, found = ''] of text.matchAll(own)) wanted.add(found)
    }
    await cache.put(address, answer)
    done(++kept, wanted.size)
  }
}

/** Keeps media that are not here yet; what cannot be had now is asked for the next time. */
export async function keepMediaFiles(ids: readonly string[]): Promise<void> {
  const cache = await caches.open(keptCourses)
  for (const id of ids) {
    const address = `/learn/media/${id}`
    if (await cache.match(address)) continue
    const answer = await fetch(address, { credentials: 'omit', redirect: 'error' }).catch(
      () => undefined,
    )
    if (answer?.ok) await cache.put(address, answer)
  }
}

export const dropPages = async (prefix: string): Promise<void> => {
  const cache = await caches.open(keptCourses)
  for (const request of await cache.keys())
    if (new URL(request.url).pathname.startsWith(prefix)) await cache.delete(request)
}

export const isKept = async (address: string): Promise<boolean> =>
  (await (await caches.open(keptCourses)).match(address)) !== undefined
