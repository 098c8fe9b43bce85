import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { AnswerPlaces } from '../../shapes.ts'
import { openDraftOf } from '../draft.ts'

/** Says to which part of a split unit some units below it go, or its own people. A later answer takes the place of the first. */
export const answerPlaces = defineCommand(
  'restructuring.answer_places',
  AnswerPlaces,
  async (ctx, input) => {
    const draft = await openDraftOf(ctx, input.draftId)
    await sql`
      insert into restructuring.answer (draft_id, unit_id, target_id, answered_by)
      select ${draft.id}, u, ${input.targetId}, ${ctx.actor.personId ?? null}::uuid from unnest(${input.unitIds}::uuid[]) u
      on conflict (draft_id, unit_id) do update
        set target_id = excluded.target_id, answered_by = excluded.answered_by, answered_at = now()`.execute(
      ctx.db,
    )
    ctx.note({
      unitId: draft.scopeIds[0] ?? null,
      subjectId: draft.id,
      details: { units: input.unitIds.length, to: input.targetId },
    })
    return { id: draft.id }
  },
)
