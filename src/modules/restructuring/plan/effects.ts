import { below } from './tree.ts'
import type { Organisation, Plan, ReformEvent } from './types.ts'

/** Counts of units' own, by kind (restructuring.own_counts). */
export type Counts = ReadonlyMap<string, Readonly<Record<string, number>>>

/** What an event does to people and their work, in numbers. */
export interface Effects {
  /** Units that end by it. */
  ending: number
  /** Units below that go on, and the people in them, who keep their branch. */
  unitsBelow: number
  peopleBelow: number
  /** People of the units themselves, whose stay there closes while another opens. */
  peopleMoved: number
  /** Offices that end with their unit. */
  offices: number
  /** What goes along to whoever takes over. */
  volunteers: number
  campaigns: number
  activities: number
  callbacks: number
}

/**
 * What one event of a draft does, with the whole draft in mind: a commune below a district that is
 * dissolved counts as going on only where no other event ends it. Sums over the tree below.
 */
export function effectsOf(
  plan: Plan,
  organisation: Organisation,
  counts: Counts,
  event: ReformEvent,
): Effects {
  const ending = endedBy(event).filter((id) => plan.ended.has(id))
  const touched = ending.length > 0 ? ending : remaining(event)
  const comes = event.kind === 'found' || event.kind === 'reopen'
  const units = comes ? idsBelow(plan.after, touched) : idsBelow(organisation.standing, touched)
  const under = units.filter((id) => !plan.ended.has(id))
  const own = (kind: string) => sum(counts, ending, kind)
  // A unit that is moved or renamed keeps its own people as those below keep theirs.
  const kept = ending.length > 0 ? [] : touched
  return {
    ending: ending.length,
    unitsBelow: under.length,
    peopleBelow: people(counts, [...kept, ...under]),
    peopleMoved: people(counts, ending),
    offices: own('office'),
    volunteers: own('volunteer'),
    campaigns: own('campaign'),
    activities: own('activity'),
    callbacks: own('callback'),
  }
}

const idsBelow = <Unit extends { id: string; parentId: string | null }>(
  tree: ReadonlyMap<string, Unit>,
  unitIds: readonly string[],
): string[] => unitIds.flatMap((id) => [...below(tree, id)].map((unit) => unit.id))

function endedBy(event: ReformEvent): readonly string[] {
  if (event.kind === 'merge') return event.from
  return event.kind === 'split' || event.kind === 'dissolve' ? [event.unitId] : []
}

const remaining = (event: ReformEvent): readonly string[] =>
  event.kind === 'merge' ? [] : [event.unitId]

function sum(counts: Counts, unitIds: readonly string[], kind: string): number {
  let total = 0
  for (const id of unitIds) total += counts.get(id)?.[kind] ?? 0
  return total
}

const people = (counts: Counts, unitIds: readonly string[]): number =>
  sum(counts, unitIds, 'member') + sum(counts, unitIds, 'youth')
