import { sql } from 'kysely'
import { addDays, type IsoDay } from '#platform/days.ts'
import { endRole, grantRole } from '#platform/server/access/grant-role.ts'
import type { CommandContext } from '#platform/server/command.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { TeamRole } from '../shapes.ts'

/**
 * Days after an activity for which its volunteers may still send what they recorded: as long as their
 * phones work without a network by default (FIELD_DAYS_OFFLINE), or they would come back to a refusal.
 */
const daysAfter = 14

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
  await letRecord(ctx, activity, personIds)
}

/** Lets a whole team record until a few days after the day to which its activity was moved. */
export async function prolongTeam(
  ctx: CommandContext,
  activity: { id: string; unitId: string; heldOn: IsoDay },
): Promise<void> {
  const team = await ctx.db
    .selectFrom('campaigns.teamMember')
    .select('personId')
    .where('activityId', '=', activity.id)
    .where('state', '=', 'accepted')
    .execute()
  await letRecord(
    ctx,
    activity,
    team.map(({ personId }) => personId),
  )
}

async function letRecord(
  ctx: CommandContext,
  activity: { unitId: string; heldOn: IsoDay },
  personIds: readonly string[],
): Promise<void> {
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

/**
 * Ends the right to record that a person had by a team they no longer belong to, unless another team
 * at the unit still needs it or may still have something to send.
 */
export async function letGo(ctx: CommandContext, unitId: string, personId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select r.id from access.role r
     where r.person_id = ${personId} and r.role_type = 'field_volunteer' and r.unit_id = ${unitId}
       and r.valid_to > ${ctx.today}
       and not exists (select from campaigns.team_member t join campaigns.activity a on a.id = t.activity_id
                        where t.person_id = r.person_id and t.state = 'accepted' and a.unit_id = r.unit_id
                          and a.held_on >= ${addDays(ctx.today, -daysAfter)})`.execute(ctx.db)
  for (const { id } of rows) await endRole(ctx, { roleId: id, on: ctx.today })
}
