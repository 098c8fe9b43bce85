import type { UnitType } from '#modules/units/index.ts'
import type { Context } from '#platform/server/context.ts'
import { readNewUnit } from '../../decision-table/new-unit.ts'
import { DecisionRowShape } from './shapes.ts'

/** The units that a draft's table founds, by the ids that they will have. One query. */
export async function foundedByTable(
  ctx: Context,
  draftId: string,
): Promise<{ id: string; name: string; type: UnitType }[]> {
  const rows = await ctx.db
    .selectFrom('restructuring.decisionRow')
    .select(['newUnitId', 'content'])
    .where('draftId', '=', draftId)
    .orderBy('position')
    .execute()
  return rows.flatMap(({ newUnitId, content }) => {
    const row = DecisionRowShape.parse(content)
    const { name, type } = readNewUnit(row.newName)
    return row.unchanged || type === null ? [] : [{ id: newUnitId, name, type }]
  })
}
