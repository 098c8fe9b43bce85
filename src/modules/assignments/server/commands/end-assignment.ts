import type { CommandContext } from '#platform/server/command.ts'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import type { AssignmentState } from '../../shapes.ts'
import { CancelAssignment, CompleteAssignment, ReopenAssignment } from '../../shapes.ts'
import { getAssignment } from '../get-assignment.ts'
import { canGiveAt, canReport } from '../policy.ts'

type Assignment = Awaited<ReturnType<typeof getAssignment>>

/** Its owner, or who may give work there, says that it is done; who gave it is told. */
export const completeAssignment = defineCommand(
  'assignments.complete',
  CompleteAssignment,
  async (ctx, { assignmentId, outcome }) => {
    const before = await getAssignment(ctx, assignmentId)
    await ctx.authorize(canReport(before))
    if (before.state === 'cancelled') throw new RuleBroken('assignments.has_ended')
    if (before.state === 'done') return { id: assignmentId }
    await setState(ctx, before, 'done', outcome || null)
    if (before.givenBy)
      await tell(ctx, {
        personIds: [before.givenBy],
        kind: 'assignments.completed',
        params: { title: before.title },
        href: '/assignments?show=given',
      })
    return { id: assignmentId }
  },
)

/** Takes back that it was done or called off; only who may give work there takes a calling off back. */
export const reopenAssignment = defineCommand(
  'assignments.reopen',
  ReopenAssignment,
  async (ctx, { assignmentId }) => {
    const before = await getAssignment(ctx, assignmentId)
    await ctx.authorize(before.state === 'cancelled' ? canGiveAt(before.unitId) : canReport(before))
    if (before.state !== 'open') await setState(ctx, before, 'open', null)
    return { id: assignmentId }
  },
)

/** Calls it off, with the reason that its owner reads. */
export const cancelAssignment = defineCommand(
  'assignments.cancel',
  CancelAssignment,
  async (ctx, { assignmentId, outcome }) => {
    const before = await getAssignment(ctx, assignmentId)
    await ctx.authorize(canGiveAt(before.unitId))
    if (before.state === 'done') throw new RuleBroken('assignments.has_ended')
    if (before.state === 'cancelled') return { id: assignmentId }
    await setState(ctx, before, 'cancelled', outcome)
    await tell(ctx, {
      personIds: [before.ownerId],
      kind: 'assignments.cancelled',
      params: { title: before.title },
      href: '/assignments?show=ended',
    })
    return { id: assignmentId }
  },
)

async function setState(
  ctx: CommandContext,
  { id, unitId }: Assignment,
  state: AssignmentState,
  outcome: string | null,
): Promise<void> {
  await ctx.db
    .updateTable('assignments.assignment')
    .set({ state, outcome, endedOn: state === 'open' ? null : ctx.today })
    .where('id', '=', id)
    .execute()
  ctx.note({ unitId, subjectId: id, details: { state } })
}
