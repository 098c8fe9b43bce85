import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { ActivityState, TeamRole, TeamState } from '../shapes.ts'

/** Plans a campaign straight in the tables; by default an open one through June 2026. Returns its id. */
export async function aCampaign(
  database: TestDatabase,
  fields: { unitId: string; name?: string; from?: string; to?: string; state?: ActivityState },
): Promise<string> {
  const id = uuidv7()
  await database.ownerPool.query(
    `insert into campaigns.campaign (id, unit_id, name, starts_on, ends_on, state) values ($1, $2, $3, $4, $5, $6)`,
    [
      id,
      fields.unitId,
      fields.name ?? 'Tháng Thanh niên số',
      fields.from ?? '2026-06-01',
      fields.to ?? '2026-06-30',
      fields.state ?? 'open',
    ],
  )
  return id
}

/** Plans an activity of a campaign (a new one, unless told); by default an open one on 15 June 2026. */
export async function anActivity(
  database: TestDatabase,
  fields: {
    unitId: string
    campaignId?: string
    on?: string
    name?: string
    state?: ActivityState
    closedAt?: string
    peak?: boolean
  },
): Promise<string> {
  const id = uuidv7()
  const campaignId = fields.campaignId ?? (await aCampaign(database, { unitId: fields.unitId }))
  await database.ownerPool.query(
    `insert into campaigns.activity (id, campaign_id, unit_id, name, place, held_on, state, closed_at, is_peak_day)
     values ($1, $2, $3, $4, 'Nhà văn hóa thôn', $5, $6, $7, $8)`,
    [
      id,
      campaignId,
      fields.unitId,
      fields.name ?? 'Hỗ trợ dịch vụ công',
      fields.on ?? '2026-06-15',
      fields.state ?? 'open',
      fields.closedAt ?? null,
      fields.peak ?? false,
    ],
  )
  return id
}

/** Puts a person on an activity's team. */
export async function aTeamMember(
  database: TestDatabase,
  fields: { activityId: string; personId: string; role?: TeamRole; state?: TeamState },
): Promise<void> {
  await database.ownerPool.query(
    `insert into campaigns.team_member (id, activity_id, unit_id, person_id, role, state)
     select $1, id, unit_id, $3, $4, $5 from campaigns.activity where id = $2`,
    [
      uuidv7(),
      fields.activityId,
      fields.personId,
      fields.role ?? 'volunteer',
      fields.state ?? 'accepted',
    ],
  )
}
