import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import {
  type StoryEvent,
  type StoryHistory,
  type StoryLink,
  type StoryVersion,
  tellStory,
} from '../story.ts'

/** More units than anybody can follow in one picture. */
const atMost = 40

/**
 * A unit with all that it came from and all that it became, back and forth along what was merged,
 * split and dissolved; `steps` bounds how far. The nearest first, at most 40 units; two queries.
 */
export async function getStory(
  ctx: Context,
  unitId: string,
  options: { steps?: number } = {},
): Promise<StoryHistory> {
  const steps = options.steps ?? 12
  const { rows: versions } = await sql<StoryVersion>`
    with recursive link as materialized (
      select l.from_unit_id, l.to_unit_id from units.unit_lineage l
       where l.event in ('merge', 'split', 'dissolve') and l.to_unit_id is not null
    ), back as (
      select ${unitId}::uuid as id, 0 as step
      union
      select l.from_unit_id, b.step + 1 from back b join link l on l.to_unit_id = b.id where b.step < ${steps}
    ), forth as (
      select ${unitId}::uuid as id, 0 as step
      union
      select l.to_unit_id, f.step + 1 from forth f join link l on l.from_unit_id = f.id where f.step < ${steps}
    ), family as (
      select id, min(step) as step from (select * from back union all select * from forth) both_ways
       group by id order by step, id limit ${atMost}
    )
    select v.unit_id, v.name, v.type, v.parent_id, p.name as parent_name, v.valid_from, v.valid_to, v.decision_no
      from family f join units.unit_version v on v.unit_id = f.id
      left join lateral (select p.name from units.unit_version p where p.unit_id = v.parent_id
                          and p.valid_from <= v.valid_from order by p.valid_from desc limit 1) p on true
     order by f.step, f.id, v.valid_from`.execute(ctx.db)
  const ids = [...new Set(versions.map((version) => version.unitId))]
  const { rows: links } = await sql<StoryLink>`
    select l.event, l.from_unit_id as from, l.to_unit_id as to, l.on_day as on, l.decision_no,
           was.name as from_name, is_now.name as to_name
      from units.unit_lineage l
      left join lateral (select v.name from units.unit_version v where v.unit_id = l.from_unit_id
                          and v.valid_from < l.on_day order by v.valid_from desc limit 1) was on true
      left join lateral (select v.name from units.unit_version v where v.unit_id = l.to_unit_id
                          and v.valid_from <= l.on_day order by v.valid_from desc limit 1) is_now on true
     where l.event in ('merge', 'split', 'dissolve', 'close')
       and (l.from_unit_id = any (${ids}::uuid[])
            -- Those outside the family that shared the way of one in it.
            or exists (select from units.unit_lineage o where o.from_unit_id = any (${ids}::uuid[])
                          and o.event = l.event and o.to_unit_id = l.to_unit_id and o.on_day = l.on_day))
     order by l.on_day, was.name collate "vi-x-icu", is_now.name collate "vi-x-icu"`.execute(ctx.db)
  return { unitId, today: ctx.today, versions, links }
}

/** What happened to a unit itself, the latest first, with those that it became or came from; two queries. */
export async function listUnitHistory(ctx: Context, unitId: string): Promise<StoryEvent[]> {
  const story = await getStory(ctx, unitId, { steps: 1 })
  return tellStory(story)
    .filter(({ from, to }) => [...from, ...to].some(({ id }) => id === unitId))
    .reverse()
}
