import { addDays, type IsoDay } from '#platform/days.ts'
import { campaignsOf, type PlannedActivity, type PlannedCampaign } from './campaigns.ts'
import { type DemoAssist, helpAt } from './help.ts'
import { idsOf } from './ids.ts'
import type { Roster } from './roster.ts'
import type { DemoTree } from './tree.ts'
import { chanceOf, type DemoCheckIn, type DemoTeamMember, instantOf, turnoutOf } from './turnout.ts'

type State = 'planned' | 'open' | 'closed'

export interface DemoCampaign {
  id: string
  unitId: string
  name: string
  theme: string | null
  startsOn: IsoDay
  endsOn: IsoDay
  state: State
  createdBy: string
  createdAt: Date
}

export interface DemoActivity {
  id: string
  campaignId: string
  unitId: string
  name: string
  place: string
  heldOn: IsoDay
  startsAt: Date
  endsAt: Date
  isPeakDay: boolean
  state: State
  closedAt: Date | null
  createdBy: string
  createdAt: Date
}

export type OfActivity<Record> = Record & { activity: DemoActivity }

/** A campaign with all its records. */
export interface CampaignRecords {
  campaign: DemoCampaign
  activities: DemoActivity[]
  team: OfActivity<DemoTeamMember>[]
  checkIns: OfActivity<DemoCheckIn>[]
  assists: OfActivity<DemoAssist>[]
}

interface Options {
  tree: DemoTree
  roster: Roster
  today: IsoDay
  /** Codes of the public services in the catalogue, those asked for most first. */
  procedures: readonly string[]
}

/** What was done in the field: a campaign after the other. */
export function* fieldOf(options: Options): Generator<CampaignRecords> {
  for (const planned of campaignsOf(options.tree, options.today)) {
    yield recordsOf(planned, options)
  }
}

function recordsOf(planned: PlannedCampaign, options: Options): CampaignRecords {
  const { tree, roster, today, procedures } = options
  const idsFor = (kind: string) => idsOf(`${kind} of ${planned.key} of ${tree.number}`)
  const ids = {
    activities: idsFor('activities'),
    team: idsFor('team'),
    checkIns: idsFor('check-ins'),
    assists: idsFor('assists'),
  }
  const decidedAt = instantOf(addDays(planned.startsOn, -20), 9 * 60)
  const campaign: DemoCampaign = {
    id: idsFor('campaign')(decidedAt.getTime()),
    unitId: tree.province.id,
    name: planned.name,
    theme: planned.theme,
    startsOn: planned.startsOn,
    endsOn: planned.endsOn,
    state: planned.endsOn < today ? 'closed' : 'open',
    createdBy: roster.officerOf(tree.province.id),
    createdAt: decidedAt,
  }
  const records: CampaignRecords = { campaign, activities: [], team: [], checkIns: [], assists: [] }
  const busyIn = new Map(tree.districts.map((district) => [district, new Set<string>()]))
  for (const plan of planned.activities) {
    const random = chanceOf(plan, planned.key)
    const activity = activityOf(plan, campaign, ids.activities, options)
    const busy = busyIn.get(plan.district)!
    const turnout = turnoutOf(plan, { roster, random, ids, today, busy })
    const assists =
      turnout.present.length > 0
        ? helpAt(plan, { random, ids: ids.assists, present: turnout.present, procedures })
        : []
    records.activities.push(activity)
    for (const member of turnout.team) records.team.push({ ...member, activity })
    for (const checkIn of turnout.checkIns) records.checkIns.push({ ...checkIn, activity })
    for (const assist of assists) records.assists.push({ ...assist, activity })
  }
  return records
}

function activityOf(
  plan: PlannedActivity,
  campaign: DemoCampaign,
  nextId: (at: number) => string,
  { roster, today }: Options,
): DemoActivity {
  const createdAt = instantOf(addDays(plan.heldOn, -12), 10 * 60)
  const isOver = plan.heldOn < today
  return {
    id: nextId(createdAt.getTime()),
    campaignId: campaign.id,
    unitId: plan.commune.id,
    name: plan.name,
    place: plan.place,
    heldOn: plan.heldOn,
    startsAt: instantOf(plan.heldOn, 7 * 60 + 30),
    // Whoever tries the demonstration in the evening finds today's activities still going on.
    endsAt: instantOf(plan.heldOn, isOver ? 17 * 60 : 21 * 60),
    isPeakDay: plan.isPeakDay,
    state: isOver ? 'closed' : plan.heldOn === today ? 'open' : 'planned',
    closedAt: isOver ? instantOf(addDays(plan.heldOn, 2), 17 * 60) : null,
    createdBy: roster.officerOf(plan.commune.id),
    createdAt,
  }
}
