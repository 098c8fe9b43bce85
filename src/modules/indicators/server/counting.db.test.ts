import fc from 'fast-check'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { useDatabase } from '#platform/testing/database.ts'
import { views } from '../view.ts'
import { foldAll, readStored } from './testing/figures.ts'
import {
  dayNumber,
  foundSets,
  foundUnits,
  preparePeople,
  setCount,
  steps,
  take,
  unitCount,
} from './testing/random-history.ts'
import { readEverything } from './testing/recount.ts'

const database = useDatabase()
let client: pg.PoolClient

beforeEach(async () => {
  client = await database.ownerPool.connect()
})
afterEach(() => client.release())

const parents = fc.array(fc.nat({ max: 99 }), { minLength: unitCount, maxLength: unitCount })
const questions = fc.array(
  fc.tuple(fc.nat({ max: unitCount + setCount - 1 }), fc.nat({ max: 120 }), fc.nat({ max: 120 })),
  {
    minLength: 6,
    maxLength: 6,
  },
)

test('whatever happens in whatever order, every figure of every unit and set, period and view equals a plain recount', async () => {
  await fc.assert(
    fc.asyncProperty(parents, steps, questions, async (under, history, asked) => {
      await client.query('begin')
      try {
        const units = await foundUnits(client, under)
        const sets = await foundSets(client, units[0] as string)
        const people = await preparePeople(client, units[0] as string)
        for (const step of history) await take(client, units, people, step)
        await foldAll(client)

        const recount = await readEverything(client)
        for (const [unit, one, other] of asked) {
          const [from, on] = [dayNumber(Math.min(one, other)), dayNumber(Math.max(one, other))]
          const unitId = [...units, ...sets][unit] as string
          for (const view of views)
            expect(await readStored(client, unitId, from, on, view)).toEqual(
              recount.figures(unitId, from, on, view),
            )
        }
        expect((await client.query('select * from indicators.verify()')).rows).toEqual([])
      } finally {
        await client.query('rollback')
      }
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 80) },
  )
}, 300_000)

/** Units, people and an open activity at the lowest unit, committed. */
async function arrange() {
  const units = await foundUnits(client, [0, 0, 1, 2, 3, 4, 5])
  const people = await preparePeople(client, units[0] as string)
  const { rows } = await client.query<{ id: string }>(
    `insert into campaigns.activity (id, campaign_id, unit_id, name, held_on, state)
     select gen_random_uuid(), id, $1, 'Test', $2, 'open' from campaigns.campaign where unit_id = $3 returning id`,
    [units.at(-1), dayNumber(30), units[0]],
  )
  return { units, people, activityId: rows[0]?.id as string }
}
const wholeTime = ['2023-01-01', '2024-12-31'] as const

const checkIn = (on: pg.ClientBase | pg.Pool, activityId: string, personId: string, day: string) =>
  on.query(
    `insert into campaigns.check_in (id, activity_id, unit_id, person_id, method, happened_at, happened_on)
     select gen_random_uuid(), id, unit_id, $2, 'roster', now(), $3 from campaigns.activity where id = $1`,
    [activityId, personId, day],
  )
const help = (on: pg.ClientBase | pg.Pool, activityId: string, personId: string, records: number) =>
  on.query(
    `insert into assists.assist (id, activity_id, unit_id, service, outcome, people, happened_at, happened_on, recorded_by)
     select gen_random_uuid(), id, unit_id, 'aaa', case when n % 2 = 0 then 'done' else 'refused' end, 2, now(), held_on, $2
       from campaigns.activity, generate_series(1, $3) n where id = $1`,
    [activityId, personId, records],
  )

test('figures stay right while many write and several fold at once', async () => {
  const { units, people, activityId } = await arrange()
  await Promise.all(
    Array.from({ length: 40 }, async (_, turn) => {
      await help(database.ownerPool, activityId, people[0] as string, 3)
      await checkIn(
        database.ownerPool,
        activityId,
        people[turn % people.length] as string,
        dayNumber(turn),
      ).catch((error: { code?: string }) => expect(error.code).toBe('23505'))
      await foldAll(database.ownerPool)
    }),
  )
  await foldAll(client)
  const recount = (await readEverything(client)).figures(units[0] as string, ...wholeTime)
  expect(await readStored(client, units[0] as string, ...wholeTime)).toEqual(recount)
  expect(recount.people_helped).toBe(240)
  expect(recount.participants).toBe(people.length)
})

test('a second fold waits for the first, so that a person whom both meet is counted once', async () => {
  const { units, people, activityId } = await arrange()
  const first = await database.ownerPool.connect()
  await checkIn(client, activityId, people[0] as string, dayNumber(30))
  await first.query('begin')
  await first.query('select indicators.fold()')
  const { rows } = await client.query<{ id: string }>(
    `insert into campaigns.activity (id, campaign_id, unit_id, name, held_on)
     select gen_random_uuid(), campaign_id, unit_id, 'Another', held_on from campaigns.activity where id = $1 returning id`,
    [activityId],
  )
  await checkIn(client, rows[0]?.id as string, people[0] as string, dayNumber(31))
  const second = foldAll(client)
  await new Promise((soon) => setTimeout(soon, 100))
  await first.query('commit')
  first.release()
  await second
  expect(await readStored(client, units[0] as string, ...wholeTime)).toMatchObject({
    participants: 1,
    participations: 2,
  })
})

test('an activity that becomes a peak day takes along the check-in that is being written meanwhile', async () => {
  const { units, people, activityId } = await arrange()
  const writer = await database.ownerPool.connect()
  await writer.query('begin')
  await checkIn(writer, activityId, people[0] as string, dayNumber(30))
  const turned = client.query('update campaigns.activity set is_peak_day = true where id = $1', [
    activityId,
  ])
  await new Promise((soon) => setTimeout(soon, 100))
  await writer.query('commit')
  writer.release()
  await turned
  await foldAll(client)
  expect(await readStored(client, units[0] as string, ...wholeTime)).toMatchObject({
    peak_day_activities: 1,
    peak_day_participants: 1,
    peak_day_participations: 1,
  })
})

test('a fold that does not come to its end leaves every figure and everything that waits as it was', async () => {
  const { units, people, activityId } = await arrange()
  await help(client, activityId, people[0] as string, 5)
  await client.query('begin')
  await client.query('select indicators.fold()')
  await client.query('rollback')
  expect(await readStored(client, units[0] as string, ...wholeTime)).toMatchObject({
    people_helped: 0,
  })
  await foldAll(client)
  expect(await readStored(client, units[0] as string, ...wholeTime)).toMatchObject({
    people_helped: 10,
  })
})

test('a batch of a hundred records appends a handful of deltas', async () => {
  const { people, activityId } = await arrange()
  await foldAll(client)
  await help(client, activityId, people[0] as string, 100)
  const { rows } = await client.query(
    'select kind, sum(value)::int as value from indicators.pending group by id, kind order by value',
  )
  expect(rows).toEqual([
    { kind: 'flow', value: 100 },
    { kind: 'flow', value: 100 },
  ])
})

test('a figure that was tampered with is found, and a rebuild mends it', async () => {
  const { units, people, activityId } = await arrange()
  await help(client, activityId, people[0] as string, 3)
  await foldAll(client)
  const right = await readStored(client, units[0] as string, ...wholeTime)
  await client.query(
    `update indicators.rollup set value = value + 1 where unit_id = $1 and indicator = 'people_helped'`,
    [units[0]],
  )
  await client.query(`delete from indicators.rollup_month where unit_id = $1`, [units[1]])

  const found = (await client.query<{ unit_id: string }>('select * from indicators.verify()')).rows
  expect(new Set(found.map((row) => row.unit_id))).toEqual(new Set([units[0], units[1]]))
  await client.query('select indicators.rebuild()')
  expect((await client.query('select * from indicators.verify()')).rows).toEqual([])
  expect(await readStored(client, units[0] as string, ...wholeTime)).toEqual(right)
})

test('a new name for the root costs no figure anything', async () => {
  const { units, people, activityId } = await arrange()
  await help(client, activityId, people[0] as string, 3)
  await foldAll(client)
  const before = await client.query(
    'select xmin, * from indicators.rollup order by unit_id, indicator, day',
  )
  await client.query(`update units.unit_version set name = 'New' where unit_id = $1`, [units[0]])
  await foldAll(client)
  const after = await client.query(
    'select xmin, * from indicators.rollup order by unit_id, indicator, day',
  )
  expect(after.rows).toEqual(before.rows)
})
