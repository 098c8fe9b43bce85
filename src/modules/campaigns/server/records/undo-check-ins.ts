import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import {
  type FieldAnswer,
  type FieldAnswers,
  type FieldRecord,
  refused,
} from '#platform/server/sync/handler.ts'
import type { UndoBody } from '../../shapes.ts'

interface Target {
  id: string
  unitId: string
  mayUndo: boolean
}

/**
 * Takes check-ins back and answers each. Where the one that counted goes, the earliest duplicate takes
 * its place: the person did come. One that is not here yet is waited for.
 */
export async function undoCheckIns(
  ctx: Context,
  records: readonly FieldRecord<UndoBody>[],
): Promise<FieldAnswers> {
  const { rows } = await sql<Target>`
    select id, unit_id,
           recorded_by = access.person_id() or unit_id in (select access.reachable('campaigns.write')) as may_undo
      from campaigns.check_in where id = any (${records.map(({ body }) => body.recordId)}::uuid[])
     order by activity_id, person_id, id for update`.execute(ctx.db)
  const targets = new Map(rows.map((row) => [row.id, row]))
  const answers = new Map<string, FieldAnswer>()
  const undone: string[] = []
  for (const { id, body } of records) {
    const target = targets.get(body.recordId)
    if (!target) answers.set(id, { status: 'waits', for: body.recordId })
    else if (!target.mayUndo) answers.set(id, refused('campaigns.not_yours_to_undo'))
    else {
      answers.set(id, { status: 'stored', unitId: target.unitId })
      undone.push(target.id)
    }
  }
  if (undone.length > 0) await undo(ctx, undone)
  return answers
}

async function undo(ctx: Context, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ activityId: string; personId: string }>`
    update campaigns.check_in set undone_at = ${ctx.now()}, undone_by = ${ctx.actor.personId ?? null}
     where id = any (${[...ids]}::uuid[]) and undone_at is null
    returning activity_id, person_id, duplicate_of`.execute(ctx.db)
  if (rows.length === 0) return
  // A statement of its own, so that it sees duplicates that came in while this one waited.
  await sql`
    with heir as (
      select distinct on (c.activity_id, c.person_id) c.id, c.activity_id, c.person_id
        from campaigns.check_in c
       where (c.activity_id, c.person_id) in (
               select * from unnest(${rows.map((row) => row.activityId)}::uuid[], ${rows.map((row) => row.personId)}::uuid[]))
         and c.undone_at is null
         and not exists (select from campaigns.check_in first where first.activity_id = c.activity_id
                          and first.person_id = c.person_id and first.duplicate_of is null and first.undone_at is null)
       order by c.activity_id, c.person_id, c.happened_at, c.id
    )
    update campaigns.check_in c set duplicate_of = nullif(h.id, c.id)
      from heir h
     where (c.activity_id, c.person_id) = (h.activity_id, h.person_id) and c.undone_at is null`.execute(
    ctx.db,
  )
}
