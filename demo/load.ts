import pg from 'pg'
import { dayOf, type IsoDay } from '#platform/days.ts'
import { createSealer } from '#platform/server/sealing.ts'
import { copyRows } from './copy-rows.ts'
import { idsOf } from './ids.ts'
import { type DemoRole, rolesOf } from './offices.ts'
import { type DemoPerson, peopleOf } from './people.ts'
import {
  lineageTable,
  membershipTable,
  personTable,
  roleTable,
  statisticTable,
  type Table,
  unitTable,
  versionTable,
} from './tables.ts'
import { type DemoTree, unitsOf } from './tree.ts'
import { buildTree } from './units.ts'
import { statisticsOf } from './youth-statistics.ts'

export interface LoadDemoOptions {
  /** The database under the role that owns the tables. */
  ownerUrl: string
  /** The installation's secret, under which sensitive fields are sealed. */
  secret: string
  /** What is being done, in Vietnamese, a line each. */
  progress?: (line: string) => void
  /** The day on which campaigns are going on; today where it is not given. */
  today?: IsoDay
}

/** Somebody works in this database already: the demonstration would mix with their records. */
export class DemoRefused extends Error {
  override readonly name = 'DemoRefused'
}

const lockNumber = 7_242_025
const batchOfPeople = 6000

/** Loads the demonstration in one transaction: all of it, or nothing. */
export async function loadDemo(options: LoadDemoOptions): Promise<void> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  const today = options.today ?? dayOf(new Date())
  const say = options.progress ?? (() => {})
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    const known = await client.query('select from units.unit limit 1')
    if (known.rowCount) throw new DemoRefused('Cơ sở dữ liệu này đã có đơn vị.')
    await client.query('begin')
    await client.query(`select set_config('app.today', $1, true)`, [today])
    await loadProvince(client, buildTree({ today }), today, options, say)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

async function loadProvince(
  client: pg.Client,
  tree: DemoTree,
  today: IsoDay,
  options: LoadDemoOptions,
  say: (line: string) => void,
): Promise<void> {
  const write = <Item>(table: Table<Item>, items: Iterable<Item>) =>
    copyRows(client, table.name, table.columns, rowsOf(table, items))
  const versionIds = idsOf(`versions of ${tree.number}`)
  const lineageIds = idsOf(`lineage of ${tree.number}`)
  const units = [...unitsOf(tree)]
  say(`Cây tổ chức: ${units.length} đơn vị`)
  await write(unitTable, units)
  await write(versionTable(versionIds), units)
  await write(lineageTable(lineageIds), units)
  await write(statisticTable, statisticsOf(tree, today))

  const people = personTable(createSealer(options.secret))
  const roles: DemoRole[] = []
  let batch: DemoPerson[] = []
  let count = 0
  const writeBatch = async () => {
    await write(people, batch)
    await write(membershipTable, batch)
    count += batch.length
    batch = []
    say(`Đoàn viên: ${count} người`)
  }
  for (const branch of peopleOf(tree, today)) {
    batch.push(...branch.people)
    roles.push(...rolesOf(tree, branch, today))
    if (batch.length >= batchOfPeople) await writeBatch()
  }
  await writeBatch()
  await write(roleTable, roles)
}

function* rowsOf<Item>(table: Table<Item>, items: Iterable<Item>) {
  for (const item of items) yield* table.rows(item)
}
