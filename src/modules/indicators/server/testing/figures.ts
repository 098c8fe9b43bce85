import type pg from 'pg'
import type { IsoDay } from '#platform/days.ts'
import type { View } from '../../view.ts'

export const stocks = [
  'members',
  'members_with_citizen_app',
  'enterprises',
  'cooperatives',
  'household_businesses',
  'startup_models',
  'supported_models',
]
export const flows = [
  'activities',
  'peak_day_activities',
  'participations',
  'peak_day_participations',
  'people_helped',
  'peak_day_people_helped',
  'people_helped.aaa.done',
  'ideas_proposed',
  'ideas_published',
  'supports_given',
  'jobs_found',
  'jobs_kept',
]
export const peopleCounts = ['participants', 'peak_day_participants']

/** Folds everything that waits, in one transaction or another. */
export async function foldAll(client: pg.ClientBase | pg.Pool): Promise<void> {
  while (
    (await client.query<{ taken: number }>('select indicators.fold() as taken')).rows[0]?.taken
  );
}

/** Every kept figure of a unit or a set, as the product's own functions give it. */
export async function readStored(
  client: pg.ClientBase | pg.Pool,
  unitId: string,
  from: IsoDay,
  on: IsoDay,
  view: View = 'then',
): Promise<Record<string, number>> {
  const { rows } = await client.query<{ indicator: string; value: number }>(
    `select indicator, value::int from indicators.total($1, $2, '-infinity', $6, $7)
     union all select indicator, value::int from indicators.total($1, $3, $5, $6, $7)
     union all select indicator, value::int from indicators.people($1, $4, $5, $6, $7)`,
    [unitId, stocks, flows, peopleCounts, from, on, view],
  )
  return Object.fromEntries(
    [...stocks, ...flows, ...peopleCounts].map((name) => [
      name,
      rows.find((row) => row.indicator === name)?.value ?? 0,
    ]),
  )
}
