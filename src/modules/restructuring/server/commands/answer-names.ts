import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { AnswerNames } from '../decision-table/shapes.ts'
import { openDraftOf } from '../draft.ts'

/** Says which units names of the table mean. A later answer takes the place of the first. */
export const answerNames = defineCommand(
  'restructuring.answer_names',
  AnswerNames,
  async (ctx, input) => {
    const draft = await openDraftOf(ctx, input.draftId)
    await sql`
      insert into restructuring.name_answer (draft_id, position, place, unit_ids, answered_by)
      select ${draft.id}, a.position, a.place, a."unitIds", ${ctx.actor.personId ?? null}::uuid
        from jsonb_to_recordset(${JSON.stringify(input.answers)}::jsonb) a (position int, place int, "unitIds" uuid[])
        join restructuring.decision_row r on r.draft_id = ${draft.id} and r.position = a.position
      on conflict (draft_id, position, place) do update
        set unit_ids = excluded.unit_ids, answered_by = excluded.answered_by, answered_at = now()`.execute(
      ctx.db,
    )
    ctx.note({
      unitId: draft.scopeIds[0] ?? null,
      subjectId: draft.id,
      details: { names: input.answers.length },
    })
    return { id: draft.id }
  },
)
