import pg from 'pg'
import { dayOf, type IsoDay } from '#platform/days.ts'
import { createSealer, type Sealer } from '#platform/server/sealing.ts'
import { accountRows } from './account-tables.ts'
import { giveWork } from './assignments.ts'
import { keeping, withoutIndexes, writeAll } from './bulk.ts'
import { callbacksOf, callbackTable } from './callbacks.ts'
import { keepPapers } from './documents.ts'
import { fieldOf } from './field.ts'
import {
  activityTable,
  assistTable,
  campaignTable,
  checkInTable,
  teamTable,
} from './field-tables.ts'
import { loadIdeas } from './ideas.ts'
import { idsOf } from './ids.ts'
import { offerJobs } from './jobs.ts'
import { loadLearning } from './learning.ts'
import { loadMarket } from './market.ts'
import { holdMeetings } from './meetings.ts'
import { type DemoRole, rolesOf } from './offices.ts'
import { loadOutreach } from './outreach.ts'
import { type BranchPeople, type DemoPerson, peopleOf } from './people.ts'
import { haGiang, type ProvinceProfile, profilesOf } from './provinces/index.ts'
import { smallOf } from './provinces/small.ts'
import { openRoster, type Roster } from './roster.ts'
import {
  lineageTable,
  membershipTable,
  personTable,
  roleTable,
  statisticTable,
  unitTable,
  versionTable,
} from './tables.ts'
import { teamRolesOf } from './team-roles.ts'
import { loadTourism } from './tourism.ts'
import { type DemoTree, type DemoUnit, unitsOf } from './tree.ts'
import { buildTree } from './units.ts'
import { loadVentures } from './ventures.ts'
import { loadVotes } from './votes.ts'
import { statisticsOf } from './youth-statistics.ts'

export interface LoadDemoOptions {
  /** The database, migrated, under the role that owns the tables. */
  ownerUrl: string
  /** The installation's secret, under which sensitive fields are sealed. */
  secret: string
  /** What is being done, in Vietnamese, a line each. */
  progress?: (line: string) => void
  /** The day on which a campaign is going on; today where it is not given. */
  today?: IsoDay
  /** Codes of the gazetteer: `['02']` where it is not given, or `['02', '08']`. */
  provinces?: readonly string[]
  /** A few communes of each province with some 600 members: loaded within seconds, for tests. */
  small?: boolean
  /**
   * How many provinces, of 44,789 members each; for measurements. Above one they stand under a
   * central committee, and all but the first are copies of Hà Giang with other people; `provinces`
   * says nothing then.
   */
  scale?: number
}

/** Somebody works in this database already: the demonstration would mix with their records. */
export class DemoRefused extends Error {
  override readonly name = 'DemoRefused'
}

const lockNumber = 7_242_025
const batchOfPeople = 6000

/**
 * Loads the demonstration: all of it in one transaction, or nothing, so that whoever interrupts it
 * starts again. Throws {@link DemoRefused} where the database holds units already.
 */
export async function loadDemo(options: LoadDemoOptions): Promise<void> {
  const client = new pg.Client({
    connectionString: options.ownerUrl,
    application_name: 'xungkich demo',
  })
  await client.connect()
  const today = options.today ?? dayOf(new Date())
  const say = options.progress ?? (() => {})
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    const known = await client.query('select from units.unit limit 1')
    if (known.rowCount)
      throw new DemoRefused(
        'Cơ sở dữ liệu này đã có đơn vị; dữ liệu mẫu chỉ nạp được vào cơ sở dữ liệu trống.',
      )
    // Room to sort in: for the indexes, and for what the records add to the figures.
    await client.query(`set work_mem = '64MB'; set maintenance_work_mem = '256MB'`)
    await client.query('begin')
    await client.query(`select set_config('app.today', $1, true)`, [today])
    await withoutIndexes(client, 'members.person', () => loadAll(client, today, options, say))
    await client.query('commit')
    await settle(client, say)
  } finally {
    await client.end()
  }
}

async function loadAll(
  client: pg.Client,
  today: IsoDay,
  options: LoadDemoOptions,
  say: (line: string) => void,
): Promise<void> {
  const sealer = createSealer(options.secret)
  const { rows } = await client.query<{ code: string }>(
    'select code from assists.procedure order by rank',
  )
  const procedures = rows.map((row) => row.code)
  const copies = options.scale ?? 1
  const root = copies > 1 ? await loadRoot(client) : undefined
  let first: DemoUnit | undefined
  for (const { profile, number, title } of plannedTrees(options)) {
    const mergesWith = root ? undefined : first
    const tree = buildTree({ profile, number, today, rootId: root?.id, mergesWith })
    first ??= tree.province
    if (title) say(title)
    await loadTree(client, tree, today)
    say(`Đã dựng ${[...unitsOf(tree)].length.toLocaleString('vi')} đơn vị`)
    const roster = await loadPeople(client, tree, today, sealer, copies > 1 ? () => {} : say)
    await loadField(client, { tree, roster, today, procedures }, sealer, say)
    await setTarget(client, tree, roster)
    const ideas = await loadIdeas(client, { tree, roster, today })
    say(`Đã nạp ${ideas.toLocaleString('vi')} ý tưởng sáng tạo`)
    const ventures = await loadVentures(client, { tree, roster, today })
    say(`Đã nạp ${ventures.toLocaleString('vi')} mô hình kinh tế thanh niên`)
    const vacancies = await offerJobs(client, { tree, today })
    if (vacancies > 0) say(`Đã đăng ${vacancies} tin tuyển dụng`)
    const posts = await loadOutreach(client, { tree, today })
    say(`Đã nạp ${posts.toLocaleString('vi')} tin tuyên truyền`)
    const products = await loadMarket(client, { tree, roster, today, sealer })
    say(`Đã nạp ${products.toLocaleString('vi')} sản phẩm của chợ thanh niên`)
  }
  await loadVotes(client, today)
  await giveWork(client, today)
  await keepPapers(client, today)
  await holdMeetings(client, today)
  await loadTourism(client, today)
  await loadLearning(client, today)
  // What everybody finds at the front door, as the commands would have put it there.
  await client.query('select ideas.index_public(), campaigns.index_public()')
}

interface PlannedTree {
  profile: ProvinceProfile
  number: number
  /** What to say before it, where it is not the only one. */
  title?: string
}

/** The provinces to be loaded one after the other: different ones, or copies of the first. */
function plannedTrees({ provinces, small, scale = 1 }: LoadDemoOptions): PlannedTree[] {
  const profiles = profilesOf(provinces ?? [haGiang.code]).map((each) =>
    small ? smallOf(each) : each,
  )
  if (scale > 1) {
    const [profile = haGiang] = profiles
    return Array.from({ length: scale }, (_, index) => ({
      profile,
      number: index + 1,
      title: `Tỉnh ${index + 1}/${scale}`,
    }))
  }
  return profiles.map((profile) => ({
    profile,
    number: profile.number,
    ...(profiles.length > 1 && { title: `Tỉnh ${profile.name}` }),
  }))
}

/** The committee above the provinces, where there are several. */
async function loadRoot(client: pg.Client): Promise<DemoUnit> {
  const ids = idsOf('root')
  const root: DemoUnit = {
    id: ids(),
    parentId: null,
    level: 'central',
    type: 'central_committee',
    name: 'Trung ương Đoàn',
    code: 'TW',
    gazetteerCode: null,
    from: '1992-01-01',
    to: null,
  }
  await writeAll(client, unitTable, [root])
  await writeAll(client, versionTable(ids), [root])
  return root
}

async function loadTree(client: pg.Client, tree: DemoTree, today: IsoDay): Promise<void> {
  const units = [...unitsOf(tree)]
  await writeAll(client, unitTable, units)
  await writeAll(client, versionTable(idsOf(`versions of ${tree.number}`)), units)
  await writeAll(client, lineageTable(idsOf(`lineage of ${tree.number}`)), units)
  await writeAll(client, statisticTable, statisticsOf(tree, today))
}

async function loadPeople(
  client: pg.Client,
  tree: DemoTree,
  today: IsoDay,
  sealer: Sealer,
  say: (line: string) => void,
): Promise<Roster> {
  const table = personTable(sealer)
  const roster = openRoster()
  const roles: DemoRole[] = []
  const branches = peopleOf(tree, today)
  let count = 0
  for (;;) {
    const batch: DemoPerson[] = []
    // People are made while they are written: the database works at the same time.
    const people = someOf(branches, (gathered) => {
      const held = rolesOf(tree, gathered, today)
      roster.add(gathered, held)
      roles.push(...held)
    })
    await writeAll(client, table, keeping(people, batch))
    if (batch.length === 0) break
    await writeAll(client, membershipTable, batch)
    count += batch.length
    say(`Đã nạp ${count.toLocaleString('vi')} người`)
    if (!tree.isCopy) await accountRows(client, batch)
  }
  await writeAll(client, roleTable, roles)
  return roster
}

/** The people of as many branches as make a batch. */
function* someOf(
  branches: Generator<BranchPeople>,
  met: (gathered: BranchPeople) => void,
): Generator<DemoPerson> {
  let count = 0
  while (count < batchOfPeople) {
    const { value, done } = branches.next()
    if (done) return
    met(value)
    count += value.people.length
    yield* value.people
  }
}

async function loadField(
  client: pg.Client,
  options: Parameters<typeof fieldOf>[0],
  sealer: Sealer,
  say: (line: string) => void,
): Promise<void> {
  for (const { campaign, activities, team, checkIns, assists } of fieldOf(options)) {
    await writeAll(client, campaignTable, [campaign])
    await writeAll(client, activityTable, activities)
    await writeAll(client, teamTable, team)
    const { roster, today, tree } = options
    const key = `${campaign.name} of ${tree.number}`
    await writeAll(client, roleTable, teamRolesOf(team, { roster, today, key }))
    await writeAll(client, checkInTable, checkIns)
    await writeAll(client, assistTable, assists)
    await writeAll(
      client,
      callbackTable(sealer),
      callbacksOf(assists, options.today, options.tree.number),
    )
    const [turns, helps] = [checkIns, assists].map((records) => records.length.toLocaleString('vi'))
    const what = campaign.theme ?? campaign.name
    say(`${what}: ${activities.length} hoạt động, ${turns} lượt tham gia, ${helps} lần giúp dân`)
  }
}

/** Of the article: 100% of Hà Giang's officers and members use the citizen's app. */
async function setTarget(client: pg.Client, tree: DemoTree, roster: Roster): Promise<void> {
  const { citizenAppTarget } = tree.profile
  if (citizenAppTarget === undefined) return
  const unitId = tree.province.id
  await client.query(
    `insert into indicators.target (id, unit_id, indicator, value, valid_from, decision_no, set_by)
     values ($1, $2, 'citizen_app_share', $4, '2024-01-01', '12-KH/TĐTN', $3)`,
    [idsOf(`targets of ${tree.number}`)(), unitId, roster.officerOf(unitId), citizenAppTarget],
  )
}

/** Gives the planner its statistics, and folds what the records added to the figures. */
async function settle(client: pg.Client, say: (line: string) => void): Promise<void> {
  say('Đang cộng số liệu các cấp')
  for (;;) {
    const { rows } = await client.query<{ taken: number }>('select indicators.fold() as taken')
    if (Number(rows[0]?.taken) === 0) break
  }
  await client.query('analyze')
}
