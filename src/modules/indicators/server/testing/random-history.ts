import fc from 'fast-check'
import type pg from 'pg'
import { addDays, type IsoDay } from '#platform/days.ts'

/**
 * A random history of an organisation, as steps that any session may take in any order: records,
 * corrections, reforms of the tree (backdated ones too), sets of units, days that pass (or are taken
 * back) and folds. Numbers pick what the step is about.
 */
export type Step =
  | { do: 'fold'; atMost: number }
  | {
      do: 'join'
      person: number
      unit: number
      from: number
      days: number | null
      app: number | null
    }
  | { do: 'change_membership'; pick: number; unit: number; days: number | null; app: number | null }
  | { do: 'forget_membership'; pick: number }
  | { do: 'hold'; unit: number; day: number; peak: boolean }
  | { do: 'change_activity'; pick: number; peak: boolean; day: number; cancelled: boolean }
  | { do: 'check_in'; pick: number; people: number[]; day: number }
  | { do: 'undo_check_in'; pick: number; back: boolean }
  | { do: 'forget_check_in'; pick: number }
  | { do: 'help'; pick: number; day: number; people: number[]; outcome: number }
  | { do: 'undo_help'; pick: number }
  | { do: 'propose'; unit: number; day: number }
  | { do: 'publish_idea'; pick: number; day: number }
  | { do: 'withdraw_idea'; pick: number }
  | { do: 'found_venture'; unit: number; kind: number; day: number; days: number | null }
  | { do: 'change_standing'; pick: number; unit: number; kind: number; days: number | null }
  | { do: 'turn_venture'; pick: number; kind: number; day: number }
  | { do: 'strike_venture'; pick: number }
  | { do: 'give_support'; pick: number; day: number }
  | { do: 'reverse_support'; pick: number }
  | { do: 'follow_reforms' }
  | { do: 'find_work'; unit: number; day: number }
  | { do: 'keep_work'; pick: number; days: number; kept: boolean }
  | { do: 'forget_work'; pick: number }
  | { do: 'move'; unit: number; parent: number; day: number }
  | { do: 'correct_parent'; pick: number; parent: number }
  | { do: 'close'; unit: number; day: number }
  | { do: 'reopen'; unit: number; day: number }
  | {
      do: 'end_into'
      event: 'merge' | 'split' | 'dissolve'
      unit: number
      into: number[]
      day: number
    }
  | { do: 'forget_lineage'; pick: number }
  | { do: 'add_to_set'; pick: number; unit: number; day: number; days: number | null }
  | { do: 'change_set_member'; pick: number; days: number | null }
  | { do: 'forget_set_member'; pick: number }
  | { do: 'change_set'; pick: number; day: number; days: number | null }
  | { do: 'pass'; today: number }

export const unitCount = 7
export const setCount = 2
export const peopleCount = 6
const firstDay: IsoDay = '2023-12-20'
/** Days of a random history are counted from its first, over three months. */
export const dayNumber = (days: number): IsoDay => addDays(firstDay, days)

const pick = fc.nat({ max: 999 })
const unit = fc.nat({ max: unitCount - 1 })
const day = fc.nat({ max: 90 })
const kinds = ['enterprise', 'cooperative', 'household', 'startup_model']
const kind = fc.nat({ max: kinds.length - 1 })
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('fold' as const), atMost: fc.constantFrom(1, 3, 200000) }),
    fc.record({
      do: fc.constant('join' as const),
      person: pick,
      unit,
      from: day,
      days: maybe(day),
      app: maybe(day),
    }),
    fc.record({
      do: fc.constant('change_membership' as const),
      pick,
      unit,
      days: maybe(day),
      app: maybe(day),
    }),
    fc.record({ do: fc.constant('forget_membership' as const), pick }),
    fc.record({ do: fc.constant('hold' as const), unit, day, peak: fc.boolean() }),
    fc.record({
      do: fc.constant('change_activity' as const),
      pick,
      peak: fc.boolean(),
      day,
      cancelled: fc.boolean(),
    }),
    fc.record({
      do: fc.constant('check_in' as const),
      pick,
      people: fc.array(pick, { minLength: 1, maxLength: 5 }),
      day,
    }),
    fc.record({ do: fc.constant('undo_check_in' as const), pick, back: fc.boolean() }),
    fc.record({ do: fc.constant('forget_check_in' as const), pick }),
    fc.record({
      do: fc.constant('help' as const),
      pick,
      day,
      people: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      outcome: fc.nat({ max: 1 }),
    }),
    fc.record({ do: fc.constant('undo_help' as const), pick }),
    fc.record({ do: fc.constant('propose' as const), unit, day }),
    fc.record({ do: fc.constant('publish_idea' as const), pick, day }),
    fc.record({ do: fc.constant('withdraw_idea' as const), pick }),
    fc.record({ do: fc.constant('found_venture' as const), unit, kind, day, days: maybe(day) }),
    fc.record({ do: fc.constant('change_standing' as const), pick, unit, kind, days: maybe(day) }),
    fc.record({ do: fc.constant('turn_venture' as const), pick, kind, day }),
    fc.record({ do: fc.constant('strike_venture' as const), pick }),
    fc.record({ do: fc.constant('give_support' as const), pick, day }),
    fc.record({ do: fc.constant('reverse_support' as const), pick }),
    fc.record({ do: fc.constant('follow_reforms' as const) }),
    fc.record({ do: fc.constant('find_work' as const), unit, day }),
    fc.record({
      do: fc.constant('keep_work' as const),
      pick,
      days: fc.nat({ max: 10 }),
      kept: fc.boolean(),
    }),
    fc.record({ do: fc.constant('forget_work' as const), pick }),
    fc.record({ do: fc.constant('move' as const), unit, parent: pick, day }),
    fc.record({ do: fc.constant('correct_parent' as const), pick, parent: pick }),
    fc.record({ do: fc.constant('close' as const), unit, day }),
    fc.record({ do: fc.constant('reopen' as const), unit, day }),
    fc.record({
      do: fc.constant('end_into' as const),
      event: fc.constantFrom('merge' as const, 'split' as const, 'dissolve' as const),
      unit,
      into: fc.array(unit, { minLength: 1, maxLength: 3 }),
      day,
    }),
    fc.record({ do: fc.constant('forget_lineage' as const), pick }),
    fc.record({ do: fc.constant('add_to_set' as const), pick, unit, day, days: maybe(day) }),
    fc.record({ do: fc.constant('change_set_member' as const), pick, days: maybe(day) }),
    fc.record({ do: fc.constant('forget_set_member' as const), pick }),
    fc.record({ do: fc.constant('change_set' as const), pick, day, days: maybe(day) }),
    fc.record({ do: fc.constant('pass' as const), today: fc.nat({ max: 120 }) }),
  ),
  { minLength: 5, maxLength: 60, size: 'max' },
)

/** Units 0 to 6, each under one of those before it; the later ones are founded later. */
export async function foundUnits(client: pg.ClientBase, parents: number[]): Promise<string[]> {
  const ids = Array.from({ length: unitCount }, () => crypto.randomUUID())
  for (const [index, id] of ids.entries()) {
    await client.query('insert into units.unit (id) values ($1)', [id])
    await client.query(
      `insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from)
       values (gen_random_uuid(), $1, $2, 'branch', 'village_branch', $3, $4)`,
      [
        id,
        index === 0 ? null : ids[(parents[index] ?? 0) % index],
        `Unit ${index}`,
        dayNumber(index * 3),
      ],
    )
  }
  return ids
}

/** Sets of units beside the tree, which nothing is in yet. */
export async function foundSets(client: pg.ClientBase, unitId: string): Promise<string[]> {
  const ids = Array.from({ length: setCount }, () => crypto.randomUUID())
  for (const [index, id] of ids.entries())
    await client.query(
      `insert into units.grouping (id, unit_id, name, valid_from) values ($1, $2, $3, $4)`,
      [id, unitId, `Set ${index}`, dayNumber(index * 10)],
    )
  return ids
}

/** Takes a step; one that the database refuses (two memberships at once, say) is as if not taken. */
export async function take(
  client: pg.ClientBase,
  units: string[],
  people: string[],
  step: Step,
): Promise<void> {
  await client.query('savepoint step')
  try {
    for (const [text, values] of statementsOf(units, people, step)) await client.query(text, values)
    await client.query('release step')
  } catch (error) {
    if (!/^23/.test((error as { code?: string }).code ?? '')) throw error
    await client.query('rollback to step')
  }
}

const nth = (table: string, parameter = '$1') =>
  `(select id from ${table} order by id offset ${parameter}::int % greatest((select count(*) from ${table}), 1) limit 1)`

function statementsOf(units: string[], people: string[], step: Step): [string, unknown[]][] {
  const after = (from: number, days: number | null) =>
    days === null ? null : dayNumber(from + days + 1)
  switch (step.do) {
    case 'fold':
      return [['select indicators.fold($1)', [step.atMost]]]
    case 'join':
      return [
        [
          `insert into members.membership (id, person_id, unit_id, kind, valid_from, valid_to, reason_in, citizen_app_on)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, 'test', $6)`,
          [
            people[step.person % people.length],
            units[step.unit],
            step.person % 5 === 0 ? 'youth' : 'member',
            dayNumber(step.from),
            after(step.from, step.days),
            step.app === null ? null : dayNumber(step.app),
          ],
        ],
      ]
    case 'change_membership':
      return [
        [
          `update members.membership set unit_id = $2, valid_to = valid_from + $3::int, citizen_app_on = $4
          where id = ${nth('members.membership')}`,
          [
            step.pick,
            units[step.unit],
            step.days === null ? null : step.days + 1,
            step.app === null ? null : dayNumber(step.app),
          ],
        ],
      ]
    case 'forget_membership':
      return [
        [`delete from members.membership where id = ${nth('members.membership')}`, [step.pick]],
      ]
    case 'hold':
      return [
        [
          `insert into campaigns.activity (id, campaign_id, unit_id, name, held_on, is_peak_day)
         select gen_random_uuid(), id, $1, 'Test', $2, $3 from campaigns.campaign`,
          [units[step.unit], dayNumber(step.day), step.peak],
        ],
      ]
    case 'change_activity':
      return [
        [
          `update campaigns.activity set is_peak_day = $2, held_on = $3, state = $4 where id = ${nth('campaigns.activity')}`,
          [step.pick, step.peak, dayNumber(step.day), step.cancelled ? 'cancelled' : 'open'],
        ],
      ]
    case 'check_in':
      return [
        [
          `insert into campaigns.check_in (id, activity_id, unit_id, person_id, method, happened_at, happened_on)
         select gen_random_uuid(), a.id, a.unit_id, p, 'roster', now(), $3
           from campaigns.activity a, unnest($2::uuid[]) p where a.id = ${nth('campaigns.activity')}
         on conflict do nothing`,
          [
            step.pick,
            step.people.map((person) => people[person % people.length]),
            dayNumber(step.day),
          ],
        ],
      ]
    case 'undo_check_in':
      return [
        [
          `update campaigns.check_in set undone_at = $2 where id = ${nth('campaigns.check_in')}`,
          [step.pick, step.back ? null : new Date()],
        ],
      ]
    case 'forget_check_in':
      return [
        [`delete from campaigns.check_in where id = ${nth('campaigns.check_in')}`, [step.pick]],
      ]
    case 'help':
      return [
        [
          `insert into assists.assist (id, activity_id, unit_id, service, outcome, people, happened_at, happened_on, recorded_by)
         select gen_random_uuid(), a.id, a.unit_id, (select min(code) from assists.service), $2, p, now(), $3, $5
           from campaigns.activity a, unnest($4::int[]) p where a.id = ${nth('campaigns.activity')}`,
          [
            step.pick,
            ['done', 'refused'][step.outcome],
            dayNumber(step.day),
            step.people,
            people[0],
          ],
        ],
      ]
    case 'undo_help':
      return [
        [
          `update assists.assist set undone_at = now() where id = ${nth('assists.assist')}`,
          [step.pick],
        ],
      ]
    case 'find_work':
      return [
        [
          `insert into jobs.placement (id, unit_id, person_id, employer_name, job, place, is_abroad, started_on, consent_text_version, consent_method, consented_at, recorded_by)
         values (gen_random_uuid(), $1, $2, 'x', 'x', 'x', false, $3, 'x', 'self', now(), $2)`,
          [units[step.unit], people[0], dayNumber(step.day)],
        ],
      ]
    case 'keep_work':
      return [
        [
          `update jobs.placement set kept = $3, kept_on = ask_on + $2::int where id = ${nth('jobs.placement')}`,
          [step.pick, step.days, step.kept],
        ],
      ]
    case 'forget_work':
      return [[`delete from jobs.placement where id = ${nth('jobs.placement')}`, [step.pick]]]
    case 'propose':
      return [
        [
          `insert into ideas.idea (id, unit_id, home_unit_id, author_id, title, problem, solution, category, state, step_unit_id, step_due, proposed_on)
         values (gen_random_uuid(), $1, $1, $2, 'Test', 'x', 'x', 'other', 'branch', $1, $3, $3)`,
          [units[step.unit], people[0], dayNumber(step.day)],
        ],
      ]
    case 'publish_idea':
      return [
        [
          `update ideas.idea set state = 'published', published_on = $2, bank_code = id::text, bank_url = 'x'
          where state = 'branch' and id = ${nth('ideas.idea')}`,
          [step.pick, dayNumber(step.day)],
        ],
      ]
    case 'withdraw_idea':
      return [
        [
          `update ideas.idea set state = 'withdrawn', supports = supports + 1 where id = ${nth('ideas.idea')}`,
          [step.pick],
        ],
      ]
    case 'found_venture':
      return [
        [
          `with made as (insert into ventures.venture (id, unit_id, kind, name, field, stage, state)
             values (gen_random_uuid(), $1, $2, 'Test', 'other', 'steady', 'registered') returning id)
           insert into ventures.standing (id, venture_id, unit_id, kind, valid_from, valid_to, counts)
           select gen_random_uuid(), id, $1, $2, $3, $4, true from made`,
          [units[step.unit], kinds[step.kind], dayNumber(step.day), after(step.day, step.days)],
        ],
      ]
    case 'change_standing':
      return [
        [
          `update ventures.standing set unit_id = $2, kind = $3, valid_to = valid_from + $4::int where id = ${nth('ventures.standing')}`,
          [
            step.pick,
            units[step.unit],
            kinds[step.kind],
            step.days === null ? null : step.days + 1,
          ],
        ],
      ]
    case 'turn_venture':
      return [
        [
          `with ended as (update ventures.standing set valid_to = $2 where id = ${nth('ventures.standing')} and valid_to is null and valid_from < $2 returning *)
           insert into ventures.standing (id, venture_id, unit_id, kind, valid_from, counts, supported_on)
           select gen_random_uuid(), venture_id, unit_id, $3, $2, counts, supported_on from ended`,
          [step.pick, dayNumber(step.day), kinds[step.kind]],
        ],
      ]
    case 'strike_venture':
      return [[`select ventures.turn(${nth('ventures.venture')}, 'struck', 'Test')`, [step.pick]]]
    case 'give_support':
      return [
        [
          `insert into ventures.support_entry (id, venture_id, unit_id, what, given_by, given_on, cost, recorded_at)
           select gen_random_uuid(), id, unit_id, 'sales', 'Test', $2, 1, now() from ventures.venture where id = ${nth('ventures.venture')}`,
          [step.pick, dayNumber(step.day)],
        ],
      ]
    case 'reverse_support':
      return [
        [
          `insert into ventures.support_entry (id, venture_id, unit_id, what, given_by, given_on, cost, reverses, reason, recorded_at)
           select gen_random_uuid(), venture_id, unit_id, what, given_by, given_on, -cost, id, 'Test', now()
             from ventures.support_entry where id = ${nth('ventures.support_entry')}`,
          [step.pick],
        ],
      ]
    case 'follow_reforms':
      return [['select ventures.follow_reforms()', []]]
    case 'move':
      return step.unit === 0
        ? []
        : [
            [
              `with ended as (update units.unit_version set valid_to = $3
           where unit_id = $1 and valid_to is null and valid_from < $3 returning *)
         insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from)
         select gen_random_uuid(), unit_id, $2, level, type, name, $3 from ended`,
              [units[step.unit], units[step.parent % step.unit], dayNumber(step.day)],
            ],
          ]
    case 'correct_parent':
      return [
        [
          `update units.unit_version set parent_id = ($2::uuid[])[1 + $3::int % greatest(array_position($2::uuid[], unit_id) - 1, 1)]
          where parent_id is not null and id = ${nth('units.unit_version')}`,
          [step.pick, units, step.parent],
        ],
      ]
    case 'close':
      return [
        [
          'update units.unit_version set valid_to = $2 where unit_id = $1 and valid_to is null and valid_from < $2',
          [units[step.unit], dayNumber(step.day)],
        ],
      ]
    case 'reopen':
      return [
        [
          `insert into units.unit_version (id, unit_id, parent_id, level, type, name, valid_from)
         select gen_random_uuid(), unit_id, parent_id, level, type, name, $2 from units.unit_version
          where unit_id = $1 order by valid_from desc limit 1`,
          [units[step.unit], dayNumber(step.day)],
        ],
      ]
    case 'end_into':
      return [
        [
          `with ended as (update units.unit_version set valid_to = $3
             where unit_id = $1 and valid_to is null and valid_from < $3 returning unit_id)
           insert into units.unit_lineage (id, event, from_unit_id, to_unit_id, on_day)
           select gen_random_uuid(), $4, unit_id, heir, $3 from ended, unnest($2::uuid[]) heir where heir <> unit_id`,
          [units[step.unit], step.into.map((into) => units[into]), dayNumber(step.day), step.event],
        ],
      ]
    case 'forget_lineage':
      return [
        [`delete from units.unit_lineage where id = ${nth('units.unit_lineage')}`, [step.pick]],
      ]
    case 'add_to_set':
      return [
        [
          `insert into units.grouping_member (id, grouping_id, unit_id, valid_from, valid_to)
           values (gen_random_uuid(), ${nth('units.grouping')}, $2, $3, $4)`,
          [step.pick, units[step.unit], dayNumber(step.day), after(step.day, step.days)],
        ],
      ]
    case 'change_set_member':
      return [
        [
          `update units.grouping_member set valid_to = valid_from + $2::int where id = ${nth('units.grouping_member')}`,
          [step.pick, step.days === null ? null : step.days + 1],
        ],
      ]
    case 'forget_set_member':
      return [
        [
          `delete from units.grouping_member where id = ${nth('units.grouping_member')}`,
          [step.pick],
        ],
      ]
    case 'change_set':
      return [
        [
          `update units.grouping set valid_from = $2, valid_to = $3 where id = ${nth('units.grouping')}`,
          [step.pick, dayNumber(step.day), after(step.day, step.days)],
        ],
      ]
    case 'pass':
      return [[`select set_config('app.today', $1, true)`, [dayNumber(step.today)]]]
  }
}

/** The people, the campaign and the service that the steps need. */
export async function preparePeople(client: pg.ClientBase, unitId: string): Promise<string[]> {
  const people = Array.from({ length: peopleCount }, () => crypto.randomUUID())
  await client.query(
    `insert into members.person (id, full_name) select id, 'Test' from unnest($1::uuid[]) id`,
    [people],
  )
  await client.query(
    `insert into campaigns.campaign (id, unit_id, name, starts_on, ends_on)
     values (gen_random_uuid(), $1, 'Test', '2023-01-01', '2024-12-31')`,
    [unitId],
  )
  await client.query(
    `insert into assists.service (code, name_vi, name_en, icon, rank) values ('aaa', 'A', 'A', 'x', 0) on conflict do nothing`,
  )
  return people
}
