import type pg from 'pg'
import { type App, openApp } from '#platform/server/app.ts'
import { readConfig } from '#platform/server/config.ts'
import type { Asking } from '#platform/server/context.ts'
import type { TestDatabase } from '#platform/testing/database.ts'

export type UnitKey =
  | 'province'
  | 'north'
  | 'south'
  | 'hill'
  | 'lake'
  | 'river'
  | 'hillBranch'
  | 'riverBranch'

const tree: Record<UnitKey, [parent: UnitKey | null, level: string, type: string, name: string]> = {
  province: [null, 'province', 'province_union', 'Tỉnh đoàn'],
  north: ['province', 'district', 'district_union', 'Huyện đoàn Bắc'],
  south: ['province', 'district', 'district_union', 'Huyện đoàn Nam'],
  hill: ['north', 'commune', 'commune_union', 'Đoàn xã Đồi'],
  lake: ['north', 'commune', 'commune_union', 'Đoàn xã Hồ'],
  river: ['south', 'commune', 'commune_union', 'Đoàn xã Sông'],
  hillBranch: ['hill', 'branch', 'village_branch', 'Chi đoàn Đồi 1'],
  riverBranch: ['river', 'branch', 'village_branch', 'Chi đoàn Sông 1'],
}

/** A province with two districts, three communes and two branches, and records to be counted. */
export interface Organisation {
  readonly app: App
  readonly units: Record<UnitKey, string>
  /** Asks as a new person with this role at this unit; without a role, as anybody signed in. */
  as(role: string | null, unit: UnitKey): Promise<Asking>
  join(
    unit: UnitKey,
    options?: { name?: string; from?: string; to?: string; appOn?: string },
  ): Promise<string>
  hold(unit: UnitKey, day: string, options?: { peak?: boolean; state?: string }): Promise<string>
  checkIn(activityId: string, personId: string, day?: string): Promise<string>
  help(
    activityId: string,
    people: number[],
    options?: { outcome?: string; day?: string },
  ): Promise<void>
  state(
    unit: UnitKey,
    day: string,
    numbers: [youths: number, population: number, labourForce: number],
  ): Promise<void>
  move(unit: UnitKey, parent: UnitKey, day: string): Promise<void>
}

const now = new Date('2024-04-03T08:00:00Z')

/** Builds the organisation in a test's own database; the tree stands since 2020. */
export async function arrangeOrganisation(database: TestDatabase): Promise<Organisation> {
  const pool = database.ownerPool
  const app = openApp({
    config: readConfig({
      LOG_LEVEL: 'silent',
      APP_SECRET: 'for tests only, as long as it must be',
    }),
    appUrl: database.appUrl,
    tasks: [],
    now: () => now,
  })
  const units = Object.fromEntries(
    Object.keys(tree).map((key) => [key, crypto.randomUUID()]),
  ) as Organisation['units']
  for (const [key, [parent, level, type, name]] of Object.entries(tree) as [
    UnitKey,
    (typeof tree)[UnitKey],
  ][]) {
    await pool.query('insert into units.unit (id) values ($1)', [units[key]])
    await pool.query(
      `insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, '2020-01-01')`,
      [units[key], parent && units[parent], level, type, name],
    )
  }
  const campaignId = crypto.randomUUID()
  await pool.query(
    `insert into campaigns.campaign (id, unit_id, name, starts_on, ends_on) values ($1, $2, 'Hè', '2020-01-01', '2030-01-01')`,
    [campaignId, units.province],
  )
  await pool.query(`insert into assists.service (code, name_vi, name_en, icon, rank)
    values ('test_service', 'Dịch vụ', 'Service', 'check', 99) on conflict do nothing`)
  const recorder = await addPerson(pool, 'Người ghi')

  return {
    app,
    units,
    as: async (role, unit) => {
      const personId = await addPerson(pool, 'Cán bộ')
      if (role) {
        await pool.query(
          `insert into access.role (id, person_id, role_type, unit_id, valid_from) values (gen_random_uuid(), $1, $2, $3, '2020-01-01')`,
          [personId, role, units[unit]],
        )
      }
      return {
        actor: { kind: 'person', personId, accountId: crypto.randomUUID() },
        requestId: 'test',
        locale: 'vi',
        now: () => now,
      }
    },
    join: async (unit, { name = 'Vàng Thị Mai', from = '2021-01-01', to, appOn } = {}) => {
      const personId = await addPerson(pool, name)
      await pool.query(
        `insert into members.membership (id, person_id, unit_id, kind, valid_from, valid_to, reason_in, citizen_app_on)
         values (gen_random_uuid(), $1, $2, 'member', $3, $4, 'test', $5)`,
        [personId, units[unit], from, to, appOn],
      )
      return personId
    },
    hold: (unit, day, { peak = false, state = 'open' } = {}) =>
      newId(
        pool,
        `insert into campaigns.activity (id, campaign_id, unit_id, name, held_on, is_peak_day, state)
         values (gen_random_uuid(), $1, $2, 'Hỗ trợ dịch vụ công', $3, $4, $5) returning id`,
        [campaignId, units[unit], day, peak, state],
      ),
    checkIn: (activityId, personId, day) =>
      newId(
        pool,
        `insert into campaigns.check_in (id, activity_id, unit_id, person_id, method, happened_at, happened_on)
         select gen_random_uuid(), id, unit_id, $2, 'roster', now(), coalesce($3, held_on) from campaigns.activity where id = $1
         returning id`,
        [activityId, personId, day],
      ),
    help: async (activityId, people, { outcome = 'done', day } = {}) => {
      await pool.query(
        `insert into assists.assist (id, activity_id, unit_id, service, outcome, people, happened_at, happened_on, recorded_by)
         select gen_random_uuid(), id, unit_id, 'test_service', $3, p, now(), coalesce($4, held_on), $5
           from campaigns.activity, unnest($2::int[]) p where id = $1`,
        [activityId, people, outcome, day, recorder],
      )
    },
    state: async (unit, day, [youths, population, labourForce]) => {
      await pool.query(
        `insert into members.youth_statistic (id, unit_id, counted_on, youths, population, labour_force, source)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, 'test')`,
        [units[unit], day, youths, population, labourForce],
      )
    },
    move: async (unit, parent, day) => {
      await pool.query(
        `with ended as (update units.unit_version set valid_to = $3 where unit_id = $1 and valid_to is null returning *)
         insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from)
         select gen_random_uuid(), unit_id, $2, level, type, name, $3 from ended`,
        [units[unit], units[parent], day],
      )
    },
  }
}

const addPerson = (pool: pg.Pool, name: string) =>
  newId(
    pool,
    'insert into members.person (id, full_name) values (gen_random_uuid(), $1) returning id',
    [name],
  )

async function newId(pool: pg.Pool, text: string, values: unknown[]): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(text, values)
  return (rows[0] as { id: string }).id
}
