import { dayOf } from '../../days.ts'
import { Envelope } from './batch.ts'
import type { Digest } from './content.ts'
import type { FieldAnswer, FieldRecord, SyncHandler } from './handler.ts'
import { refused } from './handler.ts'

/** A record of a batch, read as far as it could be. */
export interface Incoming {
  readonly id: string
  readonly seq: number
  readonly kind: string
  /** The body as it was sent. */
  readonly sent: unknown
  readonly happenedAt: Date | null
  readonly digest: string
  readonly handler: SyncHandler | undefined
  /** As its handler gets it; absent where it was refused already. */
  readonly record?: FieldRecord
  readonly refusal?: FieldAnswer
}

export interface ReadBatch {
  readonly records: Incoming[]
  /** Ids of what is not even a record, but says which it is. */
  readonly malformed: string[]
  /** Every number that arrived, whatever became of its record. */
  readonly seqs: number[]
}

/** How far a phone's clock may be ahead of ours. */
const clockAheadMs = 10 * 60_000

const hasText = (value: unknown): value is string => typeof value === 'string'

/** Reads the records of a batch one by one; of one that comes twice the first is taken. */
export function readRecords(
  given: readonly unknown[],
  options: { handlers: readonly SyncHandler[]; deviceId: string; now: Date; digest: Digest },
): ReadBatch {
  const read: ReadBatch = { records: [], malformed: [], seqs: [] }
  const seen = new Set<string>()
  for (const one of given) {
    const { data } = Envelope.safeParse(one)
    const raw = (one ?? {}) as { id?: unknown; seq?: unknown }
    const id = data?.id ?? raw.id
    if (Number.isSafeInteger(raw.seq) && (raw.seq as number) >= 1) read.seqs.push(raw.seq as number)
    if (!hasText(id) || seen.has(id)) continue
    seen.add(id)
    if (data) read.records.push(readRecord(data, options))
    else read.malformed.push(id)
  }
  return read
}

function readRecord(
  { id, seq, kind, happenedAt: at, body }: Envelope,
  options: { handlers: readonly SyncHandler[]; deviceId: string; now: Date; digest: Digest },
): Incoming {
  const handler = options.handlers.find((one) => one.kind === kind)
  const happenedAt = new Date(at)
  const incoming: Incoming = {
    id,
    seq,
    kind,
    happenedAt,
    handler,
    sent: body,
    digest: options.digest(kind, at, body, handler?.sensitive),
  }
  if (!handler) return { ...incoming, refusal: refused('sync.unknown_kind') }
  const parsed = handler.shape.safeParse(body)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.')
    return { ...incoming, refusal: refused('sync.malformed', field) }
  }
  if (happenedAt.getTime() > options.now.getTime() + clockAheadMs) {
    return { ...incoming, refusal: refused('sync.clock_ahead') }
  }
  const { deviceId } = options
  return {
    ...incoming,
    record: { id, seq, deviceId, happenedAt, happenedOn: dayOf(happenedAt), body: parsed.data },
  }
}
