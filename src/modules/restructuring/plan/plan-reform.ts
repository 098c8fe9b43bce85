import { mayStandUnder, unitTypes } from '#modules/units/index.ts'
import type {
  Answers,
  EndedUnit,
  Lineage,
  Organisation,
  Plan,
  PlanFault,
  PlannedUnit,
  Question,
  ReformEvent,
} from './types.ts'

/**
 * Works out what the events of a decision make of the organisation, all of them together on one day.
 * What they leave open comes back as questions, never as a guess; what cannot be as faults. Pure:
 * the same draft always gives the same plan.
 */
export function planReform(
  organisation: Organisation,
  events: readonly ReformEvent[],
  answers: Answers = new Map(),
): Plan {
  const faults: PlanFault[] = []
  const fault = (code: PlanFault['code'], unitId: string) => void faults.push({ code, unitId })
  const arriving = arrivals(organisation, events, fault)
  const ended = endings(organisation, events, fault)
  const after = new Map<string, PlannedUnit>()
  for (const unit of organisation.standing.values()) {
    const { validFrom: _, ...stays } = unit
    if (!ended.has(unit.id)) after.set(unit.id, { ...stays, change: 'none' })
  }
  for (const unit of arriving) after.set(unit.id, unit)

  settleTargets(ended, after, organisation, fault)
  applyChanges(events, after, ended, organisation, fault)
  const questions: Question[] = []
  const placeOf = placing(ended, answers, questions)
  const moved = new Set<string>()
  for (const unit of after.values()) {
    if (unit.parentId !== null) unit.parentId = placeOf(unit.id, unit.parentId)
    if (unit.change === 'none' || unit.change === 'changed') {
      const before = organisation.standing.get(unit.id)
      if (before?.parentId !== unit.parentId) {
        moved.add(unit.id)
        unit.change = 'changed'
      }
    }
  }
  askForOwn(ended, organisation, answers, questions)
  checkParents(after, ended, fault)
  return {
    after,
    ended,
    lineage: lineageOf(events, ended, moved),
    corrections: correctLater(organisation, ended, placeOf),
    questions,
    faults,
  }
}

type Report = (code: PlanFault['code'], unitId: string) => void

function arrivals(
  { standing, closed }: Organisation,
  events: readonly ReformEvent[],
  fault: Report,
): PlannedUnit[] {
  const come = new Map<string, PlannedUnit>()
  for (const event of events) {
    if (event.kind === 'found') {
      if (standing.has(event.unitId) || come.has(event.unitId)) fault('found_twice', event.unitId)
      else
        come.set(event.unitId, {
          id: event.unitId,
          parentId: event.parentId,
          level: unitTypes[event.type],
          type: event.type,
          name: event.name,
          code: event.code ?? null,
          gazetteerCode: event.gazetteerCode ?? null,
          change: 'found',
        })
    }
    if (event.kind === 'reopen') {
      const last = closed.get(event.unitId)
      if (standing.has(event.unitId)) fault('stands_already', event.unitId)
      else if (!last) fault('unit_unknown', event.unitId)
      else {
        const { validFrom: _, ...unit } = last
        come.set(event.unitId, { ...unit, change: 'reopened' })
      }
    }
  }
  return [...come.values()]
}

function endings(
  { standing }: Organisation,
  events: readonly ReformEvent[],
  fault: Report,
): Map<string, EndedUnit> {
  const ended = new Map<string, EndedUnit>()
  const end = (unitId: string, by: EndedUnit['by'], into: readonly string[]) => {
    const unit = standing.get(unitId)
    if (!unit) fault('unit_unknown', unitId)
    else if (ended.has(unitId)) fault('ends_twice', unitId)
    else if (into.includes(unitId)) fault('into_itself', unitId)
    else ended.set(unitId, { unit, by, into: [...new Set(into)], ownTo: null })
  }
  for (const event of events) {
    if (event.kind === 'merge') for (const from of event.from) end(from, 'merge', [event.into])
    if (event.kind === 'split') end(event.unitId, 'split', event.into)
    if (event.kind === 'dissolve') {
      const into = event.into ?? standing.get(event.unitId)?.parentId
      end(event.unitId, 'dissolve', into ? [into] : [])
    }
  }
  return ended
}

/**
 * Each target must stand afterwards. A unit that is dissolved into the unit above goes with that one
 * where it ends too: districts of a province that is merged go to the merged province.
 */
function settleTargets(
  ended: Map<string, EndedUnit>,
  after: ReadonlyMap<string, PlannedUnit>,
  { standing }: Organisation,
  fault: Report,
): void {
  for (const ending of ended.values()) {
    if (ending.by === 'dissolve') ending.into = ending.into.map((id) => followed(ended, id))
    const { id, level } = ending.unit
    if (ending.into.length === 0) fault('target_unknown', id)
    for (const target of ending.into) {
      const unit = after.get(target)
      if (!unit) fault(standing.has(target) ? 'target_ends' : 'target_unknown', id)
      else if (ending.by !== 'dissolve' && unit.level !== level) fault('levels_differ', id)
    }
    ending.into = ending.into.filter((target) => after.has(target))
  }
}

/** Where a unit's place passes to: itself while it stands, else the one target of its ending, and so on. */
function followed(ended: ReadonlyMap<string, EndedUnit>, unitId: string): string {
  let at = unitId
  for (let step = 0; step < 20; step++) {
    const ending = ended.get(at)
    if (ending?.into.length !== 1) return at
    at = ending.into[0]!
  }
  return at
}

/** Moves, new names and types of units that go on. */
function applyChanges(
  events: readonly ReformEvent[],
  after: ReadonlyMap<string, PlannedUnit>,
  ended: ReadonlyMap<string, EndedUnit>,
  organisation: Organisation,
  fault: Report,
): void {
  const changedLater = new Set(organisation.later.map(({ unitId }) => unitId))
  for (const id of ended.keys()) if (changedLater.has(id)) fault('changed_later', id)
  for (const event of events) {
    if (event.kind !== 'move' && event.kind !== 'rename' && event.kind !== 'change_type') continue
    const unit = after.get(event.unitId)
    if (!unit) fault(ended.has(event.unitId) ? 'changed_and_ended' : 'unit_unknown', event.unitId)
    else if (changedLater.has(unit.id)) fault('changed_later', unit.id)
    if (unit) changeUnit(unit, event)
  }
}

function changeUnit(
  unit: PlannedUnit,
  event: Extract<ReformEvent, { kind: 'move' | 'rename' | 'change_type' }>,
): void {
  if (unit.change === 'none') unit.change = 'changed'
  if (event.kind === 'rename') unit.name = event.name
  if (event.kind === 'move') unit.parentId = event.parentId
  if (event.kind === 'change_type') {
    unit.type = event.type
    unit.level = unitTypes[event.type]
  }
}

type PlaceOf = (unitId: string, parentId: string) => string

/** Where a unit stands when the one above it ends; where that was split and nobody said, a question. */
function placing(
  ended: ReadonlyMap<string, EndedUnit>,
  answers: Answers,
  questions: Question[],
): PlaceOf {
  const asked = new Set<string>()
  return (unitId, parentId) => {
    const ending = ended.get(parentId)
    if (!ending || ending.into.length === 0) return parentId
    if (ending.into.length === 1) return ending.into[0]!
    const answer = answers.get(unitId)
    if (answer && ending.into.includes(answer)) return answer
    if (!asked.has(unitId))
      questions.push({ kind: 'place', unitId, of: parentId, into: ending.into })
    asked.add(unitId)
    return parentId
  }
}

function askForOwn(
  ended: ReadonlyMap<string, EndedUnit>,
  { withOwn }: Organisation,
  answers: Answers,
  questions: Question[],
): void {
  for (const ending of ended.values()) {
    const { id } = ending.unit
    const answer = answers.get(id)
    if (ending.into.length === 1) ending.ownTo = ending.into[0]!
    else if (answer && ending.into.includes(answer)) ending.ownTo = answer
    else if (ending.into.length > 1 && withOwn.has(id))
      questions.push({ kind: 'own', unitId: id, into: ending.into })
  }
}

/** Each unit that comes or changes stands under one of a higher level that stands too, and not under itself. */
function checkParents(
  after: ReadonlyMap<string, PlannedUnit>,
  ended: ReadonlyMap<string, EndedUnit>,
  fault: Report,
): void {
  for (const unit of after.values()) {
    if (unit.parentId === null || unit.change === 'none') continue
    const parent = after.get(unit.parentId)
    // A unit below a split one has no parent until its question is answered.
    if (!parent && !ended.has(unit.parentId)) fault('parent_unknown', unit.id)
    if (!parent) continue
    if (standsUnder(after, parent, unit.id)) fault('under_itself', unit.id)
    else if (!mayStandUnder(unit.level, parent.level)) fault('level_too_high', unit.id)
  }
}

function standsUnder(
  after: ReadonlyMap<string, PlannedUnit>,
  from: PlannedUnit,
  wanted: string,
): boolean {
  let at: PlannedUnit | undefined = from
  for (let step = 0; at && step < 20; step++) {
    if (at.id === wanted) return true
    at = at.parentId === null ? undefined : after.get(at.parentId)
  }
  return false
}

/** What was recorded for later under a unit that will have ended by then goes where that one went. */
function correctLater(
  { later }: Organisation,
  ended: ReadonlyMap<string, EndedUnit>,
  placeOf: PlaceOf,
): Plan['corrections'] {
  return later.flatMap((version) => {
    if (version.parentId === null || ended.has(version.unitId)) return []
    const parentId = placeOf(version.unitId, version.parentId)
    return parentId === version.parentId
      ? []
      : [{ versionId: version.id, unitId: version.unitId, parentId }]
  })
}

function lineageOf(
  events: readonly ReformEvent[],
  ended: ReadonlyMap<string, EndedUnit>,
  moved: ReadonlySet<string>,
): Lineage[] {
  const lines: Lineage[] = []
  for (const event of events) {
    if (event.kind === 'found' || event.kind === 'reopen')
      lines.push({ event: event.kind, from: null, to: event.unitId })
    if (event.kind === 'rename' || event.kind === 'change_type')
      lines.push({ event: event.kind, from: event.unitId, to: event.unitId })
  }
  for (const id of moved) lines.push({ event: 'move', from: id, to: id })
  for (const [id, ending] of ended)
    for (const into of ending.into) lines.push({ event: ending.by, from: id, to: into })
  return lines
}
