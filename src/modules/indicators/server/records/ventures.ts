import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { pageOf, readCursor } from './cursor.ts'
import {
  defaultSize,
  type Page,
  type RecordsAsked,
  type SupportRecord,
  type VentureRecord,
} from './types.ts'
import { countsFor, standsUnder, unitNameOn } from './under.ts'

const kindOf: Partial<Record<RecordsAsked['indicator'], string>> = {
  enterprises: 'enterprise',
  cooperatives: 'cooperative',
  household_businesses: 'household',
  startup_models: 'startup_model',
  supported_models: 'startup_model',
}

/** The ventures that stood on a day as what they were then, the latest begun first. */
export async function listVentureRecords(
  ctx: Context,
  asked: RecordsAsked,
): Promise<Page<VentureRecord>> {
  const size = asked.size ?? defaultSize
  const after = readCursor(asked.cursor)
  const { rows } = await sql<VentureRecord>`
    select s.id, s.venture_id, v.name, s.kind, v.field, s.valid_from as since, s.supported_on,
           ${unitNameOn(sql`s.unit_id`, sql`${asked.on}::date`)} as unit_name
      from ventures.standing s left join ventures.venture v on v.id = s.venture_id
     where s.counts and s.kind = ${kindOf[asked.indicator]} and s.valid_from <= ${asked.on} and (s.valid_to is null or s.valid_to > ${asked.on})
       and ${asked.indicator === 'supported_models' ? sql`s.supported_on <= ${asked.on}` : sql`true`}
       and ${standsUnder(asked, sql`s.unit_id`, asked.on)}
       and ${after ? sql`(s.valid_from, s.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`}
     order by s.valid_from desc, s.id desc limit ${size + 1}`.execute(ctx.db)
  return pageOf(rows, size, (row) => [row.since, row.id])
}

/** The support that was given within a period and stands, the latest first. */
export async function listSupportRecords(
  ctx: Context,
  asked: RecordsAsked,
): Promise<Page<SupportRecord>> {
  const size = asked.size ?? defaultSize
  const after = readCursor(asked.cursor)
  const { rows } = await sql<SupportRecord>`
    select e.id, e.venture_id, v.name, e.what, e.given_by, e.given_on as day, e.cost, ${unitNameOn(sql`e.unit_id`, sql`e.given_on`)} as unit_name
      from ventures.support_entry e left join ventures.venture v on v.id = e.venture_id
     where e.reverses is null and not exists (select from ventures.support_entry r where r.reverses = e.id)
       and e.given_on between ${asked.from} and ${asked.on} and ${countsFor(asked, sql`e.unit_id`, sql`e.given_on`)}
       and ${after ? sql`(e.given_on, e.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`}
     order by e.given_on desc, e.id desc limit ${size + 1}`.execute(ctx.db)
  return pageOf(rows, size, (row) => [row.day, row.id])
}
