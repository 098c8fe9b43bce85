import type { DemoActivity, DemoCampaign, OfActivity } from './field.ts'
import type { DemoAssist } from './help.ts'
import type { Table } from './tables.ts'
import type { DemoCheckIn, DemoTeamMember } from './turnout.ts'

const instant = (at: Date | null): string | null => at?.toISOString() ?? null

export const campaignTable: Table<DemoCampaign> = {
  name: 'campaigns.campaign',
  columns: [
    'id',
    'unit_id',
    'name',
    'theme',
    'starts_on',
    'ends_on',
    'state',
    'created_by',
    'created_at',
  ],
  rows: (it) => [
    [
      it.id,
      it.unitId,
      it.name,
      it.theme,
      it.startsOn,
      it.endsOn,
      it.state,
      it.createdBy,
      instant(it.createdAt),
    ],
  ],
}

export const activityTable: Table<DemoActivity> = {
  name: 'campaigns.activity',
  columns: [
    'id',
    'campaign_id',
    'unit_id',
    'name',
    'place',
    'held_on',
    'starts_at',
    'ends_at',
    'is_peak_day',
    'is_public',
    'state',
    'closed_at',
    'created_by',
    'created_at',
  ],
  rows: (it) => [
    [
      it.id,
      it.campaignId,
      it.unitId,
      it.name,
      it.place,
      it.heldOn,
      instant(it.startsAt),
      instant(it.endsAt),
      it.isPeakDay,
      // What helps citizens is for everybody to know.
      true,
      it.state,
      instant(it.closedAt),
      it.createdBy,
      instant(it.createdAt),
    ],
  ],
}

export const teamTable: Table<OfActivity<DemoTeamMember>> = {
  name: 'campaigns.team_member',
  columns: ['id', 'activity_id', 'unit_id', 'person_id', 'role', 'state', 'created_at'],
  rows: (it) => [
    [
      it.id,
      it.activity.id,
      it.activity.unitId,
      it.personId,
      it.role,
      it.state,
      instant(it.createdAt),
    ],
  ],
}

export const checkInTable: Table<OfActivity<DemoCheckIn>> = {
  name: 'campaigns.check_in',
  columns: [
    'id',
    'activity_id',
    'unit_id',
    'person_id',
    'method',
    'happened_at',
    'happened_on',
    'duplicate_of',
    'recorded_by',
    'received_at',
    'undone_at',
    'undone_by',
  ],
  rows: (it) => [
    [
      it.id,
      it.activity.id,
      it.activity.unitId,
      it.personId,
      it.method,
      instant(it.happenedAt),
      it.activity.heldOn,
      it.duplicateOf,
      it.recordedBy,
      instant(it.receivedAt),
      instant(it.undoneAt),
      it.undoneAt && it.recordedBy,
    ],
  ],
}

export const assistTable: Table<OfActivity<DemoAssist>> = {
  name: 'assists.assist',
  columns: [
    'id',
    'activity_id',
    'unit_id',
    'service',
    'procedure',
    'outcome',
    'people',
    'happened_at',
    'happened_on',
    'recorded_by',
    'received_at',
    'undone_at',
    'undone_by',
  ],
  rows: (it) => [
    [
      it.id,
      it.activity.id,
      it.activity.unitId,
      it.service,
      it.procedure,
      it.outcome,
      it.people,
      instant(it.happenedAt),
      it.activity.heldOn,
      it.recordedBy,
      instant(it.receivedAt),
      instant(it.undoneAt),
      it.undoneAt && it.recordedBy,
    ],
  ],
}
