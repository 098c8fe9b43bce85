import pg from 'pg'
import { withoutIndexes } from '#demo/bulk.ts'
import { family, given, middle } from './population.ts'

/** How much of everything a country has. */
export interface CountrySize {
  provinces: number
  districts: number
  communes: number
  branches: number
  members: number
  /** Of each activity there are five check-ins and ten assists. */
  activities: number
}

/** Vietnam before the reform of 2025, with about 20 branches a commune and an activity in each. */
export const wholeCountry: CountrySize = {
  provinces: 63,
  districts: 705,
  communes: 10_599,
  branches: 211_980,
  members: 5_000_000,
  activities: 10_599,
}

/** The same made smaller: `countryAt(1 / 50)`. Never fewer than two provinces. */
export const countryAt = (share: number): CountrySize => ({
  provinces: Math.max(2, Math.round(wholeCountry.provinces * share)),
  districts: Math.max(4, Math.round(wholeCountry.districts * share)),
  communes: Math.round(wholeCountry.communes * share),
  branches: Math.round(wholeCountry.branches * share),
  members: Math.round(wholeCountry.members * share),
  activities: Math.round(wholeCountry.activities * share),
})

const kinds = { central: 1, province: 2, district: 3, commune: 4, branch: 5, person: 6 } as const
const others = {
  version: 7,
  membership: 8,
  role: 9,
  campaign: 10,
  activity: 11,
  record: 12,
} as const
const startsAt = 1_696_118_400_000

/**
 * The id of the n-th thing of a kind, from 1 on. What stands below a unit has numbers that follow each
 * other: the i-th commune of C lies in the district 1 + ⌊(i - 1) · D / C⌋, and so on for each level.
 */
export function idOf(kind: keyof typeof kinds, n: number): string {
  const part = (value: number, length: number) => value.toString(16).padStart(length, '0')
  const text = `${part(startsAt + n, 12)}7${part(kinds[kind], 3)}8${part(n, 15)}`
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const mostAtOnce = 100_000

/**
 * A whole country of so many units and members, made by PostgreSQL itself from series of numbers: the
 * same ids ({@link idOf}) and names each time, in one transaction, of which only a hundred thousand
 * rows are in the making at once. Each branch and commune has a secretary; what the records add up to
 * has been folded.
 */
export async function populateCountry(
  database: { ownerUrl: string },
  size: CountrySize,
  say: (line: string) => void = () => {},
): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    await client.query(`set work_mem = '64MB'; set maintenance_work_mem = '256MB'`)
    await client.query('begin')
    await client.query(idFunction)
    say('units')
    await addUnits(client, size)
    say('members')
    await addMembers(client, size)
    say('offices and records')
    await addOffices(client, size)
    await addRecords(client, size)
    await client.query('commit')
    await client.query('analyze')
    say('folding')
    await fold(client)
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

const idFunction = `create schema bench;
  create function bench.id(kind int, n bigint) returns uuid language sql immutable parallel safe as
  $$ select (lpad(to_hex(${startsAt} + n), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8'
             || lpad(to_hex(n), 15, '0'))::uuid $$`

/** The number of the parent of the `child`-th of so many children, shared out evenly and in order. */
const parentOf = (child: string, parents: number, children: number) =>
  `1 + (${child} - 1)::bigint * ${parents} / ${children}`

/** The number of the first child of a parent: the least that {@link parentOf} leads back from. */
const firstOf = (parent: string, parents: number, children: number) =>
  `1 + ((${parent} - 1)::bigint * ${children} + ${parents} - 1) / ${parents}`

async function addUnits(client: pg.Client, size: CountrySize): Promise<void> {
  const levels = [
    ['central', 'central_committee', 'Trung ương Đoàn', 1],
    ['province', 'province_union', 'Tỉnh đoàn', size.provinces],
    ['district', 'district_union', 'Huyện đoàn', size.districts],
    ['commune', 'commune_union', 'Đoàn xã', size.communes],
    ['branch', 'village_branch', 'Chi đoàn thôn', size.branches],
  ] as const
  for (const [index, [level, type, title, count]] of levels.entries()) {
    const [above, , , parents] = levels[index - 1] ?? levels[0]
    const parent =
      index > 0 ? `bench.id(${kinds[above]}, ${parentOf('n', parents, count)})` : 'null'
    await inParts(client, count, (series) => [
      `insert into units.unit (id) select bench.id(${kinds[level]}, n) from ${series} n`,
      `insert into units.unit_version (id, unit_id, parent_id, level, type, name, code, valid_from)
       select bench.id(${others.version}, ${index * 10_000_000} + n), bench.id(${kinds[level]}, n), ${parent},
              '${level}', '${type}', '${title} số ' || n, '${level}-' || n, '2000-01-01' from ${series} n`,
    ])
    // The trigger on the next level's versions looks these up.
    await client.query('analyze units.unit_version; analyze access.reach')
  }
}

async function addMembers(client: pg.Client, { members, branches }: CountrySize): Promise<void> {
  const unit = `bench.id(${kinds.branch}, ${parentOf('n', branches, members)})`
  const word = (list: readonly string[], step: number) =>
    `('{${list.join(',')}}'::text[])[1 + n * ${step} % ${list.length}]`
  const name = [word(family, 7), word(middle, 3), word(given, 11)].join(` || ' ' || `)
  const work = () =>
    inParts(client, members, (series) => [
      `insert into members.person (id, unit_id, standing, full_name, code, phone, birth_on, birth_year, sex)
       select bench.id(${kinds.person}, n), ${unit}, 'member', ${name},
              'TW' || lpad(n::text, 8, '0'), '+849' || lpad(n::text, 8, '0'),
              date '1996-01-01' + n % 5000, extract(year from date '1996-01-01' + n % 5000),
              case n % 2 when 0 then 'male' else 'female' end from ${series} n`,
      `insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in, citizen_app_on)
       select bench.id(${others.membership}, n), bench.id(${kinds.person}, n), ${unit}, 'member',
              '2023-01-01', 'imported', case when n % 3 > 0 then date '2023-06-01' end from ${series} n`,
    ])
  await withoutIndexes(client, 'members.person', () =>
    withoutIndexes(client, 'members.membership', () => withoutExclusion(client, work)),
  )
}

/**
 * Runs work while nothing keeps memberships apart: the index of that is checked and built afterwards.
 * People are written with their place, so that the trigger which would look it up there may rest.
 */
async function withoutExclusion(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
      where conrelid = 'members.membership'::regclass and contype = 'x'`,
  )
  for (const { name } of rows)
    await client.query(`alter table members.membership drop constraint ${name}`)
  await client.query('alter table members.membership disable trigger person_after_insert')
  await work()
  await client.query('alter table members.membership enable trigger person_after_insert')
  for (const { name, definition } of rows)
    await client.query(`alter table members.membership add constraint ${name} ${definition}`)
}

async function addOffices(client: pg.Client, size: CountrySize): Promise<void> {
  const { branches, communes, members } = size
  const office = (kind: 'branch' | 'commune', person: string, from: number) => (series: string) => [
    `insert into access.role (id, person_id, role_type, unit_id, valid_from)
     select bench.id(${others.role}, ${from} + n), bench.id(${kinds.person}, ${person}),
            '${kind}_secretary', bench.id(${kinds[kind]}, n), '2023-01-01' from ${series} n`,
  ]
  const first = firstOf('n', branches, members)
  const inFirstBranch = firstOf(`(${firstOf('n', communes, branches)})`, branches, members)
  await inParts(client, branches, office('branch', first, 0))
  await inParts(client, communes, office('commune', `1 + ${inFirstBranch}`, 10_000_000))
}

async function addRecords(client: pg.Client, size: CountrySize): Promise<void> {
  const { activities, communes, branches, members } = size
  const commune = parentOf('n', communes, activities)
  const first = firstOf(`(${firstOf(`(${commune})`, communes, branches)})`, branches, members)
  const day = `date '2024-06-01' + (n * 37 % 365)::int`
  const activity = `bench.id(${others.activity}, n), bench.id(${kinds.commune}, ${commune})`
  const record = (each: number) => `bench.id(${others.record}, (n - 1) * ${each} + k)`
  await client.query(`insert into campaigns.campaign (id, unit_id, name, starts_on, ends_on, state)
    values (bench.id(${others.campaign}, 1), '${idOf('central', 1)}', 'Chiến dịch đo', '2024-01-01', '2025-12-31', 'open')`)
  await inParts(client, activities, (series) => [
    `insert into campaigns.activity (id, unit_id, campaign_id, name, held_on, state, is_peak_day)
     select ${activity}, bench.id(${others.campaign}, 1), 'Hoạt động ' || n, ${day}, 'closed', n % 40 = 0 from ${series} n`,
    `insert into campaigns.check_in (id, activity_id, unit_id, person_id, method, happened_at, happened_on)
     select ${record(5)}, ${activity}, bench.id(${kinds.person}, ${first} + k - 1), 'roster', ${day}, ${day}
       from ${series} n, generate_series(1, 5) k`,
    `insert into assists.assist (id, activity_id, unit_id, service, outcome, people, happened_at, happened_on, recorded_by)
     select ${record(10)}, ${activity}, 'eid_level_2', 'done', 1, ${day}, ${day}, bench.id(${kinds.person}, ${first})
       from ${series} n, generate_series(1, 10) k`,
  ])
}

/** Runs statements over the numbers from 1 to a count, so many at once that memory stays bounded. */
async function inParts(
  client: pg.Client,
  count: number,
  statements: (series: string) => string[],
): Promise<void> {
  for (let from = 1; from <= count; from += mostAtOnce) {
    const to = Math.min(count, from + mostAtOnce - 1)
    for (const statement of statements(`generate_series(${from}, ${to})`))
      await client.query(statement)
  }
}

async function fold(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: string }>('select indicators.fold() as taken')
    if (Number(rows[0]?.taken) === 0) return
  }
}
