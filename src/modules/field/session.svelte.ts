import { getContext, setContext } from 'svelte'
import * as m from '#paraglide/messages.js'
import { type AppVersion, askForBackgroundSync, installApp } from '#platform/browser/app-version.ts'
import { settleSignOut } from '#platform/browser/device/owed-sign-out.ts'
import {
  countUnsentOfOthers,
  findPerson,
  type Person,
  personHere,
  setPersonHere,
} from '#platform/browser/device/people.ts'
import { sessionConfirmed, sessionEnded } from '#platform/browser/device/pin.ts'
import { signOutHere } from '#platform/browser/device/sign-out.ts'
import { readStorageState, type StorageState } from '#platform/browser/device/storage.ts'
import { append, dismiss, mend, takeUp, undo } from '#platform/browser/outbox/append.ts'
import { onChange } from '#platform/browser/outbox/changes.ts'
import {
  clearOld,
  listDay,
  listNeedingAttention,
  listTopic,
  listUnsent,
} from '#platform/browser/outbox/history.ts'
import type { NewRecord, OutboxRecord } from '#platform/browser/outbox/record.ts'
import {
  type DeviceState,
  getDevice,
  type OutboxStore,
  openStore,
  StoreIsNewer,
} from '#platform/browser/outbox/store.ts'
import { postAs } from '#platform/browser/outbox/upload.ts'
import {
  startUploader,
  type Uploader,
  type UploadState,
} from '#platform/browser/outbox/uploader.ts'
import { dayOf } from '#platform/days.ts'
import { showToast } from '#ui/toasts.svelte.ts'
import { dropPack, fetchPack, findPack, type KeptPack, keepPack } from './pack.ts'
import { undoKind } from './records.ts'
import { describe } from './words.ts'

export type Phase =
  | 'opening'
  /** Nobody has worked here yet, and there is no network to find out who may. */
  | 'needs_network'
  | 'needs_sign_in'
  /** Signed out on this phone; the server hears of it as soon as there is a network. */
  | 'sign_out_owed'
  | 'not_allowed'
  | 'locked'
  | 'ready'
  /** The store belongs to a newer version of the program. */
  | 'outdated'
  /** No storage here: a private window, a full or broken disk, an insecure address. */
  | 'no_storage'

/** Undo stands ready for so long after a record. */
export const undoMs = 10_000
/** But not at once: the second of two quick taps must not take back what the first has done. */
export const undoAfterMs = 600
/** A lock closes after so long in the background. */
const lockAfterMs = 60_000
const packEveryMs = 30 * 60_000

/** Field mode on this phone: who works here, what they have recorded, and how it stands. */
export class FieldSession {
  phase = $state<Phase>('opening')
  person = $state.raw<Person>()
  kept = $state.raw<KeptPack>()
  online = $state(navigator.onLine)
  /** The server says that nobody is signed in; work goes on, sending does not. */
  signedOut = $state(false)
  today = $state(dayOf(new Date()))
  /** Today's own records. */
  records = $state.raw<OutboxRecord[]>([])
  /** Everything of the chosen activity, of whatever day. */
  ofActivity = $state.raw<OutboxRecord[]>([])
  unsent = $state.raw<OutboxRecord[]>([])
  attention = $state.raw<OutboxRecord[]>([])
  upload = $state.raw<UploadState>({ kind: 'idle' })
  device = $state.raw<DeviceState>()
  storage = $state.raw<StorageState>()
  othersUnsent = $state(0)
  hasPin = $state(false)
  updateReady = $state(false)
  /** What was recorded last, while it can be taken back at once. */
  fresh = $state.raw<OutboxRecord>()
  /** The last attempt to write something down failed: the person must know. */
  writeFailed = $state(false)

  #store: OutboxStore | undefined
  #uploader: Uploader | undefined
  #app: AppVersion | undefined
  #topic: string | undefined
  #freshTimer: ReturnType<typeof setTimeout> | undefined
  #hiddenAt = 0
  #endings: (() => void)[] = []

  get pack() {
    return this.kept?.pack
  }

  get packExpired(): boolean {
    return this.kept !== undefined && Date.now() > Date.parse(this.kept.pack.validUntil)
  }

  /** The phone's clock is clearly wrong: by the server's word, or behind the pack's own time. */
  get clockOff(): number {
    const told = this.device?.clockOffset ?? 0
    if (Math.abs(told) > 120_000) return told
    const behind = Date.parse(this.kept?.pack.issuedAt ?? '') - Date.now()
    return behind > 300_000 ? behind : 0
  }

  async start(): Promise<void> {
    if (!('indexedDB' in globalThis) || !isSecureContext) {
      this.phase = 'no_storage'
      return
    }
    this.#listen()
    void installApp(() => {
      this.updateReady = true
    }).then((app) => {
      this.#app = app
    })
    try {
      const person = await personHere()
      if (person) await this.#open(person)
      await this.refresh()
      if (!this.person && this.phase === 'opening') this.phase = 'needs_network'
    } catch (error) {
      this.phase = error instanceof StoreIsNewer ? 'outdated' : 'no_storage'
    }
  }

  stop(): void {
    for (const end of this.#endings.splice(0)) end()
    this.#close()
  }

  /** Asks the server who is signed in and for a newer pack. */
  async refresh(): Promise<void> {
    if (!(await settleSignOut())) return this.#signedOutHere()
    const answer = await fetchPack(this.kept?.etag)
    if (answer.kind === 'unreachable') return
    if (answer.kind === 'sign_in' || answer.kind === 'denied') return this.#turnedAway(answer.kind)
    this.signedOut = false
    if (answer.kind === 'new') await this.#take(answer.kept)
    if (this.person && (await sessionConfirmed(this.person.id))) {
      this.hasPin = false
      if (this.phase === 'locked') this.phase = 'ready'
    }
    void this.#uploader?.sendNow()
  }

  /** Work on one activity: its records are at hand from now on. */
  async choose(activityId: string | undefined): Promise<void> {
    if (this.#topic === activityId) return
    this.#topic = activityId
    this.ofActivity = []
    await this.#read()
  }

  /** Writes a record down. Returns whether it is safe; where not, the screen says so. */
  async record(given: NewRecord): Promise<boolean> {
    return this.#write(async (store) => {
      this.#showFresh(await append(store, given))
      navigator.vibrate?.([20, 40, 20])
    })
  }

  /** Writes a record down that has a screen of its own. Returns it once it is safe. */
  async write(given: NewRecord): Promise<OutboxRecord | undefined> {
    let made: OutboxRecord | undefined
    await this.#write(async (store) => {
      made = await append(store, given)
    })
    return this.writeFailed ? undefined : made
  }

  /** Takes a record back, and says so: nothing is undone in silence. */
  async undo(record: OutboxRecord): Promise<boolean> {
    return this.#write(async (store) => {
      await undo(store, record.id, undoKind(record.kind))
      if (this.fresh?.id === record.id) this.fresh = undefined
      if (this.pack) showToast(m.field_undone_said({ what: describe(record, this.pack).what }))
    })
  }

  async mend(refused: OutboxRecord, given: NewRecord): Promise<boolean> {
    return this.#write((store) => mend(store, refused.id, given))
  }

  async dismiss(record: OutboxRecord): Promise<boolean> {
    return this.#write((store) => dismiss(store, record.id))
  }

  /** A refused record that was let be waits to be mended again. */
  async takeUp(record: OutboxRecord): Promise<boolean> {
    return this.#write((store) => takeUp(store, record.id))
  }

  async sendNow(): Promise<void> {
    await this.#uploader?.sendNow()
    await this.refresh()
  }

  unlock(): void {
    this.phase = 'ready'
  }

  async pinChanged(): Promise<void> {
    this.hasPin = Boolean(this.person && (await findPerson(this.person.id))?.pin)
  }

  async storageChanged(): Promise<void> {
    this.storage = await readStorageState()
  }

  /** The store, for what only the device's own screen does: export, import, history. */
  get store(): OutboxStore | undefined {
    return this.#store
  }

  /** Whether a newer version may take over now: nothing is being sent or about to be undone. */
  get mayUpdate(): boolean {
    return this.upload.kind !== 'sending' && !this.fresh
  }

  applyUpdate(): void {
    if (this.mayUpdate) this.#app?.apply()
  }

  /** Signs out here, and of the server now or as soon as there is a network. What waits stays for its owner. */
  async signOut(): Promise<void> {
    if (this.#store) await dropPack(this.#store)
    const isDone = await signOutHere()
    if (!isDone) return this.#signedOutHere()
    this.stop()
    location.href = '/sign-in?next=/field'
  }

  #signedOutHere(): void {
    this.#close()
    this.phase = 'sign_out_owed'
    void askForBackgroundSync()
  }

  /** Whoever has worked here goes on working; the server only takes nothing for now. */
  async #turnedAway(how: 'sign_in' | 'denied'): Promise<void> {
    if (!this.person) {
      this.phase = how === 'sign_in' ? 'needs_sign_in' : 'not_allowed'
      return
    }
    this.signedOut = how === 'sign_in'
    if (this.signedOut) await sessionEnded(this.person.id)
  }

  async #take(kept: KeptPack): Promise<void> {
    const { person } = kept.pack
    if (person.id !== this.person?.id) await this.#open(person)
    if (this.#store) await keepPack(this.#store, kept)
    this.kept = kept
  }

  async #open(person: Person): Promise<void> {
    this.#close()
    const store = await openStore(person.id, {
      onReplaced: () => {
        this.phase = 'outdated'
      },
      onLost: () => {
        this.phase = 'no_storage'
      },
    })
    this.#store = store
    this.person = person
    await setPersonHere(person)
    this.kept = await findPack(store)
    await this.pinChanged()
    await clearOld(store)
    this.#endings.push(onChange(store.name, () => void this.#read()))
    await this.#read()
    this.#uploader = startUploader(store, {
      post: postAs(person.id),
      label: deviceLabel(),
      onState: (state) => this.#uploadIs(state),
    })
    this.phase = this.hasPin ? 'locked' : 'ready'
    void this.storageChanged()
    void countUnsentOfOthers(person.id).then((count) => {
      this.othersUnsent = count
    })
  }

  #close(): void {
    this.#uploader?.stop()
    this.#store?.close()
    this.#uploader = this.#store = undefined
    this.person = this.kept = this.fresh = undefined
    this.records = this.ofActivity = this.unsent = this.attention = []
  }

  async #write(act: (store: OutboxStore) => Promise<unknown>): Promise<boolean> {
    try {
      if (!this.#store) throw new Error('no store')
      await act(this.#store)
      this.writeFailed = false
      // So that what the screen says next is true: it counts, and it waits.
      await this.#read()
    } catch {
      // Nothing was written: say so, loudly, and keep what is on the screen.
      this.writeFailed = true
      navigator.vibrate?.(400)
    }
    return !this.writeFailed
  }

  #showFresh(record: OutboxRecord): void {
    this.fresh = record
    clearTimeout(this.#freshTimer)
    this.#freshTimer = setTimeout(() => {
      this.fresh = undefined
    }, undoMs)
  }

  #uploadIs(state: UploadState): void {
    this.upload = state
    if (state.kind === 'sign_in') this.signedOut = true
    if (state.kind === 'waiting') void askForBackgroundSync()
  }

  async #read(): Promise<void> {
    const store = this.#store
    if (!store) return
    const today = dayOf(new Date())
    const [records, unsent, attention, device, ofActivity] = await Promise.all([
      listDay(store, today),
      listUnsent(store),
      listNeedingAttention(store),
      getDevice(store),
      this.#topic ? listTopic(store, this.#topic) : [],
    ])
    if (store !== this.#store) return
    Object.assign(this, { today, records, unsent, attention, device, ofActivity })
  }

  #listen(): void {
    const on = (target: EventTarget, name: string, act: () => void) => {
      target.addEventListener(name, act)
      this.#endings.push(() => target.removeEventListener(name, act))
    }
    on(globalThis, 'online', () => {
      this.online = true
      void this.refresh()
    })
    on(globalThis, 'offline', () => {
      this.online = false
    })
    on(document, 'visibilitychange', () => this.#seen(document.visibilityState === 'visible'))
    const timer = setInterval(() => void this.refresh(), packEveryMs)
    this.#endings.push(() => clearInterval(timer))
  }

  #seen(visible: boolean): void {
    if (!visible) {
      this.#hiddenAt = Date.now()
      if (this.unsent.length > 0) void askForBackgroundSync()
      return
    }
    const away = Date.now() - this.#hiddenAt
    if (this.hasPin && this.phase === 'ready' && away > lockAfterMs) this.phase = 'locked'
    this.#app?.check()
    void this.#read()
  }
}

/** What the server calls this phone: system and browser, nothing that tells phones of a kind apart. */
function deviceLabel(): string {
  const system = /Android [\d.]+|iPhone OS [\d_]+|Windows|Mac OS X|Linux/.exec(navigator.userAgent)
  return (system?.[0] ?? 'Web').replaceAll('_', '.')
}

const key = Symbol('field')
export const provideField = (session: FieldSession): FieldSession => setContext(key, session)
export const useField = (): FieldSession => getContext<FieldSession>(key)
