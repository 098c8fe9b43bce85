import type { BenchDatabase } from './support.ts'

export const family = [
  'Vàng',
  'Giàng',
  'Sùng',
  'Lầu',
  'Thào',
  'Nguyễn',
  'Nông',
  'Hoàng',
  'Triệu',
  'Phàn',
  'Đặng',
  'Lò',
  'Hầu',
  'Ly',
  'Cháng',
]
export const middle = ['Thị', 'Mí', 'A', 'Văn', 'Minh', 'Thu', 'Đức', 'Hồng', 'Seo', 'Chẩn']
export const given = [
  'Mỷ',
  'Sính',
  'Dính',
  'Pó',
  'Nga',
  'Hanh',
  'Dương',
  'Đào',
  'Ánh',
  'Ân',
  'Anh',
  'Say',
  'Chứ',
  'Nô',
  'Lan',
  'Huệ',
  'Tuấn',
  'Quyết',
  'Thắng',
  'Xuân',
]

export interface Population {
  province: string
  district: string
  commune: string
}

/**
 * A province of so many members: 11 districts, a commune to each 232 members and a branch to each
 * 12, made by PostgreSQL itself. With activities, check-ins and assists in proportion where asked:
 * an activity to each 300 members, 3 check-ins and 20 assists each.
 */
export async function populate(
  database: BenchDatabase,
  options: { members: number; withRecords: boolean },
): Promise<Population> {
  const { owner } = database
  const { members } = options
  const branches = Math.ceil(members / 12)
  const communes = Math.ceil(members / 232)
  await owner.query(`create schema bench;
    create table bench.unit as
      select 1 as n, 0 as parent, 'province' as level, 'province_union' as type, uuidv7() as id
      union all select 10 + i, 1, 'district', 'district_union', uuidv7() from generate_series(1, 11) i
      union all select 1000 + i, 11 + i % 11, 'commune', 'commune_union', uuidv7() from generate_series(1, ${communes}) i
      union all select 10000000 + i, 1001 + i % ${communes}, 'branch', 'village_branch', uuidv7() from generate_series(1, ${branches}) i;
    create index on bench.unit (n);
    insert into units.unit (id) select id from bench.unit;
    insert into units.unit_version (id, unit_id, parent_id, level, type, name, code, valid_from)
      select uuidv7(), u.id, p.id, u.level, u.type, 'Đơn vị ' || u.n, 'B' || u.n, '2000-01-01'
        from bench.unit u left join bench.unit p on p.n = u.parent;
    analyze units.unit_version; analyze access.reach`)
  await owner.query(
    `insert into members.person (id, unit_id, standing, full_name, code, phone, birth_on, birth_year, sex)
     select uuidv7(), u.id, 'member',
            ($1::text[])[1 + (i * 7) % ${family.length}] || ' ' || ($2::text[])[1 + (i * 3) % ${middle.length}] || ' ' || ($3::text[])[1 + (i * 11) % ${given.length}],
            'HG' || i, '+849' || lpad(i::text, 8, '0'), date '1996-01-01' + (i % 5000), extract(year from date '1996-01-01' + (i % 5000)),
            case i % 2 when 0 then 'male' else 'female' end
       from generate_series(1, ${members}) i join bench.unit u on u.n = 10000001 + i % ${branches}`,
    [family, middle, given],
  )
  await owner.query(`insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in, citizen_app_on)
    select uuidv7(), id, unit_id, 'member', '2023-01-01', 'imported', case when birth_year % 3 > 0 then date '2023-06-01' end from members.person`)
  if (options.withRecords) await addRecords(database, members)
  await owner.query('analyze')
  const { rows } = await owner.query<{ level: string; id: string }>(
    'select level, id from bench.unit where n in (1, 11, 1001)',
  )
  const at = (level: string) => rows.find((row) => row.level === level)?.id ?? ''
  return { province: at('province'), district: at('district'), commune: at('commune') }
}

async function addRecords({ owner }: BenchDatabase, members: number) {
  const activities = Math.ceil(members / 300)
  await owner.query(`
    insert into campaigns.campaign (id, unit_id, name, starts_on, ends_on, state)
      select uuidv7(), id, 'Chiến dịch đo', '2023-01-01', '2026-12-31', 'open' from bench.unit where n = 1;
    create table bench.activity as select row_number() over () as n, uuidv7() as id, u.id as unit_id,
        date '2023-06-01' + (row_number() over () * 37 % 1000)::int as held_on
      from generate_series(1, ${activities}) i join bench.unit u on u.n = 1001 + i % ${Math.ceil(members / 232)};
    insert into campaigns.activity (id, campaign_id, unit_id, name, held_on, state, is_peak_day)
      select a.id, c.id, a.unit_id, 'Hoạt động ' || a.n, a.held_on, 'closed', a.n % 40 = 0 from bench.activity a, campaigns.campaign c;
    create table bench.person as select row_number() over () as n, id from members.person;
    create index on bench.person (n);
    insert into campaigns.check_in (id, activity_id, unit_id, person_id, method, happened_at, happened_on)
      select uuidv7(), a.id, a.unit_id, p.id, 'roster', a.held_on, a.held_on
        from bench.activity a, generate_series(0, 2) k join bench.person p on true
       where p.n = 1 + (a.n * 3 + k) % ${members};
    insert into assists.assist (id, activity_id, unit_id, service, outcome, people, happened_at, happened_on, recorded_by)
      select uuidv7(), a.id, a.unit_id, 'eid_level_2', 'done', 1, a.held_on, a.held_on, p.id
        from bench.activity a, generate_series(1, 20) k, bench.person p where p.n = 1`)
}
