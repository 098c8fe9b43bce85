import type { Hindrance } from './answer.ts'
import { waitAfter } from './backoff.ts'
import { onChange } from './changes.ts'
import { listUnsent } from './history.ts'
import { alone } from './lock.ts'
import type { OutboxStore } from './store.ts'
import { type Post, type UploadEnd, upload } from './upload.ts'

/** How the outbox stands with the server, for the screen. */
export type UploadState =
  | { kind: 'idle' }
  | { kind: 'sending' }
  | { kind: 'waiting'; why: Hindrance; until: number }
  | { kind: 'sign_in' }
  | { kind: 'denied'; code: string }

export interface UploaderOptions {
  post: Post
  label?: string
  random?: () => number
  onState?: (state: UploadState) => void
}

export interface Uploader {
  /** Tries now, whatever was waited for. */
  sendNow(): Promise<UploadEnd | undefined>
  stop(): void
}

/**
 * Sends what waits: when something is written down, when the network or the screen comes back, and
 * again after a failure, waiting longer each time. Only one tab of a phone does it at a time.
 */
export function startUploader(store: OutboxStore, options: UploaderOptions): Uploader {
  const { post, label, random = Math.random, onState } = options
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let stopped = false
  let running: Promise<UploadEnd | undefined> | undefined

  const rest = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), ms)
  }

  function run(asked = false): Promise<UploadEnd | undefined> {
    clearTimeout(timer)
    timer = undefined
    running ??= once(asked)
      .catch(storeFailed)
      .finally(() => {
        running = undefined
      })
    return running
  }

  /** The store itself failed: closed by a newer version, or a disk at its end. Nothing was lost. */
  function storeFailed(): undefined {
    if (!stopped) rest(waitAfter(++failures, random()))
  }

  async function once(asked: boolean): Promise<UploadEnd | undefined> {
    if (stopped || (await listUnsent(store)).length === 0) {
      onState?.({ kind: 'idle' })
      return undefined
    }
    // A phone that knows it has no network need not try; asked by a person, it does all the same.
    const isOffline = !asked && globalThis.navigator?.onLine === false
    if (!isOffline) onState?.({ kind: 'sending' })
    const end: UploadEnd | undefined = isOffline
      ? { kind: 'later', why: 'offline' }
      : await alone(store, () => upload(store, post, label))
    if (stopped) return end
    if (!end) {
      // Another tab is at it; look again in case it is closed half-way.
      onState?.({ kind: 'idle' })
      rest(waitAfter(1, random()) + 5_000)
      return undefined
    }
    if (end.kind === 'later') {
      const ms = waitAfter(++failures, random(), end.waitMs)
      onState?.({ kind: 'waiting', why: end.why, until: Date.now() + ms })
      rest(ms)
      return end
    }
    failures = 0
    if (end.kind !== 'all_sent') onState?.(end)
    else {
      onState?.({ kind: 'idle' })
      // What was written down after the last batch was taken.
      if ((await listUnsent(store)).length > 0) rest(0)
    }
    return end
  }

  const sendNow = () => {
    failures = 0
    return run(true)
  }
  const soon = () => {
    // A moment, so that an undo at once goes up with what it takes back; not while it must wait.
    if (!timer && !running && !stopped) rest(1_500)
  }
  const comeBack = () => {
    failures = 0
    if (globalThis.document?.visibilityState !== 'hidden') void run()
  }
  const quiet = onChange(store.name, soon)
  globalThis.addEventListener?.('online', comeBack)
  globalThis.document?.addEventListener('visibilitychange', comeBack)
  void run()

  return {
    sendNow,
    stop() {
      stopped = true
      clearTimeout(timer)
      quiet()
      globalThis.removeEventListener?.('online', comeBack)
      globalThis.document?.removeEventListener('visibilitychange', comeBack)
    },
  }
}
