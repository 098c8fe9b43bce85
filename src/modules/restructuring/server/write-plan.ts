import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import type { Plan } from '../plan/types.ts'

const portion = 20_000

/** Writes a plan where `restructuring.carry_out` reads it, in portions so that memory stays bounded. */
export async function writePlan(ctx: CommandContext, draftId: string, plan: Plan): Promise<void> {
  for (const table of ['version', 'ending', 'lineage', 'correction'])
    await sql`delete from ${sql.table(`restructuring.planned_${table}`)} where draft_id = ${draftId}`.execute(
      ctx.db,
    )
  const changed = [...plan.after.values()].filter(({ change }) => change !== 'none')
  await inPortions(changed, (units) =>
    sql`insert into restructuring.planned_version
          (draft_id, unit_id, parent_id, level, type, name, code, gazetteer_code, change)
        select ${draftId}, * from unnest(
          ${units.map((unit) => unit.id)}::uuid[], ${units.map((unit) => unit.parentId)}::uuid[],
          ${units.map((unit) => unit.level)}::text[], ${units.map((unit) => unit.type)}::text[],
          ${units.map((unit) => unit.name)}::text[], ${units.map((unit) => unit.code)}::text[],
          ${units.map((unit) => unit.gazetteerCode)}::text[], ${units.map((unit) => unit.change)}::text[])`.execute(
      ctx.db,
    ),
  )
  await inPortions([...plan.ended.values()], (ended) =>
    sql`insert into restructuring.planned_ending (draft_id, unit_id, own_to)
        select ${draftId}, * from unnest(${ended.map(({ unit }) => unit.id)}::uuid[], ${ended.map(({ ownTo }) => ownTo)}::uuid[])`.execute(
      ctx.db,
    ),
  )
  await inPortions(plan.lineage, (lines) =>
    sql`insert into restructuring.planned_lineage (draft_id, event, from_unit_id, to_unit_id)
        select ${draftId}, * from unnest(${lines.map(({ event }) => event)}::text[],
          ${lines.map(({ from }) => from)}::uuid[], ${lines.map(({ to }) => to)}::uuid[])`.execute(
      ctx.db,
    ),
  )
  await inPortions(plan.corrections, (corrections) =>
    sql`insert into restructuring.planned_correction (draft_id, version_id, parent_id)
        select ${draftId}, * from unnest(${corrections.map(({ versionId }) => versionId)}::uuid[],
          ${corrections.map(({ parentId }) => parentId)}::uuid[])`.execute(ctx.db),
  )
}

async function inPortions<Item>(
  items: readonly Item[],
  write: (some: readonly Item[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += portion)
    await write(items.slice(start, start + portion))
}
