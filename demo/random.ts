/** Repeatable chance: the same seed gives the same demonstration, on every machine. */
export interface Random {
  /** From 0 inclusive to 1 exclusive. */
  next(): number
  /** A whole number; both ends included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<Item>(from: readonly Item[]): Item
  /** So many different ones, in the order in which chance took them. */
  sample<Item>(from: readonly Item[], count: number): Item[]
}

/** xoshiro128** by Blackman and Vigna, seeded from text by splitmix32 over an FNV-1a hash. */
export function seeded(seed: string): Random {
  let hash = 0x811c9dc5
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193)
  const split = () => {
    hash = (hash + 0x9e3779b9) | 0
    let mixed = hash ^ (hash >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  let a = split()
  let b = split()
  let c = split()
  let d = split()

  const rotated = (value: number, by: number) => (value << by) | (value >>> (32 - by))
  const bits = () => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotated(d, 11)
    return result >>> 0
  }
  const next = () => bits() / 0x1_0000_0000
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    sample: (from, count) => {
      const left = [...from]
      const taken = Math.min(count, left.length)
      for (let i = 0; i < taken; i++) {
        const other = int(i, left.length - 1)
        const held = left[i]!
        left[i] = left[other]!
        left[other] = held
      }
      return left.slice(0, taken)
    },
  }
}

export type Weighted<Item> = readonly (readonly [item: Item, weight: number])[]

/** A choice by weights, prepared once. */
export function choice<Item>(table: Weighted<Item>): (random: Random) => Item {
  const items = table.map(([item]) => item)
  const bounds: number[] = []
  let total = 0
  for (const [, weight] of table) {
    total += weight
    bounds.push(total)
  }
  return (random) => {
    const at = random.next() * total
    let index = 0
    while (index < bounds.length - 1 && at >= bounds[index]!) index++
    return items[index]!
  }
}

/**
 * Divides a total by weights into whole numbers that add up to it exactly (largest remainders), none
 * below `atLeast`.
 */
export function apportion(total: number, weights: readonly number[], atLeast = 0): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const free = total - atLeast * weights.length
  if (free < 0) throw new RangeError('apportion: the least shares exceed the total')
  const exact = weights.map((weight) => (free * weight) / sum)
  const shares = exact.map(Math.floor)
  const missing = free - shares.reduce((all, share) => all + share, 0)
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index)
  for (const { index } of byRemainder.slice(0, missing)) shares[index]! += 1
  return shares.map((share) => share + atLeast)
}
