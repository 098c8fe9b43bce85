import { addDays, type IsoDay } from '#platform/days.ts'
import type { OfActivity } from './field.ts'
import { idsOf } from './ids.ts'
import type { DemoRole } from './offices.ts'
import type { Roster } from './roster.ts'
import type { DemoTeamMember } from './turnout.ts'

/** As the product does it when somebody is taken into a team. */
const daysAfter = 14

/**
 * The right to record that comes with a place in a team, for whoever still has it on the day of
 * loading: one role for each person and commune, from the first day to the end of the last.
 */
export function teamRolesOf(
  team: readonly OfActivity<DemoTeamMember>[],
  { roster, today, key }: { roster: Roster; today: IsoDay; key: string },
): DemoRole[] {
  const nextId = idsOf(`team roles of ${key}`)
  const held = new Map<string, DemoRole>()
  // The volunteer's account holds this role without an end.
  const volunteer = roster.holderOf('field_volunteer')
  for (const { personId, state, activity } of team) {
    const to = addDays(activity.heldOn, daysAfter + 1)
    if (state !== 'accepted' || personId === volunteer || to <= today) continue
    const from = activity.heldOn < today ? activity.heldOn : today
    const known = held.get(`${personId} ${activity.unitId}`)
    if (known) {
      if (from < known.from) known.from = from
      if (known.to !== null && to > known.to) known.to = to
      continue
    }
    held.set(`${personId} ${activity.unitId}`, {
      id: nextId(),
      personId,
      roleType: 'field_volunteer',
      unitId: activity.unitId,
      from,
      to,
      decisionNo: null,
    })
  }
  return [...held.values()]
}
