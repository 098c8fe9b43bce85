import type { StandingUnit } from './types.ts'

type Node = Pick<StandingUnit, 'id' | 'parentId'>
type Units<Unit extends Node> = ReadonlyMap<string, Unit>

const known = new WeakMap<object, ReadonlyMap<string, readonly Node[]>>()

/** The units directly below each; worked out once for a tree. */
export function childrenIn<Unit extends Node>(
  units: Units<Unit>,
): ReadonlyMap<string, readonly Unit[]> {
  const found = known.get(units)
  if (found) return found as ReadonlyMap<string, readonly Unit[]>
  const children = new Map<string, Unit[]>()
  for (const unit of units.values()) {
    if (unit.parentId === null) continue
    const siblings = children.get(unit.parentId)
    if (siblings) siblings.push(unit)
    else children.set(unit.parentId, [unit])
  }
  known.set(units, children)
  return children
}

/** All units below one, without itself. */
export function* below<Unit extends Node>(units: Units<Unit>, unitId: string): Generator<Unit> {
  const children = childrenIn(units)
  const waiting = [...(children.get(unitId) ?? [])]
  const seen = new Set<string>()
  for (let unit = waiting.pop(); unit; unit = waiting.pop()) {
    // A draft may order a circle; that is a fault of its own, and must not keep anybody waiting here.
    if (seen.has(unit.id)) continue
    seen.add(unit.id)
    yield unit
    waiting.push(...(children.get(unit.id) ?? []))
  }
}

/** The units above one, the nearest first. */
export function* above<Unit extends Node>(units: Units<Unit>, unitId: string): Generator<Unit> {
  const seen = new Set([unitId])
  let at = units.get(unitId)
  while (at?.parentId && !seen.has(at.parentId)) {
    seen.add(at.parentId)
    at = units.get(at.parentId)
    if (at) yield at
  }
}
