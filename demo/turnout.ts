import { addDays, type IsoDay } from '#platform/days.ts'
import type { PlannedActivity } from './campaigns.ts'
import type { IdSource } from './ids.ts'
import { type Random, seeded } from './random.ts'
import type { Roster } from './roster.ts'

export interface DemoTeamMember {
  id: string
  personId: string
  role: 'leader' | 'volunteer'
  state: 'signed_up' | 'accepted' | 'withdrawn'
  createdAt: Date
}

export interface DemoCheckIn {
  id: string
  personId: string
  method: 'card' | 'roster' | 'self'
  happenedAt: Date
  duplicateOf: string | null
  recordedBy: string
  receivedAt: Date
  undoneAt: Date | null
}

/** Who is to come, and who came; the leader first. */
export interface Turnout {
  team: DemoTeamMember[]
  /** Who came. */
  present: string[]
  checkIns: DemoCheckIn[]
}

interface Options {
  roster: Roster
  random: Random
  ids: { team: IdSource; checkIns: IdSource }
  today: IsoDay
  /** Who has been at another activity of that day in the district; each is to count once. */
  busy: Set<string>
}

/** An instant of a day in Vietnam, so many minutes after midnight. */
export const instantOf = (day: IsoDay, minutes: number): Date =>
  new Date(Date.parse(`${day}T00:00:00+07:00`) + Math.round(minutes * 60_000))

/**
 * The team of an activity, and who of it was checked in. Exactly as many different people count as
 * planned; a few were recorded twice by two phones, or by mistake.
 */
export function turnoutOf(activity: PlannedActivity, options: Options): Turnout {
  const { random, roster, ids, busy } = options
  const { heldOn, members, isPeakDay } = activity
  const leader = leaderOf(activity, roster)
  const accounts = activity.withAccounts ? accountsIn(roster, leader) : []
  const known = new Set([leader, ...accounts])
  const others = random
    .sample(candidates(activity, options), members + 4)
    .filter((personId) => !known.has(personId))
  const chosen = [leader, ...accounts, ...others].slice(0, members)
  const absent = others.filter((personId) => !chosen.includes(personId)).slice(0, 2)
  const isOver = heldOn < options.today
  const team = [...chosen, ...absent].map((personId, index): DemoTeamMember => {
    const asked = instantOf(addDays(heldOn, -random.int(3, 9)), random.int(420, 1300))
    const waits = !isOver && index >= members
    return {
      id: ids.team(asked.getTime()),
      personId,
      role: index === 0 ? 'leader' : 'volunteer',
      state: waits
        ? 'signed_up'
        : index >= members && random.chance(0.3)
          ? 'withdrawn'
          : 'accepted',
      createdAt: asked,
    }
  })
  if (!isOver) return { team, present: [], checkIns: [] }
  // One or another of the morning's people helps at the next place too: a turn more, no person more.
  const guests = isPeakDay && random.chance(0.7) ? random.sample([...busy], 1) : []
  for (const personId of chosen) if (isPeakDay) busy.add(personId)
  const [mistaken] = absent
  const checkIns = [...chosen, ...guests].map((personId) =>
    arrival(personId, leader, activity, options),
  )
  const again = checkIns
    .filter(() => random.chance(0.012))
    .map((first) => ({
      ...arrival(first.personId, chosen[1] ?? leader, activity, options),
      duplicateOf: first.id,
    }))
  const undone =
    mistaken && random.chance(0.1)
      ? [{ ...arrival(mistaken, leader, activity, options), undone: true }]
      : []
  return {
    team,
    present: chosen,
    checkIns: [
      ...checkIns,
      ...again,
      ...undone.map(({ undone: _, ...it }) => ({
        ...it,
        undoneAt: new Date(it.receivedAt.getTime() + 90_000),
      })),
    ],
  }
}

/** Of a peak day's activity the whole district is asked, since it needs more than a commune has. */
function candidates(activity: PlannedActivity, { roster, busy }: Options): string[] {
  const { commune, district, heldOn, isPeakDay, members } = activity
  const near = roster.membersAt(commune.id, heldOn).filter((personId) => !busy.has(personId))
  if (!isPeakDay || near.length > 4 * members) return near
  const communes = district.communes.map((each) => each.id)
  return communes
    .flatMap((id) => roster.membersAt(id, heldOn))
    .filter((personId) => !busy.has(personId))
}

function leaderOf({ commune, withAccounts }: PlannedActivity, roster: Roster): string {
  return (withAccounts && roster.holderOf('branch_secretary')) || roster.officerOf(commune.id)
}

/** The volunteer and the deputy are in the team already; the plain member may still ask to join. */
const accountsIn = (roster: Roster, leader: string): string[] =>
  (['field_volunteer', 'branch_deputy'] as const).flatMap((role) => {
    const personId = roster.holderOf(role)
    return personId && personId !== leader ? [personId] : []
  })

function arrival(
  personId: string,
  recordedBy: string,
  activity: PlannedActivity,
  { random, ids }: Options,
): DemoCheckIn {
  const happenedAt = instantOf(activity.heldOn, 7 * 60 + 20 + 70 * random.next())
  const method = random.chance(0.72) ? 'card' : random.chance(0.8) ? 'roster' : 'self'
  return {
    id: ids.checkIns(happenedAt.getTime()),
    personId,
    method,
    happenedAt,
    duplicateOf: null,
    recordedBy: method === 'self' ? personId : recordedBy,
    receivedAt: received(random, happenedAt),
    undoneAt: null,
  }
}

/** When a record reached the server: within minutes, or in the evening where there is no signal. */
export function received(random: Random, happenedAt: Date): Date {
  const minutes = random.chance(0.7) ? random.next() * 8 : 60 + random.next() * 1500
  return new Date(happenedAt.getTime() + Math.round(minutes * 60_000))
}

export const chanceOf = (activity: PlannedActivity, key: string): Random =>
  seeded(`${key} at ${activity.commune.code} on ${activity.heldOn} ${activity.name}`)
