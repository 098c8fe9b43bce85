import type { UnitType } from '#modules/units/index.ts'
import type { ReformEvent } from './types.ts'

/** A unit as a reform found it and as it left it. */
export interface Turned {
  unitId: string
  before: { parentId: string | null; name: string; type: UnitType }
  after: { parentId: string | null; name: string; type: UnitType }
}

/** What a reform did, read from what it wrote. */
export interface Carried {
  founded: readonly string[]
  ended: readonly string[]
  turned: readonly Turned[]
  /** Who came after whom: the endings of the reform. */
  successions: readonly { from: string; to: string }[]
}

/**
 * The events that turn a reform round on a later day: what ended is reopened, what was founded goes
 * back into what it was made of, each unit below to where it stood. What was founded below since has
 * no place before the reform and comes back as a question.
 */
export function reverseOf(carried: Carried): {
  events: ReformEvent[]
  answers: Map<string, string>
} {
  const events: ReformEvent[] = carried.ended.map((unitId) => ({ kind: 'reopen', unitId }))
  const answers = new Map<string, string>()
  const goes = new Set(carried.founded)
  for (const unitId of carried.founded) {
    const madeOf = [
      ...new Set(carried.successions.filter(({ to }) => to === unitId).map(({ from }) => from)),
    ]
    if (madeOf.length === 0) events.push({ kind: 'dissolve', unitId })
    else if (madeOf.length === 1) events.push({ kind: 'merge', from: [unitId], into: madeOf[0]! })
    else events.push({ kind: 'split', unitId, into: madeOf })
  }
  for (const { unitId, before, after } of carried.turned) {
    if (before.name !== after.name) events.push({ kind: 'rename', unitId, name: before.name })
    if (before.type !== after.type) events.push({ kind: 'change_type', unitId, type: before.type })
    if (before.parentId === after.parentId || before.parentId === null) continue
    if (after.parentId !== null && goes.has(after.parentId)) answers.set(unitId, before.parentId)
    else events.push({ kind: 'move', unitId, parentId: before.parentId })
  }
  return { events, answers }
}
