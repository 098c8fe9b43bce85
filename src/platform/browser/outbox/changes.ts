/**
 * Tells this tab, the other tabs and the service worker that a store has changed. Where the
 * browser has no BroadcastChannel the others find out when they next look.
 */
const listeners = new Map<string, Set<() => void>>()
let channel: BroadcastChannel | undefined

function open(): BroadcastChannel | undefined {
  if (channel || typeof BroadcastChannel === 'undefined') return channel
  channel = new BroadcastChannel('xungkich-outbox')
  channel.onmessage = (event: MessageEvent<string>) => tell(event.data)
  // Node's channel would keep a test's process alive.
  ;(channel as { unref?: () => void }).unref?.()
  return channel
}

function tell(storeName: string): void {
  for (const listener of listeners.get(storeName) ?? []) listener()
}

export function announceChange(storeName: string): void {
  tell(storeName)
  open()?.postMessage(storeName)
}

/** Calls back after each change of a store, wherever it was made. Returns what ends it. */
export function onChange(storeName: string, listener: () => void): () => void {
  open()
  const those = listeners.get(storeName) ?? new Set()
  listeners.set(storeName, those.add(listener))
  return () => those.delete(listener)
}
