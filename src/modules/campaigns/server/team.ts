import { sql } from 'kysely'
import { addDays, type IsoDay } from '#platform/days.ts'
import { grantRole } from '#platform/server/access/grant-role.ts'
import type { CommandContext } from '#platform/server/command.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { TeamRole } from '../shapes.ts'

/** Days after an activity on which its volunteers may still record what they forgot. */
const daysAfter = 3

/**
 * Takes people into a team: they are on every phone's list there, and may record at its unit from
 * now on until a few days after the activity.
 */
export async function takeIn(
  ctx: CommandContext,
  activity: { id: string; unitId: string; heldOn: IsoDay },
  personIds: readonly string[],
  role: TeamRole,
): Promise<void> {
  await sql`insert into campaigns.team_member (id, activity_id, unit_id, person_id, role, state, decided_by, decided_at)
    select row.id, ${activity.id}, ${activity.unitId}, row.person_id, ${role}, 'accepted',
           ${ctx.actor.personId ?? null}, ${ctx.now()}
      from unnest(${personIds.map(() => uuidv7(ctx.now().getTime()))}::uuid[], ${[...personIds]}::uuid[]) as row (id, person_id)
    on conflict (activity_id, person_id) do update
       set state = 'accepted', role = excluded.role, decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(
    ctx.db,
  )
  const [from = ctx.today, last = ctx.today] = [activity.heldOn, ctx.today].sort()
  const validTo = addDays(last, daysAfter + 1)
  for (const personId of personIds) {
    await grantRole(ctx, {
      personId,
      roleType: 'field_volunteer',
      unitId: activity.unitId,
      validFrom: from,
      validTo,
    })
  }
}
