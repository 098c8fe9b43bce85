import { levels, type UnitType } from '#modules/units/index.ts'
import { above, childrenIn } from './tree.ts'
import type { Ending, Organisation, Plan, PlannedUnit, ReformEvent, StandingUnit } from './types.ts'

/** What happens to a unit, to be said beside its name; names, since that is what is read. */
export type Mark =
  | { kind: 'ended'; by: Ending; into: string[] }
  | { kind: 'found'; from: string[] }
  | { kind: 'reopened' }
  | { kind: 'receives'; from: string[] }
  | { kind: 'moves'; to: string }
  | { kind: 'moved'; from: string }
  | { kind: 'renames'; to: string }
  | { kind: 'renamed'; from: string }
  | { kind: 'type'; type: UnitType }

export interface ComparedRow {
  id: string
  name: string
  type: UnitType
  depth: number
  marks: Mark[]
  /** Units directly below, and how many of them are not shown because nothing happens to them. */
  children: number
  hidden: number
  isOpen: boolean
}

/**
 * The trees of before and after, as far as they are concerned: units that something happens to with
 * those above them, and below an opened unit everything. Branches that only follow their commune are
 * not concerned, or a province's four thousand would stand here.
 */
export function compareTrees(
  organisation: Organisation,
  plan: Plan,
  events: readonly ReformEvent[],
  open: ReadonlySet<string>,
): { before: ComparedRow[]; after: ComparedRow[] } {
  const marks = markUnits(organisation, plan, events)
  return {
    before: rowsOf(organisation.standing, marks.before, open),
    after: rowsOf(plan.after, marks.after, open),
  }
}

type Marks = Map<string, Mark[]>

/** What happens to each unit, as it is said on either side. */
function markUnits(organisation: Organisation, plan: Plan, events: readonly ReformEvent[]) {
  const before: Marks = new Map()
  const after: Marks = new Map()
  const nameOf = (id: string | null) =>
    plan.after.get(id ?? '')?.name ?? organisation.standing.get(id ?? '')?.name ?? ''
  const moved = new Set(events.flatMap((one) => (one.kind === 'move' ? [one.unitId] : [])))
  const sources = sourcesOf(plan)
  for (const { unit, by, into } of plan.ended.values())
    add(before, unit.id, { kind: 'ended', by, into: into.map(nameOf) })
  for (const unit of plan.after.values()) {
    for (const mark of arrivalOf(unit, sources.get(unit.id) ?? [])) add(after, unit.id, mark)
    const old = organisation.standing.get(unit.id)
    if (!old || unit.change !== 'changed') continue
    if (old.name !== unit.name) {
      add(before, unit.id, { kind: 'renames', to: unit.name })
      add(after, unit.id, { kind: 'renamed', from: old.name })
    }
    if (old.type !== unit.type) add(after, unit.id, { kind: 'type', type: unit.type })
    const follows = unit.level === 'branch' && !moved.has(unit.id)
    if (old.parentId !== unit.parentId && !follows) {
      add(before, unit.id, { kind: 'moves', to: nameOf(unit.parentId) })
      const from = organisation.standing.get(old.parentId ?? '')?.name ?? ''
      add(after, unit.id, { kind: 'moved', from })
    }
  }
  return { before, after }
}

const add = (marks: Marks, id: string, mark: Mark) =>
  marks.set(id, [...(marks.get(id) ?? []), mark])

/** Of which units each is made. What is dissolved gives its people to the unit above, which is no news to that one. */
function sourcesOf(plan: Plan): Map<string, string[]> {
  const sources = new Map<string, string[]>()
  for (const { unit, by, into } of plan.ended.values())
    if (by !== 'dissolve')
      for (const target of into) sources.set(target, [...(sources.get(target) ?? []), unit.name])
  return sources
}

function arrivalOf(unit: PlannedUnit, from: string[]): Mark[] {
  if (unit.change === 'found') return [{ kind: 'found', from }]
  if (unit.change === 'reopened') return [{ kind: 'reopened' }]
  return from.length > 0 ? [{ kind: 'receives', from }] : []
}

type Shown = Omit<StandingUnit, 'validFrom'>

function rowsOf(
  units: ReadonlyMap<string, Shown>,
  marks: Marks,
  open: ReadonlySet<string>,
): ComparedRow[] {
  const shown = new Set<string>()
  for (const id of [...marks.keys(), ...open]) {
    shown.add(id)
    for (const unit of above(units, id)) shown.add(unit.id)
  }
  const children = childrenIn(units)
  const rows: ComparedRow[] = []
  const walk = (unit: Shown, depth: number) => {
    const all = children.get(unit.id) ?? []
    const isOpen = open.has(unit.id)
    const seen = isOpen ? all : all.filter(({ id }) => shown.has(id))
    rows.push({
      id: unit.id,
      name: unit.name,
      type: unit.type,
      depth,
      marks: marks.get(unit.id) ?? [],
      children: all.length,
      hidden: all.length - seen.length,
      isOpen,
    })
    if (depth < levels.length)
      for (const child of seen.toSorted(byLevelAndName)) walk(child, depth + 1)
  }
  const roots = [...units.values()].filter(({ parentId }) => parentId === null)
  for (const root of roots.toSorted(byLevelAndName)) walk(root, 0)
  return rows
}

const names = new Intl.Collator('vi', { numeric: true })
const byLevelAndName = (one: Shown, other: Shown): number =>
  levels.indexOf(one.level) - levels.indexOf(other.level) || names.compare(one.name, other.name)
