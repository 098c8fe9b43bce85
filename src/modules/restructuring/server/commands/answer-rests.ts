import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { AnswerRests } from '../decision-table/shapes.ts'
import { openDraftOf } from '../draft.ts'

/**
 * Says of units that the table names nowhere, or only in part, that they stay or go whole; or takes back
 * what was said, so that they are asked about again.
 */
export const answerRests = defineCommand(
  'restructuring.answer_rests',
  AnswerRests,
  async (ctx, input) => {
    const draft = await openDraftOf(ctx, input.draftId)
    const { unitIds, answer } = input
    if (answer === 'open')
      await ctx.db
        .deleteFrom('restructuring.restAnswer')
        .where('draftId', '=', draft.id)
        .where('unitId', 'in', unitIds)
        .execute()
    else
      await sql`
      insert into restructuring.rest_answer (draft_id, unit_id, answer, answered_by)
      select ${draft.id}, u, ${answer}, ${ctx.actor.personId ?? null}::uuid 
        from unnest(${unitIds}::uuid[]) u
       where exists (select from restructuring.decision_table t where t.draft_id = ${draft.id})
      on conflict (draft_id, unit_id) do update
        set answer = excluded.answer, answered_by = excluded.answered_by, answered_at = now()`.execute(
        ctx.db,
      )
    ctx.note({
      unitId: draft.scopeIds[0] ?? null,
      subjectId: draft.id,
      details: { units: unitIds.length, answer },
    })
    return { id: draft.id }
  },
)
