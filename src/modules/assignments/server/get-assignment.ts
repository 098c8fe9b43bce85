import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { AssignmentState } from '../shapes.ts'

/** One piece of work that the actor sees; throws NotFound. */
export async function getAssignment(ctx: Context, assignmentId: string) {
  const row = await ctx.db
    .selectFrom('assignments.assignment')
    .select(['id', 'unitId', 'title', 'ownerId', 'dueOn', 'state', 'givenBy', 'outcome'])
    .where('id', '=', assignmentId)
    .executeTakeFirst()
  if (!row) throw new NotFound('assignments.not_found')
  return { ...row, state: row.state as AssignmentState }
}

/** The owner's name, or nothing where the actor may not read their record. */
export async function nameOfOwner(ctx: Context, ownerId: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('members.person')
    .select('fullName')
    .where('id', '=', ownerId)
    .executeTakeFirst()
  return row?.fullName ?? ''
}
