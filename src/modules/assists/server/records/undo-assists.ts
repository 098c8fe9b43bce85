import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import {
  type FieldAnswer,
  type FieldAnswers,
  type FieldRecord,
  refused,
} from '#platform/server/sync/handler.ts'

interface Target {
  id: string
  unitId: string
  mayUndo: boolean
}

/**
 * Takes assists back and answers each; whom to call back is forgotten with them. One that is not here
 * yet is waited for.
 */
export async function undoAssists(
  ctx: Context,
  records: readonly FieldRecord<{ recordId: string }>[],
): Promise<FieldAnswers> {
  const { rows } = await sql<Target>`
    select id, unit_id,
           recorded_by = access.person_id() or unit_id in (select access.reachable('campaigns.write')) as may_undo
      from assists.assist where id = any (${records.map(({ body }) => body.recordId)}::uuid[])`.execute(
    ctx.db,
  )
  const targets = new Map(rows.map((row) => [row.id, row]))
  const answers = new Map<string, FieldAnswer>()
  const undone: string[] = []
  for (const { id, body } of records) {
    const target = targets.get(body.recordId)
    if (!target) answers.set(id, { status: 'waits', for: body.recordId })
    else if (!target.mayUndo) answers.set(id, refused('assists.not_yours_to_undo'))
    else {
      answers.set(id, { status: 'stored', unitId: target.unitId })
      undone.push(target.id)
    }
  }
  await undo(ctx, undone)
  return answers
}

/** Marks assists as undone, those that are not yet. */
export async function undo(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const inOrder = [...ids].sort()
  await sql`
    update assists.assist set undone_at = ${ctx.now()}, undone_by = ${ctx.actor.personId ?? null}
     where id = any (${inOrder}::uuid[]) and undone_at is null`.execute(ctx.db)
  // Consent stands with the record under which it was given: the first of a chain of corrections.
  await sql`
    with recursive chain (id, corrects) as (
      select id, corrects from assists.assist where id = any (${inOrder}::uuid[])
      union select a.id, a.corrects from chain c join assists.assist a on a.id = c.corrects)
    delete from assists.callback where assist_id in (select id from chain)`.execute(ctx.db)
}
