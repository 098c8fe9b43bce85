import { uuidv7 } from '#platform/uuid.ts'
import { above } from '../plan/tree.ts'
import type { EventBody } from '../shapes.ts'
import type { DraftPlan } from './read-plan.ts'

/** Districts at or below a draft's scope that it does not end yet. */
export function districtsLeft({ draft, organisation, plan }: DraftPlan): string[] {
  const scope = new Set(draft.scopeIds)
  return [...organisation.standing.values()].flatMap(({ id, level }) => {
    if (level !== 'district' || plan.ended.has(id)) return []
    const within =
      scope.has(id) || [...above(organisation.standing, id)].some((unit) => scope.has(unit.id))
    return within ? [id] : []
  })
}

/** The events that end the level of districts: each gives its people and communes to the unit above. */
export const dissolveDistricts = (found: DraftPlan): { id: string; body: EventBody }[] =>
  districtsLeft(found).map((unitId) => ({ id: uuidv7(), body: { kind: 'dissolve', unitId } }))
