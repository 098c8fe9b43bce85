import type { IsoDay } from '#platform/days.ts'
import type { UnitType } from './types.ts'

/** What is known of a unit and of all that it came from or became; names as they were. */
export interface StoryHistory {
  unitId: string
  today: IsoDay
  versions: StoryVersion[]
  /** Who came after whom, with the decision; `to` is empty where a unit just ended. */
  links: StoryLink[]
}

export interface StoryVersion {
  unitId: string
  name: string
  type: UnitType
  parentId: string | null
  parentName: string | null
  validFrom: IsoDay
  validTo: IsoDay | null
  decisionNo: string | null
}

export interface StoryLink {
  event: 'merge' | 'split' | 'dissolve' | 'close'
  from: string
  to: string | null
  on: IsoDay
  decisionNo: string | null
  /** What they were called then; some are not themselves of the story. */
  fromName: string | null
  toName: string | null
}

export interface NamedUnit {
  id: string
  name: string
}

/** One thing that happened on one day to units of the story, by the names they had around it. */
export interface StoryEvent {
  on: IsoDay
  kind:
    | 'found'
    | 'rename'
    | 'move'
    | 'change_type'
    | 'reopen'
    | 'merge'
    | 'split'
    | 'dissolve'
    | 'close'
  from: NamedUnit[]
  to: NamedUnit[]
  /** Whether what came out of it was founded by it. */
  isNew: boolean
  /** The old and the new name, type, or unit above. */
  before: string | null
  after: string | null
  decisionNo: string | null
}

const stoodBefore = (day: IsoDay) => (version: StoryVersion) =>
  version.validFrom < day && (version.validTo === null || version.validTo >= day)
const standsOn = (day: IsoDay) => (version: StoryVersion) =>
  version.validFrom <= day && (version.validTo === null || version.validTo > day)

/** The events of a history in order of time; what happened by one decision to several units is one event. */
export function tellStory({ versions, links }: StoryHistory): StoryEvent[] {
  const byUnit = Map.groupBy(versions, ({ unitId }) => unitId)
  const isFounded = (id: string, on: IsoDay) => byUnit.get(id)?.[0]?.validFrom === on
  const endings = [...groupLinks(links).values()].map((group): StoryEvent => {
    const [{ event, on, decisionNo }] = group as [StoryLink]
    const from = new Map(group.map((link) => [link.from, link.fromName ?? '']))
    const to = new Map(
      group.flatMap((link): [string, string][] => (link.to ? [[link.to, link.toName ?? '']] : [])),
    )
    return {
      on,
      kind: event,
      from: named(from),
      to: named(to),
      isNew: to.size > 0 && [...to.keys()].every((id) => isFounded(id, on)),
      before: null,
      after: null,
      decisionNo,
    }
  })
  const told = (id: string, on: IsoDay, side: 'from' | 'to') =>
    endings.some((event) => event.on === on && event[side].some((unit) => unit.id === id))
  const own = [...byUnit.values()].flatMap((all) =>
    all
      .flatMap((version, index) => changesOf(version, all[index - 1], all[index + 1]))
      .filter(
        ({ kind, on, from, to }) =>
          !(kind === 'found' && told(to[0]?.id ?? '', on, 'to')) &&
          !(kind === 'close' && told(from[0]?.id ?? '', on, 'from')),
      ),
  )
  const order = [...byUnit.keys()]
  const rank = (event: StoryEvent) => order.indexOf((event.to[0] ?? event.from[0])?.id ?? '')
  return [...own, ...endings].sort(
    (one, other) => one.on.localeCompare(other.on) || rank(one) - rank(other),
  )
}

const named = (names: ReadonlyMap<string, string>): NamedUnit[] =>
  [...names].map(([id, name]) => ({ id, name }))

/** All that was merged into one, or dissolved into one, or split from one, on one day. */
const groupLinks = (links: readonly StoryLink[]) =>
  Map.groupBy(links, ({ event, on, from, to }) =>
    [event, on, event === 'split' ? from : (to ?? from)].join(),
  )

/** What a version changed against the one before it, and its end where nothing follows. */
function changesOf(
  version: StoryVersion,
  previous: StoryVersion | undefined,
  next: StoryVersion | undefined,
): StoryEvent[] {
  const unit = { id: version.unitId, name: version.name }
  const event = (
    kind: StoryEvent['kind'],
    before: string | null,
    after: string | null,
  ): StoryEvent => ({
    on: version.validFrom,
    kind,
    from: kind === 'found' || kind === 'reopen' ? [] : [unit],
    to: [unit],
    isNew: kind === 'found',
    before,
    after,
    decisionNo: version.decisionNo,
  })
  const events: StoryEvent[] = []
  if (!previous) events.push(event('found', null, version.parentName))
  else if (previous.validTo !== version.validFrom)
    events.push(event('reopen', null, version.parentName))
  else {
    if (previous.name !== version.name) events.push(event('rename', previous.name, version.name))
    if (previous.type !== version.type)
      events.push(event('change_type', previous.type, version.type))
    if (previous.parentId !== version.parentId)
      events.push(event('move', previous.parentName, version.parentName))
  }
  if (version.validTo && version.validTo !== next?.validFrom)
    events.push({ ...event('close', null, null), on: version.validTo, to: [], decisionNo: null })
  return events
}

export interface StoryNode {
  unitId: string
  lane: number
}

export interface StoryRow {
  /** The day; today's row has no events. */
  on: IsoDay
  isToday: boolean
  isComing: boolean
  events: StoryEvent[]
  /** Lanes that lead to the day from above, and from it downwards. */
  above: StoryNode[]
  below: StoryNode[]
  /** The units that something happened to; those that ended have a plain end instead. */
  nodes: StoryNode[]
  ends: StoryNode[]
  joins: { unitId: string; from: number; to: number }[]
  /** How much room the time until the next row takes, in pixels. */
  gap: number
}

export interface Story {
  rows: StoryRow[]
  lanes: number
  /** The units in the order in which they appear: the first is A. */
  units: string[]
}

/** A, B, … Z, AA: what a unit is marked with in the picture. */
export const laneLetter = (rank: number): string =>
  (rank >= 26 ? laneLetter(Math.floor(rank / 26) - 1) : '') + String.fromCharCode(65 + (rank % 26))

/**
 * A history as a picture: time runs down in rows, one for each day on which something happened; each
 * unit has a lane of its own while it stands. What takes another's place takes its lane where that is free.
 */
export function layOutStory(history: StoryHistory): Story {
  const events = Map.groupBy(tellStory(history), ({ on }) => on)
  const days = [...new Set([...events.keys(), history.today])].sort()
  const rankOf = (id: string) => (id === history.unitId ? 0 : 1)
  const at = (is: (version: StoryVersion) => boolean) =>
    [...new Set(history.versions.filter(is).map(({ unitId }) => unitId))].sort(
      (one, other) => rankOf(one) - rankOf(other),
    )
  const lanes = new Map<string, number>()
  const units: string[] = []
  let width = 0
  const rows = days.map((on, index): StoryRow => {
    const before = at(stoodBefore(on))
    const after = at(standsOn(on))
    const today = events.get(on) ?? []
    const left = new Map(lanes)
    for (const id of before) if (!after.includes(id)) lanes.delete(id)
    for (const id of after) {
      if (!units.includes(id)) units.push(id)
      if (!before.includes(id) || !lanes.has(id)) lanes.set(id, freeLane(id, today, left, lanes))
      width = Math.max(width, (lanes.get(id) ?? 0) + 1)
    }
    const place = (ids: Iterable<string>, of = lanes): StoryNode[] =>
      [...ids].flatMap((unitId) => {
        const lane = of.get(unitId)
        return lane === undefined ? [] : [{ unitId, lane }]
      })
    const touched = new Set(today.flatMap(({ from, to }) => [...from, ...to].map(({ id }) => id)))
    const isToday = on === history.today
    const isLast = index === days.length - 1
    return {
      on,
      isToday,
      isComing: on > history.today,
      events: today,
      above: place(before, left),
      below: isLast ? [] : place(after),
      nodes: place(after.filter((id) => touched.has(id) || isToday)),
      ends: place(
        before.filter((id) => !after.includes(id)),
        left,
      ),
      joins: today.flatMap((event) =>
        event.kind === 'rename' || event.kind === 'move' || event.kind === 'change_type'
          ? []
          : event.from.flatMap(({ id: unitId }) =>
              place([unitId], left).flatMap(({ lane: from }) =>
                place(event.to.map(({ id }) => id)).map(({ lane: to }) => ({ unitId, from, to })),
              ),
            ),
      ),
      gap: isLast ? 0 : gapBetween(on, days[index + 1] as IsoDay),
    }
  })
  return { rows, lanes: width, units }
}

/** The lane of a unit that it takes over from, where that is free now; else the first free one. */
function freeLane(
  id: string,
  events: readonly StoryEvent[],
  left: ReadonlyMap<string, number>,
  lanes: ReadonlyMap<string, number>,
): number {
  const taken = new Set(lanes.values())
  const inherited = events
    .filter(({ to }) => to.some((unit) => unit.id === id))
    .flatMap(({ from }) => from.flatMap((unit) => left.get(unit.id) ?? []))
    .filter((lane) => !taken.has(lane))
  if (inherited.length > 0) return Math.min(...inherited)
  let lane = 0
  while (taken.has(lane)) lane += 1
  return lane
}

const dayLength = 86_400_000
/** Long times take more room than short ones, but not as much more as they are longer. */
function gapBetween(from: IsoDay, to: IsoDay): number {
  const years = (Date.parse(to) - Date.parse(from)) / dayLength / 365
  return Math.min(Math.round(24 * Math.sqrt(years)), 120)
}
