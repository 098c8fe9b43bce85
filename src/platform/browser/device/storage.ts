/** How safe what is written down lies on this phone. */
export interface StorageState {
  /** The browser will not clear it by itself; nothing where it does not say. */
  persistent: boolean | undefined
  /** Less than this many bytes are left, where the browser says. */
  freeBytes: number | undefined
  nearlyFull: boolean
}

const littleBytes = 20 * 1024 * 1024

export async function readStorageState(): Promise<StorageState> {
  const storage = globalThis.navigator?.storage
  const persistent = await storage?.persisted?.().catch(() => undefined)
  const estimate = await storage?.estimate?.().catch(() => undefined)
  const freeBytes =
    estimate?.quota === undefined ? undefined : estimate.quota - (estimate.usage ?? 0)
  return { persistent, freeBytes, nearlyFull: freeBytes !== undefined && freeBytes < littleBytes }
}

/** Asks the browser to keep the data; some ask the person, some decide by themselves. */
export async function askToPersist(): Promise<boolean> {
  return (await globalThis.navigator?.storage?.persist?.().catch(() => false)) ?? false
}
