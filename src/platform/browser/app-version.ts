/** Which version of the program made the page: its shell says so. */
export const installedVersion = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name=version]')?.content ?? ''

/** The program as it is installed on this phone. */
export interface AppVersion {
  /** Asks the server whether there is a newer one. */
  check(): void
  /** Changes over to the newer one: every tab loads anew. */
  apply(): void
}

/**
 * Installs the service worker and says when a newer version lies ready. It never takes over by
 * itself: the caller applies it when nothing is being written.
 */
export async function installApp(onReady: () => void): Promise<AppVersion | undefined> {
  const workers = globalThis.navigator?.serviceWorker
  if (!workers || import.meta.env.DEV) return undefined
  let hasOne = workers.controller !== null
  const registration = await workers.register('/service-worker.js')
  if (registration.waiting) onReady()
  registration.addEventListener('updatefound', () => {
    const next = registration.installing
    next?.addEventListener('statechange', () => {
      if (next.state === 'installed' && workers.controller) onReady()
    })
  })
  let reloading = false
  workers.addEventListener('controllerchange', () => {
    // The first one takes over a page that is already of its version.
    if (hasOne && !reloading) {
      reloading = true
      location.reload()
    }
    hasOne = true
  })
  return {
    check: () => void registration.update().catch(() => {}),
    apply: () => registration.waiting?.postMessage('apply'),
  }
}

/** Puts field mode on the phone while its owner is still at home with a network. */
export async function keepFieldAtHand(): Promise<void> {
  if (!import.meta.env.DEV)
    await navigator.serviceWorker?.register('/service-worker.js').catch(() => {})
}

interface SyncManager {
  register(tag: string): Promise<void>
}

/** Asks the browser to send what waits when the network is back, where it can do so. */
export async function askForBackgroundSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as
    | (ServiceWorkerRegistration & { sync?: SyncManager })
    | undefined
  await registration?.sync?.register('outbox').catch(() => {})
}
