import type { UnitType } from '#modules/units/index.ts'
import type { Context } from '#platform/server/context.ts'
import { readAnswers } from './draft.ts'
import type { DraftPlan } from './read-plan.ts'

export interface Place {
  unitId: string
  name: string
  type: UnitType
  people: number
  /** The split unit's own people and records, rather than a unit below it. */
  isOwn: boolean
  answer: string | null
}

/** A split unit, its parts, and what stands below it with where each goes. */
export interface SplitPlaces {
  unitId: string
  name: string
  parts: { id: string; name: string }[]
  places: Place[]
  left: number
}

/**
 * All that a draft asks of its splits, answered or not, by split unit; own people last. One query
 * beside the plan.
 */
export async function listPlaces(ctx: Context, found: DraftPlan): Promise<SplitPlaces[]> {
  const answers = await readAnswers(ctx, found.draft.id)
  const { plan, organisation } = found
  const splits = [...plan.ended.values()].filter(
    ({ by, into }) => by === 'split' && into.length > 1,
  )
  const below = new Map<string, Set<string>>(splits.map(({ unit }) => [unit.id, new Set()]))
  for (const question of plan.questions)
    if (question.kind === 'place') below.get(question.of)?.add(question.unitId)
  for (const { unit, into } of splits)
    for (const [unitId, target] of answers)
      if (
        into.includes(target) &&
        plan.after.get(unitId)?.parentId === target &&
        organisation.standing.get(unitId)?.parentId === unit.id
      )
        below.get(unit.id)?.add(unitId)

  const placeOf = (unitId: string, into: readonly string[], isOwn: boolean): Place[] => {
    const unit = plan.after.get(unitId) ?? organisation.standing.get(unitId)
    if (!unit) return []
    const own = found.counts.get(unitId) ?? {}
    const answer = answers.get(unitId) ?? ''
    return [
      {
        unitId,
        name: unit.name,
        type: unit.type,
        people: (own.member ?? 0) + (own.youth ?? 0),
        isOwn,
        answer: into.includes(answer) ? answer : null,
      },
    ]
  }
  return splits.map(({ unit, into }) => {
    const units = [...(below.get(unit.id) ?? [])]
      .flatMap((id) => placeOf(id, into, false))
      .sort((one, other) => names.compare(one.name, other.name))
    const own = organisation.withOwn.has(unit.id) ? placeOf(unit.id, into, true) : []
    const places = [...units, ...own]
    return {
      unitId: unit.id,
      name: unit.name,
      parts: into.map((id) => ({ id, name: plan.after.get(id)?.name ?? '' })),
      places,
      left: places.filter(({ answer }) => answer === null).length,
    }
  })
}

const names = new Intl.Collator('vi', { numeric: true })
