import 'fake-indexeddb/auto'
import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { uuidv7 } from '../../uuid.ts'
import { json, ModelServer } from '../testing/model-server.ts'
import { append, dismiss, mend, NotThere, takeUp, undo } from './append.ts'
import { type CannotImport, exportWaiting, importWaiting } from './export-file.ts'
import { clearOld, listDay, listNeedingAttention, listTallies, listUnsent } from './history.ts'
import { underLease } from './lock.ts'
import type { OutboxRecord } from './record.ts'
import { getDevice, type OutboxStore, openStore, StoreIsNewer, storeName } from './store.ts'
import { type Batch, upload } from './upload.ts'

let personId: string
let store: OutboxStore
let server: ModelServer
const post = async (batch: Batch) => server.take(structuredClone(batch))
const assist = (more: object = {}) => ({
  kind: 'assists.assist',
  body: { service: 'dvc', people: 1 },
  topic: 'activity',
  ...more,
})
const all = () => store.getAll('records')
const stateOf = async (id: string) => (await store.get('records', id))?.state

beforeEach(async () => {
  personId = uuidv7()
  store = await openStore(personId)
  server = new ModelServer()
})
afterEach(() => {
  vi.useRealTimers()
  store.close()
})

describe('writing down', () => {
  test('numbers go up without gaps, also from two tabs at once', async () => {
    const other = await openStore(personId)
    await Promise.all(Array.from({ length: 20 }, (_, i) => append(i % 2 ? store : other, assist())))
    other.close()
    expect((await all()).map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    )
  })

  test('a record that could not be written takes no number and is not there', async () => {
    const circular: { self?: unknown } = {}
    circular.self = () => circular
    await expect(append(store, assist({ body: circular }))).rejects.toThrow()
    expect(await all()).toEqual([])
    expect((await append(store, assist())).seq).toBe(1)
  })

  test('each person on a phone has a store and a device number of their own', async () => {
    await append(store, assist())
    const other = await openStore(uuidv7())
    expect(await other.getAll('records')).toEqual([])
    expect((await getDevice(other)).id).not.toBe((await getDevice(store)).id)
    other.close()
  })

  test('a store that a newer version has changed is not touched', async () => {
    store.close()
    ;(await openDB(storeName(personId), 99)).close()
    await expect(openStore(personId)).rejects.toThrow(StoreIsNewer)
    await deleteDB(storeName(personId))
    store = await openStore(personId)
  })

  test('an open tab gives way when a newer version wants to change the store', async () => {
    const replaced = vi.fn()
    const old = await openStore(personId, { onReplaced: replaced })
    store.close()
    const newer = await openDB(storeName(personId), 99)
    expect(replaced).toHaveBeenCalledOnce()
    old.close()
    newer.close()
    await deleteDB(storeName(personId))
    store = await openStore(personId)
  })
})

describe('taking back', () => {
  test('an undo is a record of its own and goes up after what it takes back', async () => {
    const record = await append(store, assist())
    const undone = await undo(store, record.id, 'assists.assist.undo')
    expect(undone).toMatchObject({ seq: 2, body: { recordId: record.id }, undoes: record.id })
    expect(await upload(store, post)).toEqual({ kind: 'all_sent', stored: 2, refused: 0 })
    expect([...server.stored.values()].map(({ kind }) => kind)).toEqual([
      'assists.assist',
      'assists.assist.undo',
    ])
  })

  test('twice makes one undo', async () => {
    const record = await append(store, assist())
    const first = await undo(store, record.id, 'assists.assist.undo')
    expect((await undo(store, record.id, 'assists.assist.undo'))?.id).toBe(first?.id)
    expect(await all()).toHaveLength(2)
  })

  test('while the record is under way, the undo survives the answer', async () => {
    const record = await append(store, assist())
    await upload(store, async (batch) => {
      if (batch.records.length === 1 && server.stored.size === 0) {
        await undo(store, record.id, 'assists.assist.undo')
      }
      return post(batch)
    })
    expect(await store.get('records', record.id)).toMatchObject({
      state: 'stored',
      undoneBy: expect.any(String),
    })
    expect(server.stored.size).toBe(2)
  })

  test('what is refused after it was undone troubles nobody', async () => {
    server.refuse = ({ kind }) => (kind === 'assists.assist' ? 'campaigns.not_open' : undefined)
    const record = await append(store, assist())
    await undo(store, record.id, 'assists.assist.undo')
    await upload(store, post)
    expect(await listUnsent(store)).toEqual([])
    expect(await listNeedingAttention(store)).toEqual([])
  })

  test('what is not here cannot be taken back', async () => {
    await expect(undo(store, uuidv7(), 'assists.assist.undo')).rejects.toThrow(NotThere)
  })
})

describe('sending', () => {
  test('a large backlog goes up in batches of a hundred, in order', async () => {
    for (let i = 0; i < 230; i++) await append(store, assist())
    const sizes: number[] = []
    await upload(store, async (batch) => {
      sizes.push(batch.records.length)
      return post(batch)
    })
    expect(sizes).toEqual([100, 100, 30])
    expect([...server.stored.values()].map(({ seq }) => seq)).toEqual(
      Array.from({ length: 230 }, (_, i) => i + 1),
    )
    expect((await getDevice(store)).receivedUpTo).toBe(230)
  })

  test('a reply that is lost costs nothing: the record is known the second time', async () => {
    await append(store, assist())
    const end = await upload(store, async (batch) => {
      await post(batch)
      throw new TypeError('network')
    })
    expect(end).toEqual({ kind: 'later', why: 'offline' })
    expect(await listUnsent(store)).toHaveLength(1)
    expect(await upload(store, post)).toEqual({ kind: 'all_sent', stored: 1, refused: 0 })
    expect([...server.timesStored.values()]).toEqual([1])
  })

  test('what a crash left under way is sent again', async () => {
    const record = await append(store, assist())
    await store.put('records', { ...record, state: 'sending' })
    store.close()
    store = await openStore(personId)
    await upload(store, post)
    expect(await stateOf(record.id)).toBe('stored')
  })

  test('a batch that is too large is halved until it fits', async () => {
    server.largestBatch = 7
    for (let i = 0; i < 30; i++) await append(store, assist())
    expect(await upload(store, post)).toEqual({ kind: 'all_sent', stored: 30, refused: 0 })
  })

  test('a record that the server cannot read is set aside and holds up no other', async () => {
    for (let i = 0; i < 20; i++) await append(store, assist({ body: { n: i } }))
    const end = await upload(store, async (batch) =>
      batch.records.some(({ body }) => (body as { n: number }).n === 13)
        ? json(400, { code: 'invalid' })
        : post(batch),
    )
    expect(end).toEqual({ kind: 'all_sent', stored: 19, refused: 1 })
    expect(await listNeedingAttention(store)).toMatchObject([
      { body: { n: 13 }, reason: 'invalid' },
    ])
  })

  test('an answer to a part settles that part, and the rest follows', async () => {
    for (let i = 0; i < 10; i++) await append(store, assist())
    let first = true
    await upload(store, async (batch) => {
      const part = first ? 4 : undefined
      first = false
      return server.take(batch, part)
    })
    expect(server.stored.size).toBe(10)
    expect(await listUnsent(store)).toEqual([])
  })

  test.each([
    ['signed out', () => json(401, { code: 'sign_in' }), { kind: 'sign_in' }],
    ['a sign-in page with 200', () => new Response('<html>'), { kind: 'later', why: 'captive' }],
    ['a failure', () => json(500, {}), { kind: 'later', why: 'server' }],
    ['not let', () => json(403, { code: 'forbidden' }), { kind: 'denied', code: 'forbidden' }],
  ])('%s: everything waits as it was', async (_name, reply, end) => {
    await append(store, assist())
    expect(await upload(store, async () => reply())).toEqual(end)
    expect((await all()).map(({ state }) => state)).toEqual(['waiting'])
  })

  test('a citizen’s number is forgotten once the server has it', async () => {
    const body = { service: 'dvc', callback: { name: 'A', phone: '0912345678' } }
    const record = await append(store, assist({ body, forget: ['callback'] }))
    await upload(store, post)
    expect((await store.get('records', record.id))?.body).toEqual({ service: 'dvc' })
    expect([...server.stored.values()][0]?.text).toContain('0912345678')
  })

  test('the clock’s error is learned from the server and mended in later records', async () => {
    server.now = () => Date.now() - 3_600_000
    await append(store, assist())
    await upload(store, post)
    const { happenedAt } = await append(store, assist())
    expect(Date.now() - Date.parse(happenedAt)).toBeGreaterThan(3_590_000)
  })
})

describe('a refused record', () => {
  beforeEach(() => {
    server.refuse = ({ happenedAt }) =>
      Date.parse(happenedAt) > Date.now() + 600_000 ? 'sync.clock_ahead' : undefined
  })

  test('stays, says why, and can be mended: the new one goes up, the old one never again', async () => {
    const record = await append(store, assist({ at: Date.now() + 3_600_000 }))
    await upload(store, post)
    expect(await listNeedingAttention(store)).toMatchObject([{ reason: 'sync.clock_ahead' }])
    const mended = await mend(store, record.id, assist())
    await upload(store, post)
    expect(await listNeedingAttention(store)).toEqual([])
    expect([...server.stored.keys()]).toEqual([mended.id])
    await expect(mend(store, record.id, assist())).rejects.toThrow(NotThere)
  })

  test('can be let be', async () => {
    const record = await append(store, assist({ at: Date.now() + 3_600_000 }))
    await upload(store, post)
    await dismiss(store, record.id)
    expect(await listNeedingAttention(store)).toEqual([])
    expect(await all()).toHaveLength(1)
    // And taken up again.
    await takeUp(store, record.id)
    expect((await listNeedingAttention(store)).map(({ id }) => id)).toEqual([record.id])
  })
})

describe('a server that lost what it had acknowledged', () => {
  test('gets it again, as often as it loses it, and nothing twice', async () => {
    for (let i = 0; i < 30; i++) await append(store, assist())
    await upload(store, post)
    for (const lost of [12, 13]) {
      server.forget(lost)
      await append(store, assist())
      await upload(store, post)
    }
    expect(server.stored.size).toBe(32)
    expect(new Set(server.timesStored.values())).toEqual(new Set([1]))
  })

  test('one that only miscounts does not make a phone send for ever', async () => {
    for (let i = 0; i < 5; i++) await append(store, assist())
    let batches = 0
    const end = await upload(store, async (batch) => {
      batches++
      const body = await (await post(batch)).json()
      return json(200, { ...body, receivedUpTo: 0 })
    })
    expect(end.kind).toBe('all_sent')
    expect(batches).toBe(2)
  })
})

describe('clearing away', () => {
  const inFortyDays = () => Date.now() + 40 * 86_400_000

  test('keeps numbers of what was stored for a month, and every record that was not', async () => {
    for (let i = 0; i < 4; i++) await append(store, assist({ amount: 3 }))
    await upload(store, post)
    const waiting = await append(store, assist())
    expect(await clearOld(store, inFortyDays())).toBe(4)
    expect((await all()).map(({ id }) => id)).toEqual([waiting.id])
    expect(await listTallies(store)).toMatchObject([{ records: 5, amount: 13 }])
    expect((await getDevice(store)).clearedUpTo).toBe(4)
  })

  test('nothing behind a record that still waits, and nothing too early', async () => {
    server.refuse = ({ seq }) => (seq === 2 ? 'campaigns.not_open' : undefined)
    for (let i = 0; i < 4; i++) await append(store, assist())
    await upload(store, post)
    expect(await clearOld(store, Date.now() + 20 * 86_400_000)).toBe(0)
    expect(await clearOld(store, inFortyDays())).toBe(1)
    expect(await listNeedingAttention(store)).toHaveLength(1)
  })

  test('does not make the server look as if it had lost something', async () => {
    for (let i = 0; i < 4; i++) await append(store, assist())
    await upload(store, post)
    await clearOld(store, inFortyDays())
    await append(store, assist())
    expect(await upload(store, post)).toEqual({ kind: 'all_sent', stored: 1, refused: 0 })
  })
})

describe('the export file', () => {
  test('carries what waits to another phone of the same person, under the numbers it had', async () => {
    const first = await append(store, assist())
    await append(store, assist())
    const text = JSON.stringify(await exportWaiting(store, personId))
    store.close()
    await deleteDB(storeName(personId))
    store = await openStore(personId)
    expect(await importWaiting(store, personId, text)).toEqual({ added: 2, known: 0 })
    expect(await importWaiting(store, personId, text)).toEqual({ added: 0, known: 2 })
    await append(store, assist())
    await upload(store, post)
    expect(server.stored.size).toBe(3)
    expect(server.receivedUpTo(first.deviceId)).toBe(2)
  })

  test('is not taken from another person, from elsewhere, or from a newer version', async () => {
    const file = await exportWaiting(store, personId)
    const faultOf = (text: string) =>
      importWaiting(store, personId, text).catch((error: CannotImport) => error.fault)
    expect(await faultOf(JSON.stringify({ ...file, personId: uuidv7() }))).toBe('other_person')
    expect(await faultOf('{"hello":1}')).toBe('not_ours')
    expect(await faultOf('hello')).toBe('not_ours')
    expect(await faultOf(JSON.stringify({ ...file, records: [{ id: 1 }] }))).toBe('not_ours')
    expect(await faultOf(JSON.stringify({ ...file, version: 2 }))).toBe('newer')
  })
})

test('where a browser has no locks, one tab at a time holds a lease', async () => {
  const other = await openStore(personId)
  let release = () => {}
  const first = underLease(store, () => new Promise<void>((resolve) => (release = resolve)))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await underLease(other, async () => 'ran')).toBeUndefined()
  release()
  await first
  expect(await underLease(other, async () => 'ran')).toBe('ran')
  other.close()
})

test('a day lists its records in the order in which they were made', async () => {
  const made: OutboxRecord[] = []
  for (let i = 0; i < 5; i++) made.push(await append(store, assist()))
  expect((await listDay(store, made[0]?.day ?? '')).map(({ id }) => id)).toEqual(
    made.map(({ id }) => id),
  )
})
