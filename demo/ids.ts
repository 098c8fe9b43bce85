import { type Random, seeded } from './random.ts'

/** Makes ids of version 7 that are the same in every generation. */
export type IdSource = (at?: number) => string

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * Ids of one kind of record. Their time is the instant given, or else a count of milliseconds from the start,
 * so that they come in order and fill an index from left to right.
 */
export function idsOf(kind: string, startsAt = Date.UTC(2023, 9, 1)): IdSource {
  const random: Random = seeded(`ids of ${kind}`)
  let now = startsAt
  return (at) => {
    const time = at ?? now++
    const high = Math.floor(time / 0x1_0000)
    const low = time % 0x1_0000
    const some = Math.floor(random.next() * 0x1_0000_0000)
    const more = Math.floor(random.next() * 0x1_0000_0000)
    const rest = Math.floor(random.next() * 0x1_0000)
    return (
      `${hex[high >>> 24]}${hex[(high >>> 16) & 255]}${hex[(high >>> 8) & 255]}${hex[high & 255]}-` +
      `${hex[low >>> 8]}${hex[low & 255]}-` +
      `${hex[0x70 | (rest >>> 12)]}${hex[(rest >>> 4) & 255]}-` +
      `${hex[0x80 | (some >>> 26)]}${hex[(some >>> 16) & 255]}-` +
      `${hex[(some >>> 8) & 255]}${hex[some & 255]}` +
      `${hex[more >>> 24]}${hex[(more >>> 16) & 255]}${hex[(more >>> 8) & 255]}${hex[more & 255]}`
    )
  }
}
