import type pg from 'pg'
import { addDays, type IsoDay } from '#platform/days.ts'
import { flows, peopleCounts } from './figures.ts'

/**
 * The figures once more, by the plainest means there are: read every record, walk up the tree day by
 * day, count. Shares nothing with what it checks, and is slow.
 */
export interface Recount {
  /** Every kept figure of a unit, by name. */
  figures(unitId: string, from: IsoDay, on: IsoDay): Record<string, number>
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

  const standsUnder = (unitId: string, ancestorId: string, day: IsoDay): boolean => {
    let version = versionOn(unitId, day)
    while (version) {
      if (version.unit_id === ancestorId) return true
      version = version.parent_id ? versionOn(version.parent_id, day) : undefined
    }
    return false
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
  const turns = await readTurns(client)
  const within = (turn: Turn, unitId: string, indicator: string, from: IsoDay, on: IsoDay) =>
    turn.indicators.includes(indicator) &&
    turn.day >= from &&
    turn.day <= on &&
    standsUnder(turn.unitId, unitId, lifeDay(turn.unitId, turn.day))

  const membersOf = (unitId: string, on: IsoDay) =>
    memberships.filter((stay) => covers(stay, on) && standsUnder(stay.unit_id, unitId, on))
  const turnsOf = (unitId: string, indicator: string, from: IsoDay, on: IsoDay) =>
    turns.filter((turn) => within(turn, unitId, indicator, from, on))

  return {
    figures: (unitId, from, on) => {
      const members = membersOf(unitId, on)
      const figures: Record<string, number> = {
        members: members.length,
        members_with_citizen_app: members.filter(
          (stay) => stay.citizen_app_on !== null && stay.citizen_app_on <= on,
        ).length,
      }
      for (const name of flows) {
        figures[name] = turnsOf(unitId, name, from, on).reduce((sum, turn) => sum + turn.value, 0)
      }
      for (const name of peopleCounts) {
        figures[name] = new Set(turnsOf(unitId, name, from, on).map((turn) => turn.personId)).size
      }
      return figures
    },
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
  return [
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
