import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuidv7 } from '../../uuid.ts'
import { json, ModelServer } from '../testing/model-server.ts'
import { append, mend, undo } from './append.ts'
import { listNeedingAttention, listUnsent } from './history.ts'
import type { OutboxRecord } from './record.ts'
import { type OutboxStore, openStore } from './store.ts'
import { type Batch, type Post, upload } from './upload.ts'

/** What can go wrong with one request. */
const fault = fc.constantFrom(
  'none',
  'request lost',
  'reply lost',
  'killed before',
  'killed after',
  'part answered',
  'failed',
  'captive portal',
  'too large',
)
type Fault = 'none' | 'request lost' | 'reply lost' | string

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      n: fc.integer({ min: 0, max: 15 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('mend' as const), which: fc.nat() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      faults: fc.array(fault, { maxLength: 4 }),
      /** What the person does while the request is under way. */
      meanwhile: fc.constantFrom('nothing', 'record', 'undo'),
      tabs: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), lost: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
)

/** A phone with a person's store, whose program may be killed at any moment. */
class Phone {
  readonly personId = uuidv7()
  readonly server = new ModelServer()
  readonly accepted = new Set<string>()
  store!: OutboxStore

  async open() {
    this.store = await openStore(this.personId)
  }

  /** Killed: whatever the old program still does to the store fails. */
  async restart() {
    this.store.close()
    await this.open()
  }

  async record(n: number) {
    const made = await append(this.store, { kind: 'a', body: { n }, topic: 't' })
    this.accepted.add(made.id)
  }

  async undo(which: number) {
    const able = (await this.store.getAll('records')).filter((one) => !one.undoes)
    const target = able[which % able.length]
    if (!target) return
    const made = await undo(this.store, target.id, 'a.undo')
    if (made) this.accepted.add(made.id)
  }

  async mend(which: number) {
    const able = await listNeedingAttention(this.store)
    const target = able[which % able.length]
    if (!target) return
    const made = await mend(this.store, target.id, { kind: 'a', body: target.body, topic: 't' })
    this.accepted.add(made.id)
  }

  async send(faults: Fault[], meanwhile = 'nothing'): Promise<void> {
    const left = [...faults]
    const killed = Promise.withResolvers<'killed'>()
    let busy = meanwhile !== 'nothing'
    const post: Post = async (batch) => {
      const fault = left.shift() ?? 'none'
      // Once: a person who never rests would keep the upload from ever ending.
      if (busy) await (meanwhile === 'record' ? this.record(1) : this.undo(left.length))
      busy = false
      if (fault === 'killed before' || fault === 'killed after') {
        if (fault === 'killed after') this.server.take(structuredClone(batch))
        killed.resolve('killed')
        return new Promise(() => {})
      }
      return this.#reply(fault, structuredClone(batch))
    }
    const end = await Promise.race([upload(this.store, post), killed.promise])
    if (end === 'killed') await this.restart()
  }

  #reply(fault: Fault, batch: Batch): Response {
    switch (fault) {
      case 'request lost':
        throw new TypeError('no network')
      case 'reply lost':
        this.server.take(batch)
        throw new TypeError('no network')
      case 'part answered':
        return this.server.take(batch, Math.ceil(batch.records.length / 2))
      case 'failed':
        return json(500, {})
      case 'captive portal':
        return new Response('<html>', { headers: { 'content-type': 'text/html' } })
      case 'too large':
        return batch.records.length > 1 ? json(413, {}) : this.server.take(batch)
      default:
        return this.server.take(batch)
    }
  }
}

const isPoor = (body: unknown) => ((body as { n?: number }).n ?? 1) === 0

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function live(phone: Phone, step: Step): Promise<void> {
  if (step.do === 'record') return phone.record(step.n)
  if (step.do === 'undo') return phone.undo(step.which)
  if (step.do === 'mend') return phone.mend(step.which)
  if (step.do === 'restore') return phone.server.forget(step.lost)
  if (step.do === 'restart') return phone.restart()
  if (step.tabs === 1) return phone.send(step.faults, step.meanwhile)
  // Two tabs at once, as where a browser has no locks; a kill would take both, so without.
  const faults = step.faults.filter((fault) => !fault.startsWith('killed'))
  await Promise.all([phone.send(faults), phone.send([])])
}

/** One more record makes a phone hear what was lost; then the network stays. */
async function comeHome(phone: Phone): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await phone.record(1)
    await phone.send([])
  }
}

test('whatever happens on the way, every accepted record is stored once or refused in sight', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const phone = new Phone()
      phone.server.refuse = ({ body }) => (isPoor(body) ? 'campaigns.not_open' : undefined)
      await phone.open()
      for (const step of steps) await live(phone, step)
      await comeHome(phone)

      const records = await phone.store.getAll('records')
      expect(await listUnsent(phone.store)).toEqual([])
      expect(new Set(records.map(({ id }) => id))).toEqual(phone.accepted)
      expect(numbersOf(records)).toEqual(records.map((_, i) => i + 1))
      for (const [id, times] of phone.server.timesStored) expect([id, times]).toEqual([id, 1])

      // What the phone calls stored is stored. (A restored server cannot count across a record
      // that was refused and then mended, since that one is never sent again: up to there only.)
      const restored = steps.some((one) => one.do === 'restore')
      const hole = restored ? firstHole(records) : Number.POSITIVE_INFINITY
      const calledStored = records.filter(({ state, seq }) => state === 'stored' && seq < hole)
      for (const { id } of calledStored) expect(phone.server.stored.has(id)).toBe(true)
      phone.store.close()
    }),
    { numRuns: 250 },
  )
}, 60_000)

const numbersOf = (records: OutboxRecord[]) => records.map(({ seq }) => seq).sort((a, b) => a - b)

const firstHole = (records: OutboxRecord[]) =>
  Math.min(...records.filter(({ state }) => state === 'refused').map(({ seq }) => seq))
