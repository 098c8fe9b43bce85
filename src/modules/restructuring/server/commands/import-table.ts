import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { ImportTable } from '../decision-table/shapes.ts'
import { openDraftOf } from '../draft.ts'

/**
 * Keeps a decision's table in a draft, in place of one that was there with what was said of it. What
 * its names mean is worked out when it is looked at; nothing of the organisation changes.
 */
export const importTable = defineCommand(
  'restructuring.import_table',
  ImportTable,
  async (ctx, input) => {
    const draft = await openDraftOf(ctx, input.draftId)
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
    const rows = input.rows.map((row) => ({ id: uuidv7(ctx.now().getTime()), row }))
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
