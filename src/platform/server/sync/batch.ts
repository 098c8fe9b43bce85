import { z } from 'zod'

/** As many records as a phone may send at once. */
export const largestBatch = 200

const Device = z.object({ id: z.uuid(), label: z.string().trim().max(100).optional() })

/** The envelope only: a record that is not even one must not hold up the others. */
export const Batch = z.object({
  device: Device,
  records: z.array(z.unknown()).max(largestBatch),
})

// Only small letters: an id is compared as text.
const RecordId = z.uuid().regex(/^[0-9a-f-]+$/)

export const Envelope = z.object({
  id: RecordId,
  seq: z.int().min(1),
  kind: z.string().min(1).max(60),
  happenedAt: z.iso.datetime({ offset: true }),
  body: z.unknown(),
})

export type Device = z.output<typeof Device>
export type Envelope = z.output<typeof Envelope>
