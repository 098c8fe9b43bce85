import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { type Carried, reverseOf, type Turned } from '../../plan/reverse.ts'
import { ReverseDraft } from '../../shapes.ts'
import { getDraft } from '../draft.ts'
import { authorizeEach, canDraftAt } from '../policy.ts'

/**
 * Opens a draft that turns an applied one round on a later day, for when it can no longer be taken
 * back. It is a draft like any other: looked at, answered, applied. Own people of the units that ended
 * go back to them as far as they are still in the very stay that the reform opened
 * (`restructuring.returning`); whoever has moved since is named and left where they are.
 */
export const reverseDraft = defineCommand(
  'restructuring.reverse',
  ReverseDraft,
  async (ctx, input) => {
    const draft = await getDraft(ctx, input.draftId)
    await authorizeEach(ctx, draft.guardedBy, canDraftAt)
    if (draft.state !== 'applied') throw new RuleBroken('restructuring.not_applied')
    if (input.effectiveOn <= draft.effectiveOn) throw new RuleBroken('restructuring.reverse_later')
    const { events, answers } = reverseOf(await readCarried(ctx, draft.id))
    await ctx.db
      .insertInto('restructuring.draft')
      .values({
        id: input.id,
        title: draft.title,
        effectiveOn: input.effectiveOn,
        scopeIds: draft.guardedBy,
        guardedBy: draft.guardedBy,
        reverses: draft.id,
        createdBy: ctx.actor.personId ?? null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    await sql`
      insert into restructuring.event (id, draft_id, kind, body, created_by)
      select e.id, ${input.id}, e.body ->> 'kind', e.body, ${ctx.actor.personId ?? null}::uuid
        from jsonb_to_recordset(${JSON.stringify(events.map((body) => ({ id: uuidv7(ctx.now().getTime()), body })))}::jsonb) e (id uuid, body jsonb)
       where not exists (select from restructuring.event known where known.draft_id = ${input.id})`.execute(
      ctx.db,
    )
    await sql`
      insert into restructuring.answer (draft_id, unit_id, target_id, answered_by)
      select ${input.id}, a.*, ${ctx.actor.personId ?? null}::uuid
        from unnest(${[...answers.keys()]}::uuid[], ${[...answers.values()]}::uuid[]) a
      on conflict do nothing`.execute(ctx.db)
    ctx.note({
      unitId: draft.guardedBy[0] ?? null,
      subjectId: input.id,
      details: { reverses: draft.id, on: input.effectiveOn },
    })
    return { id: input.id }
  },
)

/** What an applied draft did, from the rows that it wrote; three queries. */
async function readCarried(ctx: Context, draftId: string): Promise<Carried> {
  const founded = await sql<{ id: string }>`
    select row_id as id from restructuring.change where draft_id = ${draftId} and relation = 'units.unit'`.execute(
    ctx.db,
  )
  const versions = await sql<Turned & { isTurned: boolean }>`
    select old.unit_id, now.id is not null as is_turned,
           jsonb_build_object('parentId', old.parent_id, 'name', old.name, 'type', old.type) as before,
           jsonb_build_object('parentId', now.parent_id, 'name', now.name, 'type', now.type) as after
      from restructuring.change c
      join units.unit_version old on old.id = c.row_id
      left join units.unit_version now on now.unit_id = old.unit_id and now.valid_from = old.valid_to
     where c.draft_id = ${draftId} and c.relation = 'units.unit_version' and c.before ? 'valid_to'`.execute(
    ctx.db,
  )
  const successions = await sql<{ from: string; to: string }>`
    select l.from_unit_id as "from", l.to_unit_id as "to"
      from restructuring.change c join units.unit_lineage l on l.id = c.row_id
     where c.draft_id = ${draftId} and c.relation = 'units.unit_lineage'
       and l.event in ('merge', 'split', 'dissolve')`.execute(ctx.db)
  return {
    founded: founded.rows.map(({ id }) => id),
    ended: versions.rows.filter(({ isTurned }) => !isTurned).map(({ unitId }) => unitId),
    turned: versions.rows.filter(({ isTurned }) => isTurned),
    successions: successions.rows,
  }
}
