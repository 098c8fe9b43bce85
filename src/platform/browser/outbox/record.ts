import type { IsoDay } from '../../days.ts'

/**
 * Where a record stands. `sending` is `waiting` with its request under way: after a crash it is
 * sent again, and the server answers that it knows it.
 */
export type RecordState = 'waiting' | 'sending' | 'stored' | 'refused'

/** What the server adds to a stored record: somebody else admitted the same card earlier, say. */
export interface Notice {
  code: string
  [detail: string]: unknown
}

/** What travels: never changed once it exists, so that its id always means the same content. */
export interface SentRecord {
  /** UUIDv7 made on the phone. */
  id: string
  /** From 1, without gaps, in the order of one device's records. */
  seq: number
  kind: string
  /** An instant in ISO 8601; mended by the offset of the phone's clock where that is known. */
  happenedAt: string
  body: unknown
}

/** A record as the phone keeps it: what travels, how it stands, and what the screen says of it. */
export interface OutboxRecord extends SentRecord {
  /** Usually this phone's; another's after an import of its export file. */
  deviceId: string
  state: RecordState
  /** The day in Vietnam on which it happened. */
  day: IsoDay
  /** What it belongs to (an activity), to find it again. */
  topic: string
  /** How many people it counts for. */
  amount: number
  /** What the screen shows of it; never sent. */
  shown?: unknown
  /** Parts of the body that the phone forgets as soon as the server has them: a citizen's number. */
  forget?: string[]
  attempts: number
  /** Milliseconds that were added to the phone's clock for `happenedAt`. */
  clockOffset: number
  /** Milliseconds since 1970 by this phone's clock. */
  createdAt: number
  settledAt?: number
  /** Why it was refused. */
  reason?: string
  /** The part of the body that the reason speaks of, as a path: `callback.name`. */
  reasonField?: string
  notice?: Notice
  /** Refused by this phone, because the server could not read it: the server has no word of it. */
  setAside?: true
  /** This record takes that one back. */
  undoes?: string
  /** That record took this one back. */
  undoneBy?: string
  /** That record stands in its place after a refusal. */
  mendedBy?: string
  /** The person has seen the refusal and lets it be. */
  dismissedAt?: number
}

/** What a caller says of a new record; the outbox adds the rest. */
export interface NewRecord {
  kind: string
  body: unknown
  topic: string
  amount?: number
  shown?: unknown
  forget?: string[]
  /** Milliseconds since 1970; now, unless told. */
  at?: number
}

/** A part of history whose records have been cleared away after they were long stored. */
export interface Tally {
  day: IsoDay
  kind: string
  records: number
  amount: number
}

export const isUnsent = ({ state }: OutboxRecord): boolean =>
  state === 'waiting' || state === 'sending'

/** Refused, and nobody has mended it, taken it back or let it be. */
export const needsAttention = (record: OutboxRecord): boolean =>
  record.state === 'refused' && !record.mendedBy && !record.undoneBy && !record.dismissedAt

/** Stands as something that happened: not an undo, not undone, not refused. */
export const counts = (record: OutboxRecord): boolean =>
  !record.undoes && !record.undoneBy && record.state !== 'refused'

/** The part that travels. */
export const sentPart = ({ id, seq, kind, happenedAt, body }: OutboxRecord): SentRecord => ({
  id,
  seq,
  kind,
  happenedAt,
  body,
})
