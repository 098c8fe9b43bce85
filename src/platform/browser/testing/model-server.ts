import type { Batch } from '../outbox/upload.ts'

/** The sync protocol's server half, as small as it can be: what a phone is tested against. */
export class ModelServer {
  /** What was stored, by id, as it was sent. */
  readonly stored = new Map<string, { kind: string; seq: number; text: string }>()
  readonly refused = new Map<string, string>()
  /** How often each id was stored: more than once would be a double. */
  readonly timesStored = new Map<string, number>()
  readonly #seqs = new Map<string, Set<number>>()
  largestBatch = 200
  /** Refuses what it names; others are stored. */
  refuse: (record: Batch['records'][number]) => string | undefined = () => undefined
  now: () => number = Date.now

  /** Answers a batch; `mentioned` limits the answer to the first so many records. */
  take({ device, records }: Batch, mentioned = records.length): Response {
    if (records.length > this.largestBatch) return json(413, { code: 'too_large' })
    const seqs = this.#seqs.get(device.id) ?? new Set()
    this.#seqs.set(device.id, seqs)
    const results = records.slice(0, mentioned).map((record) => {
      const text = JSON.stringify([record.kind, record.happenedAt, record.body])
      const had = this.stored.get(record.id)
      seqs.add(record.seq)
      if (had?.text === text) return { id: record.id, status: 'known' }
      const reason = had ? 'sync.changed_after_storing' : this.#reasonAgainst(record)
      if (reason) {
        this.refused.set(record.id, reason)
        return { id: record.id, status: 'refused', reason }
      }
      this.stored.set(record.id, { kind: record.kind, seq: record.seq, text })
      this.timesStored.set(record.id, (this.timesStored.get(record.id) ?? 0) + 1)
      return { id: record.id, status: 'stored' }
    })
    return json(200, {
      results,
      receivedUpTo: this.receivedUpTo(device.id),
      receipt: { text: `${device.id} ${this.receivedUpTo(device.id)}`, signature: 'of the model' },
      serverTime: new Date(this.now()).toISOString(),
    })
  }

  receivedUpTo(deviceId: string): number {
    let n = 0
    while (this.#seqs.get(deviceId)?.has(n + 1)) n++
    return n
  }

  /** A backup is put back: the last so many stored records never came. */
  forget(count: number): void {
    for (const [id, { seq }] of [...this.stored].slice(-count)) {
      this.stored.delete(id)
      this.timesStored.delete(id)
      for (const seqs of this.#seqs.values()) seqs.delete(seq)
    }
  }

  #reasonAgainst(record: Batch['records'][number]): string | undefined {
    const undone = (record.body as { recordId?: string })?.recordId
    if (record.kind.endsWith('.undo') && undone && !this.stored.has(undone)) {
      return 'sync.unknown_record'
    }
    return this.refuse(record)
  }
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
