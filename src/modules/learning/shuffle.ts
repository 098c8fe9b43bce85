/**
 * Places from 0 in an order that looks mixed and is the same each time for a key: options that are written
 * with the right one first must not be shown so. For practice only; exams are drawn in the database.
 */
export function shuffledFor(key: string, count: number): number[] {
  let state = 2166136261
  for (const letter of key) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619)
  const places = Array.from({ length: count }, (_, place) => place)
  for (let at = count - 1; at > 0; at--) {
    state = Math.imul(state ^ (state >>> 13), 1540483477) + at
    const other = (state >>> 0) % (at + 1)
    const held = places[at] ?? at
    places[at] = places[other] ?? other
    places[other] = held
  }
  return places
}
