import { sql } from 'kysely'
import { writtenDay } from '#platform/days.ts'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { CloseUnit } from '../../shapes.ts'
import { canChangeUnit } from '../policy.ts'
import { lockOpenVersion, recordLineage } from '../versions.ts'

/** Ends a unit on a day. Nothing may still stand under it, and nobody still belong to it. */
export const closeUnit = defineCommand('units.close', CloseUnit, async (ctx, input) => {
  const open = await lockOpenVersion(ctx, input.unitId)
  await ctx.authorize(canChangeUnit({ id: open.unitId, parentId: open.parentId }))
  if (input.on <= open.validFrom)
    throw new RuleBroken('units.change_before_last', { day: writtenDay(open.validFrom) })

  const { rows } = await sql<{ children: number; people: number; roles: number }>`
    select (select count(*)::int from units.unit_version where parent_id = ${input.unitId}
             and (valid_to is null or valid_to > ${input.on})) as children,
           (select count(*)::int from access.role where unit_id = ${input.unitId}
             and (valid_to is null or valid_to > ${input.on})) as roles,
           units.people_after(${input.unitId}, ${input.on}) as people`.execute(ctx.db)
  const left = rows[0]
  if (left?.children) throw new RuleBroken('units.has_children', left)
  if (left?.people) throw new RuleBroken('units.has_members', left)
  if (left?.roles) throw new RuleBroken('units.has_roles', left)

  await ctx.db
    .updateTable('units.unitVersion')
    .set({ validTo: input.on })
    .where('id', '=', open.id)
    .execute()
  await recordLineage(ctx, 'close', input.unitId, input.on, input.decisionNo)
  ctx.note({
    unitId: input.unitId,
    subjectId: input.unitId,
    details: { name: open.name, on: input.on },
  })
  await ctx.emit('units.closed', { unitId: input.unitId })
  return { unitId: input.unitId }
})
