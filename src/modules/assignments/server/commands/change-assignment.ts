import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { ChangeAssignment } from '../../shapes.ts'
import { tellOwner } from '../assign.ts'
import { getAssignment } from '../get-assignment.ts'
import { canGiveAt } from '../policy.ts'

/** Says anew what is asked, of whom and by when. Throws RuleBroken once it has ended. */
export const changeAssignment = defineCommand(
  'assignments.change',
  ChangeAssignment,
  async (ctx, { assignmentId, title, ownerId, dueOn }) => {
    const before = await getAssignment(ctx, assignmentId)
    await ctx.authorize(canGiveAt(before.unitId))
    if (before.state !== 'open') throw new RuleBroken('assignments.has_ended')
    const owner = await ctx.db
      .selectFrom('members.person')
      .select('id')
      .where('id', '=', ownerId)
      .executeTakeFirst()
    if (!owner) throw new NotFound('assignments.owner_not_found')
    await ctx.db
      .updateTable('assignments.assignment')
      .set({ title, ownerId, dueOn })
      .where('id', '=', assignmentId)
      .execute()
    ctx.note({ unitId: before.unitId, subjectId: assignmentId, details: { owner: ownerId } })
    if (before.ownerId !== ownerId || before.dueOn !== dueOn)
      await tellOwner(ctx, { ownerId, title, dueOn })
    return { id: assignmentId }
  },
)
