import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { RestoreMembership } from '../../shapes.ts'
import { canWriteMembersOf } from '../policy.ts'
import { getPerson, listStays } from '../queries.ts'

/** Takes back the ending of a person's last membership: the undo of {@link endMemberships}. */
export const restoreMembership = defineCommand(
  'members.restore',
  RestoreMembership,
  async (ctx, input) => {
    const person = await getPerson(ctx, input.personId)
    await ctx.authorize(canWriteMembersOf(person.unitId))
    const last = (await listStays(ctx, input.personId))[0]
    if (!last) throw new NotFound('members.not_found')
    if (last.validTo === null) return { id: input.personId }
    if (last.reasonOut === 'transferred') throw new RuleBroken('members.transferred_since')
    await ctx.db
      .updateTable('members.membership')
      .set({ validTo: null, reasonOut: null })
      .where('id', '=', last.id)
      .execute()
    ctx.note({ unitId: last.unitId, subjectId: input.personId, details: { ended: last.validTo } })
    return { id: input.personId }
  },
)
