import { sql } from 'kysely'
import { findUnitSpan } from '#modules/units/server/index.ts'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { RestoreMembership } from '../../shapes.ts'
import { canWriteMembersOf } from '../policy.ts'
import { getPerson, listStays } from '../queries.ts'
import { listStruckStays } from '../struck.ts'

/** Takes back the ending, or the striking, of a person's last membership: the undo of {@link endMemberships}. */
export const restoreMembership = defineCommand(
  'members.restore',
  RestoreMembership,
  async (ctx, input) => {
    const person = await getPerson(ctx, input.personId)
    await ctx.authorize(canWriteMembersOf(person.unitId))
    const last = (await listStays(ctx, input.personId))[0]
    const struck = (await listStruckStays(ctx, input.personId)).find((stay) => !stay.reopenedId)
    if (last?.validTo === null) return { id: input.personId }
    const isStruck = struck && (!last?.validTo || struck.validFrom >= last.validTo)
    const restored = isStruck ? struck : last
    if (!restored) throw new NotFound('members.not_found')
    if (!isStruck && last?.reasonOut === 'transferred')
      throw new RuleBroken('members.transferred_since')
    const unit = await findUnitSpan(ctx, restored.unitId)
    if (unit?.to) throw new RuleBroken('members.restore_unit_closed')

    if (isStruck) await sql`select members.restore_struck(${input.personId})`.execute(ctx.db)
    else
      await ctx.db
        .updateTable('members.membership')
        .set({ validTo: null, reasonOut: null })
        .where('id', '=', restored.id)
        .execute()
    ctx.note({
      unitId: restored.unitId,
      subjectId: input.personId,
      details: isStruck ? { reason: 'mistake' } : { ended: last?.validTo },
    })
    return { id: input.personId }
  },
)
