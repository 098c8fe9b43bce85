import { files, laterFiles } from 'virtual:field-files'
import { settleSignOut } from '#platform/browser/device/owed-sign-out.ts'
import { owesSignOut, personHere } from '#platform/browser/device/people.ts'
import { laterCache } from '#platform/browser/later-files.ts'
import { alone } from '#platform/browser/outbox/lock.ts'
import { openStore } from '#platform/browser/outbox/store.ts'
import { postAs, upload } from '#platform/browser/outbox/upload.ts'
import { version } from '$app/env'
import { self } from '$app/service-worker'

/**
 * Keeps field mode (and nothing else) on the phone: its shell, which is the same for everybody, and
 * the files of the version that made the shell. No page with anybody's data is ever kept.
 */
const prefix = 'field-'
const kept = `${prefix}${version}`
const shell = '/field'
/** Courses that somebody keeps here: public pages and their pictures (src/modules/learning/components/keep.ts). */
const keptCourses = 'learn-kept'
const statics = ['/favicon.svg', '/mark.svg', '/manifest.webmanifest', '/icons/icon-192.png']

self.addEventListener('install', (event) => {
  event.waitUntil(keepField())
})

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOldVersions(), self.clients.claim()]))
})

self.addEventListener('message', (event) => {
  // The person (or a page with nothing under way) has agreed to the new version.
  if (event.data === 'apply') void self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin || url.pathname === '/sign-out') return
  const isRead = request.method === 'GET'
  const isFile = url.pathname.startsWith('/_app/immutable/') || statics.includes(url.pathname)
  if (isRead && request.mode === 'navigate') event.respondWith(openPage(request, url))
  else if (isRead && isFile) event.respondWith(giveFile(request, url))
  else if (isRead && url.pathname.startsWith('/learn/media/'))
    event.respondWith(giveMedia(request, url))
  else if (!isFile) event.respondWith(askAfterSignOut(request))
})

// Where the browser can, it sends what waits when the network is back, even with no tab open.
self.addEventListener('sync' as 'push', (event) => {
  if ((event as ExtendableEvent & { tag?: string }).tag === 'outbox') event.waitUntil(sendWaiting())
})

/** All of it or nothing: a network that answers everything with its own page must not get in. */
async function keepField(): Promise<void> {
  const cache = await caches.open(kept)
  // Without the session's cookie, so that nothing of the person can be in it.
  const page = await fetch(shell, { credentials: 'omit', cache: 'reload', redirect: 'error' })
  if (!page.ok || !(await page.clone().text()).includes(version)) throw new Error('not our shell')
  await Promise.all([...files, ...statics].map((file) => keepFile(cache, file)))
  await cache.put(shell, page)
}

async function keepFile(cache: Cache, file: string): Promise<void> {
  // Files of the last version that are still in this one need not come again.
  const had = file.startsWith('/_app/immutable/') ? await caches.match(file) : undefined
  const response = had ?? (await fetch(file, { credentials: 'omit' }))
  const isPage = response.headers.get('content-type')?.includes('text/html')
  if (!response.ok || isPage) throw new Error(`not our file: ${file}`)
  await cache.put(file, response)
}

/** The last version stays beside this one: a tab may still run it and ask for its parts. */
async function dropOldVersions(): Promise<void> {
  const versions = (await caches.keys()).filter((name) => name.startsWith(prefix))
  const others = versions.filter((name) => name !== kept)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
  const cache = await caches.open(laterCache)
  for (const { url } of await cache.keys()) {
    if (!laterFiles.includes(new URL(url).pathname)) await cache.delete(url)
  }
}

async function openPage(request: Request, { pathname, search }: URL): Promise<Response> {
  if (pathname === shell) {
    // From the same version as the files: opened at once, whatever the network is like.
    const page = await (await caches.open(kept)).match(shell)
    if (page) return page
  }
  const page = await findKeptCourse(pathname)
  try {
    // On a network that hardly is one, what lies here is better than waiting.
    return await (page
      ? Promise.race([askAfterSignOut(request), failAfter(4000)])
      : askAfterSignOut(request))
  } catch (error) {
    if (page) return page
    if (pathname === shell || !(await caches.match(shell))) throw error
    return Response.redirect(`${shell}?offline=${encodeURIComponent(pathname + search)}`)
  }
}

async function findKeptCourse(pathname: string): Promise<Response | undefined> {
  if (pathname !== '/learn' && !pathname.startsWith('/learn/')) return undefined
  return (await caches.open(keptCourses)).match(pathname)
}

const failAfter = (milliseconds: number): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new TypeError('too slow')), milliseconds))

/** A picture or sound of a course that is kept here; its bytes never change under an address. */
async function giveMedia(request: Request, { pathname }: URL): Promise<Response> {
  const had = request.headers.has('range')
    ? undefined
    : await (await caches.open(keptCourses)).match(pathname)
  if (had) return had
  return fetch(request).catch(async (error) => {
    // A player that asks for parts is given the whole.
    const whole = await (await caches.open(keptCourses)).match(pathname)
    if (whole) return whole
    throw error
  })
}

/**
 * Whoever signed out without a network is signed out of the server before anything else goes there:
 * no page, no list, no record of theirs.
 */
async function askAfterSignOut(request: Request): Promise<Response> {
  const isOwed = await owesSignOut().catch(() => false)
  if (isOwed && !(await settleSignOut())) throw new TypeError('the sign-out has to go first')
  return await fetch(request)
}

async function giveFile(request: Request, { pathname }: URL): Promise<Response> {
  const had = await caches.match(pathname)
  if (had) return had
  const response = await fetch(request)
  if (laterFiles.includes(pathname) && response.ok) {
    await (await caches.open(laterCache)).put(pathname, response.clone())
  }
  return response
}

/** Throws while something hinders it, so that the browser tries again by itself. */
async function sendWaiting(): Promise<void> {
  if (!(await settleSignOut())) throw new Error('the sign-out has to go first')
  const person = await personHere()
  if (!person) return
  const store = await openStore(person.id)
  try {
    const end = await alone(store, () => upload(store, postAs(person.id)))
    if (end?.kind === 'later') throw new Error(end.why)
  } finally {
    store.close()
  }
}
