import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { EndMemberships } from '../../shapes.ts'
import { authorizeForAll, openStays } from '../stays.ts'

/** Ends memberships on a day (trưởng thành, left, removed…). The record and its history stay. */
export const endMemberships = defineCommand('members.end', EndMemberships, async (ctx, input) => {
  const stays = await openStays(ctx, input.personIds)
  await authorizeForAll(ctx, stays)
  const tooEarly = stays.filter((stay) => stay.validFrom >= input.on)
  if (tooEarly.length > 0)
    throw new RuleBroken('members.end_before_joining', { count: tooEarly.length })
  if (stays.length > 0) {
    await ctx.db
      .updateTable('members.membership')
      .set({ validTo: input.on, reasonOut: input.reason })
      .where(
        'id',
        'in',
        stays.map((stay) => stay.id),
      )
      .execute()
  }
  for (const stay of stays) {
    ctx.note({
      unitId: stay.unitId,
      subjectId: stay.personId,
      details: { reason: input.reason, on: input.on },
    })
  }
  return { ended: stays.length }
})
