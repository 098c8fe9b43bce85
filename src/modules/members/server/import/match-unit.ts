import { isNear, placeWords, readUnitName, type UnitName } from './unit-name.ts'

/** A unit that the rows of a list may belong to. */
export interface UnitCandidate {
  id: string
  name: string
  /** Names of the units above, from the nearest up. */
  above: readonly string[]
}

export type UnitMatchReason =
  | 'same'
  | 'without_type'
  | 'diacritics'
  | 'spelling'
  | 'several'
  | 'unknown'
  | 'elsewhere'

export interface UnitMatch {
  /** `certain` needs nobody; `likely` is said as a warning; `ask` is for a person. */
  outcome: 'certain' | 'likely' | 'ask'
  unit?: UnitCandidate
  /** What the text may mean, best first, where it has to be asked. */
  candidates: readonly UnitCandidate[]
  reason: UnitMatchReason
}

interface Known {
  candidate: UnitCandidate
  name: UnitName
  above: UnitName[]
}

/**
 * Finds the unit that a list means by a text: `Chi đoàn thôn Nà Nong`, `Nà Nong`, `na nong, xã Lũng
 * Cú`, `Thôn 03 - Lũng Cú`. Words for kinds of unit, diacritics, the place of tone marks, `i` and
 * `y`, and zeros before numbers do not matter where the answer stays unique.
 */
export function unitMatcher(candidates: readonly UnitCandidate[]): (text: string) => UnitMatch {
  const known = candidates.map(
    (candidate): Known => ({
      candidate,
      name: readUnitName(candidate.name),
      above: candidate.above.map(readUnitName),
    }),
  )
  const byKey = new Map<string, Known[]>()
  for (const unit of known) {
    const sameKey = byKey.get(unit.name.key)
    if (sameKey) sameKey.push(unit)
    else byKey.set(unit.name.key, [unit])
  }
  const answers = new Map<string, UnitMatch>()
  return (text) => {
    const cached = answers.get(text)
    if (cached) return cached
    const answer = find(text, known, byKey)
    answers.set(text, answer)
    return answer
  }
}

const asked = (units: readonly Known[], reason: UnitMatchReason): UnitMatch => ({
  outcome: 'ask',
  candidates: units.slice(0, 5).map((unit) => unit.candidate),
  reason,
})

function find(text: string, known: readonly Known[], byKey: Map<string, Known[]>): UnitMatch {
  const places = placeWords(text).map(readUnitName)
  if (places.length === 0) return asked([], 'unknown')
  // The unit usually comes first and what it belongs to after it; some write it the other way round.
  const orders = places.length > 1 ? [places, [...places].reverse()] : [places]
  let stray: Known[] = []
  for (const [own, ...above] of orders) {
    if (!own) continue
    const sameKey = byKey.get(own.key) ?? []
    const inPlace = sameKey.filter((unit) => above.every((place) => isBelow(unit, place)))
    if (inPlace.length > 0) return choose(own, inPlace)
    if (stray.length === 0) stray = sameKey
  }
  if (stray.length > 0) return asked(stray, 'elsewhere')
  return nearest(places, known)
}

const isBelow = (unit: Known, place: UnitName) =>
  unit.above.some((above) => above.key === place.key && kindsAgree(above, place))

const kindsAgree = (one: UnitName, other: UnitName) =>
  !one.kind || !other.kind || one.kind === other.kind

function choose(own: UnitName, units: readonly Known[]): UnitMatch {
  const ofKind = units.filter((unit) => kindsAgree(unit.name, own))
  const same = ofKind.filter((unit) => unit.name.words === own.words)
  const exact = same.length > 0 ? same : ofKind
  const toned = exact.filter((unit) => unit.name.toned === own.toned)
  const best = toned.length > 0 ? toned : exact
  const [only] = best
  if (!only) return asked(units, 'several')
  if (best.length > 1) return asked(best, 'several')
  const spelledAlike = toned.length > 0 || own.isPlain
  if (!spelledAlike)
    return { outcome: 'likely', unit: only.candidate, candidates: [], reason: 'diacritics' }
  // "3" could be a hamlet, a quarter or a class, and "Làng Mới" another place than "Mới".
  const isOtherKind = /^\d+$/.test(own.key) && only.name.kind !== own.kind
  if (isOtherKind || only.name.bare !== own.bare) {
    return { outcome: 'likely', unit: only.candidate, candidates: [], reason: 'without_type' }
  }
  return {
    outcome: 'certain',
    unit: only.candidate,
    candidates: [],
    reason: same.length > 0 ? 'same' : 'without_type',
  }
}

/** One or two letters away, and nothing else is. */
function nearest(places: readonly UnitName[], known: readonly Known[]): UnitMatch {
  const [own, ...above] = places
  if (!own) return asked([], 'unknown')
  const near = known.filter(
    (unit) =>
      isNear(unit.name.key, own.key) &&
      kindsAgree(unit.name, own) &&
      above.every((place) => isBelow(unit, place)),
  )
  const [only] = near
  if (only && near.length === 1)
    return { outcome: 'likely', unit: only.candidate, candidates: [], reason: 'spelling' }
  if (near.length > 0) return asked(near, 'several')
  const isPhrase = own.key.includes(' ')
  return asked(
    known.filter((unit) => isPhrase && unit.name.key.includes(own.key)),
    'unknown',
  )
}
