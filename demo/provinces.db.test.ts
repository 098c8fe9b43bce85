import { beforeAll, expect, test } from 'vitest'
// Counts come as numbers, since the product's client says so to pg.
import '#platform/server/database/client.ts'
import { publishedTable } from '#modules/restructuring/server/testing.ts'
import { asking, person, testSecret, useApp } from '#platform/testing/app.ts'
import { createTestDatabase } from '#platform/testing/database.ts'
import { demoAccounts, mergerAccounts } from './accounts.ts'
import { articleFigures, figuresDay } from './figures.ts'
import { loadDemo } from './load.ts'
import { haGiang, tuyenQuang } from './provinces/index.ts'
import { reformDemo } from './reform.ts'
import { openReformTable } from './reform-table.ts'
import { loadSmallProvinces } from './testing.ts'

// Both provinces as they stood before the merger of 1 July 2025, and that merger itself.
const app = useApp({ now: '2025-07-02T02:00:00Z' })
const database = app.testDatabase
const secret = testSecret
const today = '2025-06-15'

beforeAll(
  () => loadDemo({ ownerUrl: database.ownerUrl, secret, today, provinces: ['02', '08'] }),
  240_000,
)

type Row = Record<string, number | string | null>
const rowsOf = async (sql: string, values: unknown[] = [], from = database) =>
  (await from.ownerPool.query(sql, values)).rows as Row[]

/** What a table holds below each province, by the province's code. */
async function perProvince(what: string, from: string, where = 'true', values: unknown[] = []) {
  const found: Record<string, number> = {}
  for (const { code, id } of await rowsOf(
    `select code, unit_id as id from units.unit_version where level = 'province'`,
  )) {
    const [row] = await rowsOf(
      `select ${what} as found from ${from} where ${where}
          and unit_id in (select unit_id from access.reach where ancestor_id = '${id}')`,
      values,
    )
    found[String(code)] = Number(row?.found)
  }
  return found
}

test('two provinces without a unit above them, each with the units of the gazetteer', async () => {
  expect(
    await rowsOf('select name from units.unit_version where parent_id is null order by code'),
  ).toEqual([{ name: 'Tỉnh đoàn Hà Giang' }, { name: 'Tỉnh đoàn Tuyên Quang' }])
  const counts = (level: string) =>
    perProvince('count(distinct unit_id)', 'units.unit_version', 'level = $1', [level])
  expect(await counts('district')).toEqual({ '02': 11, '08': 7 })
  expect(await counts('commune')).toEqual({ '02': 193, '08': 138 })
  const codes = await rowsOf(
    `select count(*) - count(distinct code) as same, count(*) filter (where gazetteer_code is null) as without
       from units.unit_version where level <> 'branch' and valid_to is null`,
  )
  expect(codes).toEqual([{ same: 0, without: 0 }])
})

test('each has its members, a little over 80,000 together, on the day of the merger too', async () => {
  const members = (day: string) =>
    perProvince(
      'count(distinct person_id)',
      'members.membership',
      `kind = 'member' and valid_from <= $1 and (valid_to is null or valid_to > $1)`,
      [day],
    )
  expect(await members(figuresDay)).toEqual({
    '02': articleFigures.members,
    '08': tuyenQuang.members,
  })
  const { '02': one = 0, '08': other = 0 } = await members('2025-06-15')
  expect(one + other).toBeGreaterThan(80_000)
  expect(one + other).toBeLessThan(86_000)
})

test('nobody has a phone, a card or a citizen number of somebody in the other province', async () => {
  expect(
    await rowsOf(`
      select count(phone) - count(distinct phone) as phones, count(code) - count(distinct code) as codes,
             count(citizen_id) - count(distinct citizen_id) as citizen_ids from members.person`),
  ).toEqual([{ phones: 0, codes: 0, citizen_ids: 0 }])
})

test('whoever came from elsewhere was there after that unit was founded', async () => {
  expect(
    await rowsOf(`
      select count(*) as early from members.membership m
       where m.valid_from < (select min(v.valid_from) from units.unit_version v where v.unit_id = m.unit_id)`),
  ).toEqual([{ early: 0 }])
})

test('every unit of both is led, both worked in the field, and both stated their youths', async () => {
  const led = (role: string) =>
    perProvince('count(distinct unit_id)', 'access.role', 'role_type = $1', [role])
  expect(await led('district_secretary')).toEqual({ '02': 11, '08': 7 })
  expect(await led('commune_secretary')).toEqual({ '02': 193, '08': 138 })
  expect((await led('branch_secretary'))['08']).toBeGreaterThan(2500)
  for (const table of ['campaigns.activity', 'campaigns.check_in', 'assists.assist']) {
    const { '02': much = 0, '08': less = 0 } = await perProvince('count(*)', table)
    expect(less, table).toBeGreaterThan(60)
    expect(less, table).toBeLessThan(much / 2)
  }
  expect(
    await perProvince(
      'sum(youths)',
      'members.youth_statistic',
      `counted_on between '2023-12-31' and '2024-02-28'`,
    ),
  ).toEqual({ '02': haGiang.youths, '08': tuyenQuang.youths })
})

test('who is charged with the merger holds the office at both provinces', async () => {
  const offices = await rowsOf(
    `select l.phone, p.full_name, r.role_type, string_agg(v.code, ',' order by v.code) as at
       from identity.login l join members.person p on p.id = l.person_id
       join access.role r on r.person_id = p.id and r.valid_from <= $1 and (r.valid_to is null or r.valid_to > $1)
       join units.unit_version v on v.unit_id = r.unit_id
      where l.phone >= '+84300000011' group by 1, 2, 3 order by 1`,
    [today],
  )
  const expected = ['08', '02,08', '02,08']
  expect(offices).toEqual(
    mergerAccounts.map(({ phone, name, role }, index) => ({
      phone,
      full_name: name,
      role_type: role,
      at: expected[index],
    })),
  )
})

test('the figures of both are folded and agree with a count from scratch', async () => {
  expect(await rowsOf('select count(*) as waiting from indicators.pending')).toEqual([
    { waiting: 0 },
  ])
  expect(await rowsOf('select * from indicators.verify() limit 5')).toEqual([])
}, 60_000)

test('beside Tuyên Quang, Hà Giang is what it is alone', async () => {
  const [alone, both] = [await createTestDatabase(), await createTestDatabase()]
  try {
    await loadDemo({ ownerUrl: alone.ownerUrl, secret, today, small: true })
    await loadSmallProvinces({ ownerUrl: both.ownerUrl, secret, today })
    const digest = async (from: typeof database, table: string, columns: string, where: string) =>
      rowsOf(
        `select count(*) as rows, md5(string_agg(t::text, '' order by t::text)) as digest
           from (select ${columns} from ${table} where ${where}) t`,
        [],
        from,
      )
    const below = `unit_id in (select r.unit_id from access.reach r join units.unit_version p
       on p.unit_id = r.ancestor_id where p.level = 'province' and p.code = '02')`
    const person = 'id, full_name, phone, code, citizen_id, unit_id, standing, hometown, residence'
    // Those charged with the merger are the only ones who hold an office from without.
    const own = `${below} and valid_from <> '2025-04-15'`
    for (const [table, columns, where] of [
      ['units.unit_version', '*', below],
      ['members.person', person, below],
      ['members.membership', '*', below],
      ['access.role', 'id, person_id, role_type, unit_id, valid_from, valid_to', own],
      ['members.youth_statistic', 'id, unit_id, counted_on, youths', below],
      ['campaigns.check_in', '*', below],
      ['assists.assist', '*', below],
      ['indicators.rollup', '*', below],
    ] as const) {
      expect(await digest(both, table, columns, where), table).toEqual(
        await digest(alone, table, columns, where),
      )
    }
  } finally {
    await alone.drop()
    await both.drop()
  }
}, 60_000)

test('two small provinces are loaded with all accounts and the same walls', async () => {
  const small = await createTestDatabase()
  try {
    await loadSmallProvinces({ ownerUrl: small.ownerUrl, secret, today })
    const [counts] = await rowsOf(
      `select (select count(*) from units.unit_version where level = 'commune') as communes,
              (select count(*) from members.membership where kind = 'member' and valid_from <= $1
                  and (valid_to is null or valid_to > $1)) as members,
              (select count(*) from identity.login) as accounts,
              (select min(n) from (select count(*) as n from units.unit_version where level = 'branch' group by parent_id) c) as fewest,
              (select max(n) from (select count(*) as n from units.unit_version where level = 'branch' group by parent_id) c) as most`,
      [figuresDay],
      small,
    )
    expect(counts).toMatchObject({
      communes: 24,
      members: 1240,
      // And an employer, outside the Union.
      accounts: demoAccounts.length + mergerAccounts.length + 1,
    })
    expect(Number(counts?.fewest)).toBeGreaterThanOrEqual(3)
    expect(Number(counts?.most)).toBeLessThanOrEqual(9)
  } finally {
    await small.drop()
  }
}, 60_000)

const published = publishedTable()
const which = published
  ? 'the published table'
  : 'no published table here: left to reform.db.test.ts'

test.runIf(published)(
  `331 communes become those of ${which}, in one transaction, and nobody is lost`,
  async () => {
    const [charged] = await rowsOf(`select id from members.person where phone = '+84300000013'`)
    const by = asking(app, person(String(charged?.id)))
    const stays = `select count(*) as count, count(distinct person_id) as people from members.membership where valid_to is null`
    const before = await rowsOf(stays)
    const reform = await reformDemo(app, by, await openReformTable(published))
    expect(reform.names).toEqual({ certain: 326, proposed: 6, asked: 2 })
    // Named in no row of the table; whoever knows where it went would say so.
    expect(reform.left).toEqual(['Đoàn xã Trung Môn'])
    expect(await rowsOf(stays)).toEqual(before)
    expect(reform.balance?.member?.after).toBe(reform.balance?.member?.before)
    expect(
      await rowsOf(
        `select level, count(*) as count from units.unit_version
          where valid_to is null and level <> 'branch' group by 1 order by 1`,
      ),
    ).toEqual([
      { level: 'commune', count: 125 },
      { level: 'province', count: 1 },
    ])
    while (Number((await rowsOf('select indicators.fold() as taken'))[0]?.taken) > 0);
    expect(await rowsOf('select * from indicators.verify() limit 5')).toEqual([])
  },
  240_000,
)
