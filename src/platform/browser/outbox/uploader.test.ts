import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { uuidv7 } from '../../uuid.ts'
import { json, ModelServer } from '../testing/model-server.ts'
import { append } from './append.ts'
import { listUnsent } from './history.ts'
import { type OutboxStore, openStore } from './store.ts'
import type { Post } from './upload.ts'
import { startUploader, type Uploader, type UploadState } from './uploader.ts'

let store: OutboxStore
let server: ModelServer
let states: UploadState[]
let uploader: Uploader | undefined
const record = { kind: 'a', body: {}, topic: 't' }

const start = (post: Post) => {
  uploader = startUploader(store, { post, random: () => 0, onState: (state) => states.push(state) })
}
const untilSent = () => vi.waitFor(async () => expect(await listUnsent(store)).toEqual([]), 10_000)

beforeEach(async () => {
  store = await openStore(uuidv7())
  server = new ModelServer()
  states = []
})
afterEach(() => {
  uploader?.stop()
  store.close()
})

test('what is written down goes up by itself, soon', async () => {
  start(async (batch) => server.take(batch))
  await append(store, record)
  await untilSent()
  expect(server.stored.size).toBe(1)
  await vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: 'idle' }))
})

test('after a failure it says until when it waits, and tries again', async () => {
  let failures = 2
  await append(store, record)
  start(async (batch) => (failures-- > 0 ? json(503, {}) : server.take(batch)))
  await vi.waitFor(() => expect(states).toContainEqual(expect.objectContaining({ why: 'server' })))
  await untilSent()
  expect(failures).toBe(-1)
})

test('asked to send now, it does not wait out its time', async () => {
  let isUp = false
  await append(store, record)
  start(async (batch) => (isUp ? server.take(batch) : json(429, {}, { 'retry-after': '600' })))
  await vi.waitFor(() => expect(states.at(-1)).toMatchObject({ kind: 'waiting', why: 'busy' }))
  const { until } = states.at(-1) as { until: number }
  expect(until - Date.now()).toBeGreaterThan(590_000)
  isUp = true
  expect(await uploader?.sendNow()).toEqual({ kind: 'all_sent', stored: 1, refused: 0 })
})

test('stopped, it leaves the store alone', async () => {
  start(async (batch) => server.take(batch))
  uploader?.stop()
  await append(store, record)
  await new Promise((later) => setTimeout(later, 2_000))
  expect(await listUnsent(store)).toHaveLength(1)
})
