import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { AddEvents } from '../../shapes.ts'
import { openDraftOf } from '../draft.ts'

/** Writes down what the decision orders. Whether it can be done is for the plan to say; repeating it adds nothing. */
export const addEvents = defineCommand(
  'restructuring.add_events',
  AddEvents,
  async (ctx, input) => {
    const draft = await openDraftOf(ctx, input.draftId)
    await sql`
    insert into restructuring.event (id, draft_id, kind, body, created_by)
    select e.id, ${draft.id}, e.body ->> 'kind', e.body, ${ctx.actor.personId ?? null}::uuid
      from jsonb_to_recordset(${JSON.stringify(input.events)}::jsonb) e (id uuid, body jsonb)
    on conflict (id) do nothing`.execute(ctx.db)
    ctx.note({
      unitId: draft.scopeIds[0] ?? null,
      subjectId: draft.id,
      details: { events: input.events.length },
    })
    return { id: draft.id }
  },
)
