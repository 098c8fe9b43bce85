// @ts-nocheck: served as it stands; what a worker has around it is not what the program has.
/*
 * Shows what was published on the phones that asked for it. It keeps no page and answers no request: of
 * a network that is weak it takes nothing. What arrives twice replaces itself by its tag.
 */
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const said = readMessage(event)
  event.waitUntil(
    self.registration.showNotification(said.title, {
      body: said.body,
      tag: said.tag,
      icon: '/icons/icon-192.png',
      lang: 'vi',
      data: { url: said.url },
    }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(self.clients.openWindow(event.notification.data?.url ?? '/news'))
})

/** What cannot be read is news all the same: a browser takes the right away from who pushes and shows nothing. */
function readMessage(event) {
  const other = { title: 'Tin của tuổi trẻ', body: '', tag: 'news', url: '/news' }
  try {
    const { title, body, tag, url } = event.data.json()
    const leadsHere = typeof url === 'string' && /^\/(?![/\\])/.test(url)
    return {
      title: String(title || other.title),
      body: String(body ?? ''),
      tag: String(tag ?? other.tag),
      url: leadsHere ? url : other.url,
    }
  } catch {
    return other
  }
}
