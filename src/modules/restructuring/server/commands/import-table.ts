import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { readNewUnit } from '../../decision-table/new-unit.ts'
import { sameForm } from '../../decision-table/normal-forms.ts'
import { DecisionRowShape, ImportTable } from '../decision-table/shapes.ts'
import { openDraftOf } from '../draft.ts'

/**
 * Keeps a decision's table in a draft, in place of one that was there with what was said of it. What
 * its names mean is worked out when it is looked at; nothing of the organisation changes. A new unit that
 * the table before founded under the same name and type keeps its id, so that what was written beside
 * the table (who goes into it, who takes an office in it) still means it.
 */
export const importTable = defineCommand(
  'restructuring.import_table',
  ImportTable,
  async (ctx, input) => {
    const draft = await openDraftOf(ctx, input.draftId)
    const known = await newUnitIds(ctx, draft.id)
    await ctx.db.deleteFrom('restructuring.decisionTable').where('draftId', '=', draft.id).execute()
    await ctx.db
      .insertInto('restructuring.decisionTable')
      .values({
        draftId: draft.id,
        parentId: input.parentId,
        source: input.source ?? null,
        importedBy: ctx.actor.personId ?? null,
      })
      .execute()
    const rows = input.rows.map((row) => {
      const key = unitKey(row.newName)
      const id = known.get(key) ?? uuidv7(ctx.now().getTime())
      // A name that stands twice is a fault of the table, but no two units have one id.
      known.delete(key)
      return { id, row }
    })
    await sql`
      insert into restructuring.decision_row (draft_id, position, new_unit_id, content)
      select ${draft.id}, (r.row ->> 'position')::int, r.id, r.row
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (id uuid, row jsonb)`.execute(
      ctx.db,
    )
    ctx.note({
      unitId: draft.scopeIds[0] ?? null,
      subjectId: draft.id,
      details: { rows: input.rows.length },
    })
    return { id: draft.id }
  },
)

/** What makes a new unit the same in another table: its type and, but for how it is spelt, its name. */
function unitKey(written: string): string {
  const { name, type } = readNewUnit(written)
  return `${type} ${sameForm(name)}`
}

/** The ids of the units that the draft's present table founds. One query. */
async function newUnitIds(ctx: Context, draftId: string): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('restructuring.decisionRow')
    .select(['newUnitId', 'content'])
    .where('draftId', '=', draftId)
    .orderBy('position', 'desc')
    .execute()
  return new Map(
    rows.map((row) => [unitKey(DecisionRowShape.parse(row.content).newName), row.newUnitId]),
  )
}
