import { beforeAll, expect, test } from 'vitest'
import { provincialReportJson } from '#modules/reports/server/index.ts'
import { roleTypes } from '#platform/server/access/role-types.ts'
import { openApp } from '#platform/server/app.ts'
import { readConfig } from '#platform/server/config.ts'
import type { Asking } from '#platform/server/context.ts'
import { openIdentity } from '#platform/server/identity/index.ts'
import { openLog } from '#platform/server/observability/log.ts'
import { createSealer } from '#platform/server/sealing.ts'
import { createTestDatabase, useDatabase } from '#platform/testing/database.ts'
import { demoAccounts } from './accounts.ts'
import { articleFigures, figuresDay } from './figures.ts'
import { DemoRefused, loadDemo } from './load.ts'
import { haGiang } from './provinces/index.ts'

// Counts come as numbers, since the product's client says so to pg.
// The figures of the article, counted from the records by plain SQL and by nothing of the product.
const database = useDatabase()
const secret = 'a secret that only tests know, long enough'
const today = '2026-11-24'

beforeAll(() => loadDemo({ ownerUrl: database.ownerUrl, secret, today }), 120_000)

const one = async (sql: string, values: unknown[] = []) =>
  (await database.ownerPool.query(sql, values)).rows[0] as Record<string, number | string | null>

const numbers = (row: Record<string, number | string | null>) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)]))

test('the tree is that of the gazetteer: a province, 11 districts, 193 communes, branches below', async () => {
  const counts = await one(
    `select count(*) filter (where level = 'province') as provinces,
            count(*) filter (where level = 'district' and gazetteer_code ~ '^\\d{3}$') as districts,
            count(*) filter (where level = 'commune' and gazetteer_code ~ '^\\d{5}$') as communes,
            count(*) filter (where level = 'branch') between 3600 and 3900 as enough_branches,
            count(distinct unit_id) = count(*) as one_version_each
       from units.unit_version where valid_from <= $1 and (valid_to is null or valid_to > $1)`,
    [figuresDay],
  )
  expect(counts).toMatchObject({
    provinces: 1,
    districts: 11,
    communes: 193,
    enough_branches: true,
    one_version_each: true,
  })
})

test('every unit but the province has a parent that stands as long as it does', async () => {
  expect(
    numbers(
      await one(`
        select count(*) filter (where v.parent_id is null) as roots,
               count(*) filter (where v.parent_id is not null and not exists (
                 select from units.unit_version p where p.unit_id = v.parent_id
                  having min(p.valid_from) <= v.valid_from
                     and coalesce(max(p.valid_to) filter (where p.valid_to is not null), 'infinity')
                         >= coalesce(v.valid_to, '-infinity'))) as orphans
          from units.unit_version v`),
    ),
  ).toEqual({ roots: 1, orphans: 0 })
})

test('44,789 members on the day of the article, each in one unit that stood', async () => {
  expect(
    numbers(
      await one(
        `select count(*) as memberships, count(distinct m.person_id) as members,
                count(*) filter (where v.unit_id is null) as nowhere
           from members.membership m
           left join units.unit_version v on v.unit_id = m.unit_id and v.level = 'branch'
            and v.valid_from <= $1 and (v.valid_to is null or v.valid_to > $1)
          where m.kind = 'member' and m.valid_from <= $1 and (m.valid_to is null or m.valid_to > $1)`,
        [figuresDay],
      ),
    ),
  ).toEqual({ memberships: articleFigures.members, members: articleFigures.members, nowhere: 0 })
})

test('members are of the age of members, and were admitted at 16 or later', async () => {
  const ages = await one(
    `select min(age($1::date, make_date(p.birth_year, 1, 1))) >= '16 years' as old_enough,
            (count(*) filter (where p.birth_year < 1993))::float / count(*) as older_than_thirty,
            count(*) filter (where p.admitted_on < p.birth_on + interval '16 years') as too_young
       from members.membership m join members.person p on p.id = m.person_id
      where m.kind = 'member' and m.valid_from <= $1 and (m.valid_to is null or m.valid_to > $1)`,
    [figuresDay],
  )
  expect(ages).toMatchObject({ old_enough: true, too_young: 0 })
  expect(Number(ages.older_than_thirty)).toBeLessThan(0.08)
})

test('life goes on after that day: people come and go, and about as many are members today', async () => {
  const life = numbers(
    await one(
      `select count(*) filter (where m.valid_from > $1) as came, count(*) filter (where m.valid_to > $1) as went,
              count(*) filter (where m.valid_to is null and m.kind = 'member') as members,
              count(*) filter (where m.valid_from > $2 or m.valid_to > $2) as not_yet
         from members.membership m`,
      [figuresDay, today],
    ),
  )
  expect(life.came).toBeGreaterThan(5000)
  expect(life.went).toBeGreaterThan(4000)
  expect(life.members).toBeGreaterThan(43_000)
  expect(life.members).toBeLessThan(49_000)
  expect(life.not_yet).toBe(0)
})

test('where the register says that people stand is where their memberships put them', async () => {
  const wrong = await one(`
    select count(*) as wrong from members.person p
     cross join lateral (
       select m.unit_id, case when m.valid_to is null then m.kind else 'former' end as standing
         from members.membership m where m.person_id = p.id order by m.valid_from desc limit 1) last
     where (p.unit_id, p.standing) is distinct from (last.unit_id, last.standing)`)
  expect(wrong).toEqual({ wrong: 0 })
})

test('seven in ten members used the citizen app on that day, more of them since', async () => {
  const share = (day: string) =>
    one(
      `select count(citizen_app_on) filter (where citizen_app_on <= $1)::float / count(*) as share
         from members.membership where kind = 'member' and valid_from <= $1 and (valid_to is null or valid_to > $1)`,
      [day],
    )
  const then = Number((await share(figuresDay)).share)
  expect(then).toBeGreaterThan(0.68)
  expect(then).toBeLessThan(0.74)
  expect(Number((await share(today)).share)).toBeGreaterThan(then + 0.05)
})

test('220,000 youths, just over 24.7% of the population and just over 50% of the labour force', async () => {
  const stated = numbers(
    await one(
      `select sum(s.youths) as youths, sum(s.population) as population, sum(s.labour_force) as labour_force,
              count(*) as units
         from (select distinct on (unit_id) * from members.youth_statistic
                where counted_on <= $1 order by unit_id, counted_on desc) s`,
      [figuresDay],
    ),
  )
  expect(stated).toMatchObject({ youths: articleFigures.youths, units: 193 })
  const ofPopulation = stated.youths! / stated.population!
  const ofLabourForce = stated.youths! / stated.labour_force!
  expect(ofPopulation).toBeGreaterThan(0.247)
  expect(ofPopulation).toBeLessThan(0.248)
  expect(ofLabourForce).toBeGreaterThan(0.5)
  expect(ofLabourForce).toBeLessThan(0.51)
})

test('no two people have the same phone, card or citizen number, and no phone can ring', async () => {
  const numbersOf = await one(`
    select count(phone) - count(distinct phone) as phones, count(code) - count(distinct code) as codes,
           count(citizen_id) - count(distinct citizen_id) as citizen_ids,
           count(*) filter (where phone not like '+8430%') as reachable,
           count(*) filter (where citizen_id is not null
             and substr(citizen_id, 4, 3) <> (case when birth_year < 2000 then 0 else 2 end
                 + case sex when 'female' then 1 else 0 end)::text || lpad((birth_year % 100)::text, 2, '0')) as unlike
      from members.person`)
  expect(numbersOf).toEqual({
    phones: 0,
    codes: 0,
    citizen_ids: 0,
    reachable: 0,
    unlike: 0,
  })
})

test('names are of many kinds and in the order of the alphabet', async () => {
  const { rows } = await database.ownerPool.query(
    'select full_name, given_name from members.person order by given_name, full_name, id',
  )
  const alphabet = new Intl.Collator('vi')
  const sample = rows.filter((_, index) => index % 97 === 0).map((row) => row.given_name as string)
  for (let i = 1; i < sample.length; i++) {
    expect(alphabet.compare(sample[i - 1]!, sample[i]!)).toBeLessThanOrEqual(0)
  }
  expect(new Set(rows.map((row) => row.full_name)).size).toBeGreaterThan(15_000)
  expect(rows.every((row) => row.full_name === row.full_name.normalize('NFC'))).toBe(true)
})

test('each branch, commune and district that stands today is led by somebody who belongs to it', async () => {
  const led = numbers(
    await one(
      `select count(*) filter (where r.role_type = 'branch_secretary' and r.valid_to is null) as branches,
              count(distinct r.unit_id) filter (where r.role_type = 'commune_secretary') as communes,
              count(distinct r.unit_id) filter (where r.role_type = 'district_secretary') as districts,
              count(distinct r.unit_id) filter (where r.role_type = 'province_secretary') as provinces,
              count(*) filter (where not exists (
                select from members.membership m where m.person_id = r.person_id and m.kind = 'member'
                   and m.valid_from <= r.valid_from)) as strangers
         from access.role r`,
    ),
  )
  expect(led).toMatchObject({ communes: 193, districts: 11, provinces: 1, strangers: 0 })
  expect(led.branches).toBeGreaterThan(3500)
})

test('each type of role has an account whose holder has the role, and each account opens', async () => {
  const { rows } = await database.ownerPool.query(
    `select l.email, l.phone, p.full_name, p.phone as person_phone, array_agg(r.role_type) as roles
       from identity.login l join members.person p on p.id = l.person_id
       left join access.role r on r.person_id = p.id and r.valid_to is null and r.valid_from <= $1
      group by 1, 2, 3, 4`,
    [today],
  )
  const identity = openIdentity({ authUrl: database.authUrl, secret })
  try {
    for (const account of demoAccounts) {
      const row = rows.find((each) => each.email === account.email)
      expect(row).toMatchObject({
        full_name: account.name,
        phone: account.phone,
        person_phone: account.phone,
      })
      expect(row.roles).toEqual([account.role === 'member' ? null : account.role])
      const visitor = {
        origin: 'http://localhost',
        address: '192.0.2.1',
        userAgent: null,
        cookie: null,
      }
      for (const identifier of account.role === 'member'
        ? [account.email, account.phone]
        : [account.phone]) {
        expect(await identity.signIn(visitor, identifier, account.password)).toMatchObject({
          kind: 'signed_in',
        })
      }
    }
    expect(rows).toHaveLength(Object.keys(roleTypes).length + 1)
  } finally {
    await identity.close()
  }
}, 60_000)

test('sensitive fields are sealed and open under the secret of the installation', async () => {
  const { rows } = await database.ownerPool.query(
    'select ethnicity_sealed, religion_sealed, party_status_sealed from members.person limit 500',
  )
  const sealer = createSealer(secret)
  const opened = rows.map((row) =>
    [row.ethnicity_sealed, row.religion_sealed, row.party_status_sealed].map((sealed) =>
      sealer.unseal(sealed),
    ),
  )
  const known = new Set(
    Object.values(haGiang.districts).flatMap(({ groups }) =>
      groups.map(([group]) => group as string),
    ),
  )
  expect(opened.every(([ethnicity]) => known.has(ethnicity!))).toBe(true)
  expect(
    opened.every(([, , party]) => ['none', 'candidate', 'probationary', 'full'].includes(party!)),
  ).toBe(true)
  expect(new Set(rows.map((row) => row.ethnicity_sealed.toString('hex'))).size).toBe(500)
})

test('the peak day of 2023: 21 activities, over 500 members, over 10,000 people helped', async () => {
  const peak = numbers(
    await one(
      `with peak as (select a.* from campaigns.activity a join campaigns.campaign c on c.id = a.campaign_id
                      where a.is_peak_day and a.held_on <= $1 and a.state <> 'cancelled'
                        and c.name like 'Chiến sĩ tình nguyện vì đô thị văn minh và hỗ trợ người dân%'),
            came as (select c.* from campaigns.check_in c join peak on peak.id = c.activity_id
                      where c.duplicate_of is null and c.undone_at is null)
       select (select count(*) from peak) as activities,
              (select count(*) from campaigns.activity where is_peak_day) as flagged,
              (select count(distinct r.ancestor_id) from peak join access.reach r on r.unit_id = peak.unit_id and r.depth = 1) as districts,
              (select count(distinct person_id) from came) as members,
              (select count(*) from came) as turns,
              (select sum(s.people) from assists.assist s join peak on peak.id = s.activity_id where s.undone_at is null) as helped`,
      [figuresDay],
    ),
  )
  expect(peak).toMatchObject({
    activities: articleFigures.peakDayActivities,
    flagged: 21,
    districts: 11,
    members: articleFigures.peakDayParticipants,
    helped: articleFigures.peakDayPeopleHelped,
  })
  expect(peak.turns).toBeGreaterThan(peak.members!)
  expect(peak.turns).toBeLessThan(peak.members! * 1.05)
})

test('whoever came to an activity, or recorded there, was a member on that day', async () => {
  expect(
    numbers(
      await one(`
        with there as (
          select person_id, happened_on as day from campaigns.check_in
          union select recorded_by, happened_on from campaigns.check_in
          union select recorded_by, happened_on from assists.assist)
        select count(*) filter (where not exists (
                 select from members.membership m where m.person_id = there.person_id and m.kind = 'member'
                    and m.valid_from <= there.day and (m.valid_to is null or m.valid_to > there.day))) as strangers,
               count(*) > 4000 as many
          from there`),
    ),
  ).toEqual({ strangers: 0, many: 1 })
})

test('the summer campaign of 2023 bears the article’s theme and reached every commune', async () => {
  const summer = await one(
    `select count(distinct a.unit_id) as communes, min(a.held_on) >= min(c.starts_on) as began, max(a.held_on) <= max(c.ends_on) as ended
       from campaigns.campaign c join campaigns.activity a on a.campaign_id = c.id
      where c.theme = 'Tuổi trẻ Hà Giang xung kích, sáng tạo, chuyển đổi số'`,
  )
  expect(summer).toEqual({ communes: 193, began: true, ended: true })
})

test('help is of every kind and ended in every way, and only what needs a procedure has one', async () => {
  const help = await one(`
    select count(distinct s.service) as services, count(distinct s.outcome) as outcomes, count(distinct s.procedure) as procedures,
           count(*) filter (where v.needs_procedure <> (s.procedure is not null)) as misplaced,
           count(*) filter (where s.received_at < s.happened_at) as before_time
      from assists.assist s join assists.service v on v.code = s.service`)
  expect(help).toMatchObject({ services: 7, outcomes: 4, misplaced: 0, before_time: 0 })
  expect(help.procedures).toBeGreaterThan(25)
})

test('a volunteer of the demonstration has an activity today and more in the days to come', async () => {
  const activities = async (email: string) =>
    (
      await database.ownerPool.query(
        `select a.held_on, a.state, t.role from campaigns.team_member t
           join campaigns.activity a on a.id = t.activity_id
           join identity.login l on l.person_id = t.person_id
          where l.email = $1 and t.state = 'accepted' order by a.held_on`,
        [email],
      )
    ).rows
  const volunteer = await activities('field.volunteer@xungkich.example')
  expect(volunteer).toContainEqual({ held_on: today, state: 'open', role: 'volunteer' })
  expect(
    volunteer.filter((each) => each.held_on > today && each.state === 'planned').length,
  ).toBeGreaterThan(1)
  const secretary = await activities('branch.secretary@xungkich.example')
  expect(secretary).toContainEqual({ held_on: today, state: 'open', role: 'leader' })
})

test('ventures of the day: over 90 enterprises, nearly 100 cooperatives, over 500 households, 11 models supported', async () => {
  expect(
    numbers(
      await one(
        `select count(*) filter (where s.kind = 'enterprise') as enterprises,
                count(*) filter (where s.kind = 'cooperative') as cooperatives,
                count(*) filter (where s.kind = 'household') as households,
                count(*) filter (where s.kind = 'startup_model' and exists (
                  select from ventures.support_entry e where e.venture_id = v.id and e.given_on <= $1)) as supported_models,
                count(*) filter (where not exists (select from units.unit_version u where u.unit_id = s.unit_id
                  and u.valid_from <= $1 and (u.valid_to is null or u.valid_to > $1))) as nowhere
           from ventures.standing s join ventures.venture v on v.id = s.venture_id and v.state = 'registered'
          where s.valid_from <= $1 and (s.valid_to is null or s.valid_to > $1)`,
        [figuresDay],
      ),
    ),
  ).toEqual({
    enterprises: articleFigures.enterprises,
    cooperatives: articleFigures.cooperatives,
    households: articleFigures.householdBusinesses,
    supported_models: articleFigures.supportedModels,
    nowhere: 0,
  })
})

test('nothing is recorded of a day that has not come', async () => {
  expect(
    numbers(
      await one(
        `select (select count(*) from campaigns.check_in where happened_on > $1) as check_ins,
                (select count(*) from assists.assist where happened_on > $1) as assists,
                (select count(*) from members.youth_statistic where counted_on > $1) as statistics`,
        [today],
      ),
    ),
  ).toEqual({ check_ins: 0, assists: 0, statistics: 0 })
})

test('what the records add up to has been folded, and agrees with a count from scratch', async () => {
  expect(await one('select count(*) as waiting from indicators.pending')).toEqual({ waiting: 0 })
  const { rows } = await database.ownerPool.query('select * from indicators.verify() limit 5')
  expect(rows).toEqual([])
}, 60_000)

test('the product’s own report of that day shows the figures of the article', async () => {
  const holder = await one(
    `select l.id, l.person_id, l.name from identity.login l where l.email = $1`,
    ['province.inspector@xungkich.example'],
  )
  const app = openApp({
    config: readConfig({ APP_SECRET: secret, LOG_LEVEL: 'silent' }),
    appUrl: database.appUrl,
    tasks: [],
    log: openLog('silent'),
  })
  try {
    const actor = {
      kind: 'person',
      accountId: String(holder.id),
      personId: String(holder.person_id),
      name: String(holder.name),
    } as const
    const asking: Asking = { actor, requestId: 'test', locale: 'vi', now: app.now }
    const report = await provincialReportJson(app, asking, { on: figuresDay })
    const value = (indicator: string) =>
      report.figures.find((figure) => figure.indicator === indicator)
    expect(report.unit.name).toBe('Tỉnh đoàn Hà Giang')
    expect(value('members')).toMatchObject({ value: articleFigures.members, kept: true })
    expect(value('youths')).toMatchObject({ value: articleFigures.youths, kept: true })
    expect(value('youths_share_of_population')!.value).toBeGreaterThan(24.7)
    expect(value('youths_share_of_labour_force')!.value).toBeGreaterThan(50)
    expect(value('peak_day_activities')).toMatchObject({ value: articleFigures.peakDayActivities })
    expect(value('peak_day_participants')).toMatchObject({
      value: articleFigures.peakDayParticipants,
    })
    expect(value('peak_day_people_helped')).toMatchObject({
      value: articleFigures.peakDayPeopleHelped,
    })
    expect(value('ideas_proposed')).toMatchObject({ value: articleFigures.ideasProposed })
    expect(value('ideas_published')).toMatchObject({ value: articleFigures.ideasPublished })
    expect(value('enterprises')).toMatchObject({ value: articleFigures.enterprises, kept: true })
    expect(value('cooperatives')).toMatchObject({ value: articleFigures.cooperatives })
    expect(value('household_businesses')).toMatchObject({
      value: articleFigures.householdBusinesses,
    })
    expect(value('supported_models')).toMatchObject({ value: articleFigures.supportedModels })
    expect(value('citizen_app_share')).toMatchObject({ target: 100 })
  } finally {
    await app.close()
  }
})

test('every index of the register is there again', async () => {
  const { rows } = await database.ownerPool.query(
    `select indexname from pg_indexes where schemaname = 'members' and tablename = 'person' order by 1`,
  )
  expect(rows.map((row) => row.indexname)).toEqual(
    expect.arrayContaining([
      'person_by_name',
      'person_by_unit',
      'person_by_words',
      'person_by_phone',
      'person_by_standing',
    ]),
  )
})

test('whoever interrupts the loading finds nothing of it, and can begin anew', async () => {
  const other = await createTestDatabase()
  const interrupted = (line: string) => {
    if (line.includes('người')) throw new Error('interrupted')
  }
  const empty = { units: 0, people: 0, logins: 0 }
  const left = async () =>
    (
      await other.ownerPool.query(
        `select (select count(*) from units.unit) as units, (select count(*) from members.person) as people,
                (select count(*) from identity.login) as logins,
                (select count(*) from pg_indexes where tablename = 'person' and schemaname = 'members' and indexname like 'person\\_by\\_%') as indexes`,
      )
    ).rows[0]
  try {
    const { indexes } = await left()
    const loading = { ownerUrl: other.ownerUrl, secret, today }
    await expect(loadDemo({ ...loading, progress: interrupted })).rejects.toThrow('interrupted')
    expect(await left()).toEqual({ ...empty, indexes })
    await expect(loadDemo({ ...loading, progress: interrupted })).rejects.toThrow('interrupted')
  } finally {
    await other.drop()
  }
})

test('a database in use is left alone', async () => {
  await expect(loadDemo({ ownerUrl: database.ownerUrl, secret, today })).rejects.toThrow(
    DemoRefused,
  )
})

test('whoever is in the team of a coming activity may record there, the branch’s officers too', async () => {
  expect(
    numbers(
      await one(
        `select count(*) as members, count(*) filter (where not exists (
                  select from access.role r where r.person_id = t.person_id and r.role_type = 'field_volunteer'
                     and r.unit_id = a.unit_id and r.valid_from <= $1 and coalesce(r.valid_to, 'infinity') > a.held_on)) as without
           from campaigns.team_member t join campaigns.activity a on a.id = t.activity_id
          where t.state = 'accepted' and a.held_on >= $1`,
        [today],
      ),
    ),
  ).toMatchObject({ without: 0 })
})
