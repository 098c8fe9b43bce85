import type pg from 'pg'
import { addDays, type IsoDay } from '#platform/days.ts'
import type { View } from '../../view.ts'
import { flows, peopleCounts } from './figures.ts'

/**
 * The figures once more, by the plainest means there are: read every record, walk up the tree day by
 * day, follow what became of each unit, count. Shares nothing with what it checks, and is slow.
 */
export interface Recount {
  /** Every kept figure of a unit or a set of units, by name. */
  figures(unitId: string, from: IsoDay, on: IsoDay, view?: View): Record<string, number>
}

interface Version {
  unit_id: string
  parent_id: string | null
  valid_from: IsoDay
  valid_to: IsoDay | null
}

interface Turn {
  unitId: string
  day: IsoDay
  indicators: string[]
  value: number
  personId?: string
}

const covers = (span: { valid_from: IsoDay; valid_to: IsoDay | null }, day: IsoDay) =>
  span.valid_from <= day && (span.valid_to === null || day < span.valid_to)

/** Reads all records of a database, however they came there, and returns what can be counted in them. */
export async function readEverything(client: pg.ClientBase): Promise<Recount> {
  const versions = (
    await client.query<Version>(
      'select unit_id, parent_id, valid_from::text, valid_to::text from units.unit_version order by 3',
    )
  ).rows
  const byUnit = Map.groupBy(versions, (version) => version.unit_id)
  const versionOn = (unitId: string, day: IsoDay) =>
    byUnit.get(unitId)?.find((version) => covers(version, day))

  /** The day of the unit's life that stands for this day: the day itself, or the nearest before, or the first. */
  const lifeDay = (unitId: string, day: IsoDay): IsoDay => {
    if (versionOn(unitId, day)) return day
    const ended = (byUnit.get(unitId) ?? []).filter(
      (version) => version.valid_to !== null && version.valid_to <= day,
    )
    const last = ended.at(-1)
    return last?.valid_to
      ? addDays(last.valid_to, -1)
      : (byUnit.get(unitId)?.[0]?.valid_from ?? day)
  }

  const sets = await readSets(client)
  /** Under a unit, or under a member of a set. */
  const standsUnder = (unitId: string, ancestorId: string, day: IsoDay): boolean => {
    let version = versionOn(unitId, day)
    while (version) {
      if (version.unit_id === ancestorId || sets.has(ancestorId, version.unit_id, day)) return true
      version = version.parent_id ? versionOn(version.parent_id, day) : undefined
    }
    return false
  }

  const today = (await client.query<{ day: IsoDay }>('select platform.today()::text as day'))
    .rows[0]?.day as IsoDay
  const endings = (
    await client.query<{ from_unit_id: string; to_unit_id: string; on_day: IsoDay }>(
      `select from_unit_id, to_unit_id, on_day::text from units.unit_lineage where event in ('merge', 'split', 'dissolve')`,
    )
  ).rows
  /** Those that stand today in a unit's place, found by going on from one to the next. */
  const heirsOf = (unitId: string, met: Set<string> = new Set()): string[] => {
    if (met.has(unitId)) return []
    met.add(unitId)
    if (versionOn(unitId, today)) return [unitId]
    const last = byUnit.get(unitId)?.at(-1)
    const named = endings.filter(
      (ending) => ending.from_unit_id === unitId && ending.on_day === last?.valid_to,
    )
    const next = named.length > 0 ? named.map((ending) => ending.to_unit_id) : [last?.parent_id]
    return next.flatMap((one) => (one ? heirsOf(one, met) : []))
  }
  const belongsTo = (unitId: string, ancestorId: string, day: IsoDay, view: View): boolean => {
    if (view === 'then') return standsUnder(unitId, ancestorId, day)
    const heirs = heirsOf(unitId)
    return heirs.length > 0 && heirs.every((heir) => standsUnder(heir, ancestorId, today))
  }

  const memberships = (
    await client.query<{
      unit_id: string
      valid_from: IsoDay
      valid_to: IsoDay | null
      citizen_app_on: IsoDay | null
    }>(
      `select unit_id, valid_from::text, valid_to::text, citizen_app_on::text from members.membership where kind = 'member'`,
    )
  ).rows
  const standings = (
    await client.query<{
      unit_id: string
      kind: string
      valid_from: IsoDay
      valid_to: IsoDay | null
      supported_on: IsoDay | null
    }>(
      'select s.unit_id, s.kind, s.valid_from::text, s.valid_to::text, s.supported_on::text from ventures.standing s where s.counts',
    )
  ).rows
  const turns = await readTurns(client)
  const membersOf = (unitId: string, on: IsoDay, view: View) =>
    memberships.filter((stay) => covers(stay, on) && belongsTo(stay.unit_id, unitId, on, view))

  return {
    figures: (unitId, from, on, view = 'then') => {
      const members = membersOf(unitId, on, view)
      const ventures = standings.filter(
        (standing) => covers(standing, on) && belongsTo(standing.unit_id, unitId, on, view),
      )
      const ofKind = (kind: string) => ventures.filter((standing) => standing.kind === kind)
      const within = turns.filter(
        (turn) =>
          turn.day >= from &&
          turn.day <= on &&
          belongsTo(turn.unitId, unitId, lifeDay(turn.unitId, turn.day), view),
      )
      const turnsOf = (indicator: string) =>
        within.filter((turn) => turn.indicators.includes(indicator))
      const figures: Record<string, number> = {
        members: members.length,
        members_with_citizen_app: members.filter(
          (stay) => stay.citizen_app_on !== null && stay.citizen_app_on <= on,
        ).length,
        enterprises: ofKind('enterprise').length,
        cooperatives: ofKind('cooperative').length,
        household_businesses: ofKind('household').length,
        startup_models: ofKind('startup_model').length,
        supported_models: ofKind('startup_model').filter(
          ({ supported_on }) => supported_on !== null && supported_on <= on,
        ).length,
      }
      for (const name of flows) {
        figures[name] = turnsOf(name).reduce((sum, turn) => sum + turn.value, 0)
      }
      for (const name of peopleCounts) {
        figures[name] = new Set(turnsOf(name).map((turn) => turn.personId)).size
      }
      return figures
    },
  }
}

async function readSets(client: pg.ClientBase) {
  type Span = { valid_from: IsoDay; valid_to: IsoDay | null }
  const groupings = (
    await client.query<Span & { id: string }>(
      'select id, valid_from::text, valid_to::text from units.grouping',
    )
  ).rows
  const members = (
    await client.query<Span & { grouping_id: string; unit_id: string }>(
      'select grouping_id, unit_id, valid_from::text, valid_to::text from units.grouping_member',
    )
  ).rows
  return {
    has: (setId: string, unitId: string, day: IsoDay) =>
      groupings.some((set) => set.id === setId && covers(set, day)) &&
      members.some(
        (one) => one.grouping_id === setId && one.unit_id === unitId && covers(one, day),
      ),
  }
}

async function readTurns(client: pg.ClientBase): Promise<Turn[]> {
  const activities = await client.query<{
    id: string
    unit_id: string
    held_on: IsoDay
    state: string
    is_peak_day: boolean
  }>('select id, unit_id, held_on::text, state, is_peak_day from campaigns.activity')
  const isPeakDay = new Map(activities.rows.map((activity) => [activity.id, activity.is_peak_day]))
  const peak = (activityId: string, names: string[]) =>
    isPeakDay.get(activityId) ? [...names, ...names.map((name) => `peak_day_${name}`)] : names
  const checkIns = await client.query<{
    activity_id: string
    unit_id: string
    person_id: string
    happened_on: IsoDay
  }>(
    `select activity_id, unit_id, person_id, happened_on::text from campaigns.check_in
      where duplicate_of is null and undone_at is null`,
  )
  const assists = await client.query<{
    activity_id: string
    unit_id: string
    happened_on: IsoDay
    people: number
    service: string
    outcome: string
  }>(
    'select activity_id, unit_id, happened_on::text, people, service, outcome from assists.assist where undone_at is null',
  )
  const ideas = await client.query<{
    unit_id: string
    proposed_on: IsoDay | null
    published_on: IsoDay | null
    state: string
  }>('select unit_id, proposed_on::text, published_on::text, state from ideas.idea')
  const supports = await client.query<{
    id: string
    unit_id: string
    given_on: IsoDay
    reverses: string | null
  }>('select id, unit_id, given_on::text, reverses from ventures.support_entry')
  const reversed = new Set(supports.rows.map(({ reverses }) => reverses))
  const placements = await client.query<{
    unit_id: string
    started_on: IsoDay
    kept: boolean | null
    kept_on: IsoDay | null
  }>('select unit_id, started_on::text, kept, kept_on::text from jobs.placement')
  const turnOn = (unitId: string, day: IsoDay | null, indicator: string): Turn[] =>
    day === null ? [] : [{ unitId, day, indicators: [indicator], value: 1 }]
  return [
    ...supports.rows
      .filter(({ id, reverses }) => reverses === null && !reversed.has(id))
      .map(({ unit_id, given_on }) => ({
        unitId: unit_id,
        day: given_on,
        indicators: ['supports_given'],
        value: 1,
      })),
    ...ideas.rows
      .filter(({ state }) => state !== 'withdrawn')
      .flatMap((idea) => [
        ...turnOn(idea.unit_id, idea.proposed_on, 'ideas_proposed'),
        ...turnOn(idea.unit_id, idea.published_on, 'ideas_published'),
      ]),
    ...placements.rows.flatMap((one) => [
      ...turnOn(one.unit_id, one.started_on, 'jobs_found'),
      ...turnOn(one.unit_id, one.kept ? one.kept_on : null, 'jobs_kept'),
    ]),
    ...activities.rows
      .filter((activity) => activity.state !== 'cancelled')
      .map((activity) => ({
        unitId: activity.unit_id,
        day: activity.held_on,
        indicators: peak(activity.id, ['activities']),
        value: 1,
      })),
    ...checkIns.rows.map((checkIn) => ({
      unitId: checkIn.unit_id,
      day: checkIn.happened_on,
      indicators: peak(checkIn.activity_id, ['participations', 'participants']),
      value: 1,
      personId: checkIn.person_id,
    })),
    ...assists.rows.map((assist) => ({
      unitId: assist.unit_id,
      day: assist.happened_on,
      indicators: [
        ...peak(assist.activity_id, ['people_helped']),
        `people_helped.${assist.service}.${assist.outcome}`,
      ],
      value: assist.people,
    })),
  ]
}
