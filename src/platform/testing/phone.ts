import { uuidv7 } from '../uuid.ts'

export interface SentRecord {
  id: string
  seq: number
  kind: string
  happenedAt: string
  body: unknown
}

export interface TestPhone {
  readonly device: { id: string; label: string }
  /** Makes a record with the phone's next number. */
  make(kind: string, body: unknown, happenedAt?: string): SentRecord
  batch(...records: SentRecord[]): { device: { id: string; label: string }; records: SentRecord[] }
}

/** A phone that numbers its records as the real one does. */
export function aPhone(at = '2026-06-15T01:30:00.000Z'): TestPhone {
  const device = { id: uuidv7(), label: 'Điện thoại thử' }
  let seq = 0
  return {
    device,
    make: (kind, body, happenedAt = at) => ({ id: uuidv7(), seq: ++seq, kind, happenedAt, body }),
    batch: (...records) => ({ device, records }),
  }
}
