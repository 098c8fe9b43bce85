import { defineCommand } from '#platform/server/command.ts'
import { RecordCitizenApp } from '../../shapes.ts'
import { authorizeForAll, openStays } from '../stays.ts'

/** Records since when members have the digital-citizen app in use; who has it already keeps their day. */
export const recordCitizenApp = defineCommand(
  'members.record_citizen_app',
  RecordCitizenApp,
  async (ctx, input) => {
    const stays = await openStays(ctx, input.personIds)
    await authorizeForAll(ctx, stays)
    const without = stays.filter((stay) => stay.citizenAppOn === null && stay.kind === 'member')
    if (without.length > 0) {
      await ctx.db
        .updateTable('members.membership')
        .set({ citizenAppOn: input.on })
        .where(
          'id',
          'in',
          without.map((stay) => stay.id),
        )
        .execute()
    }
    for (const stay of without)
      ctx.note({ unitId: stay.unitId, subjectId: stay.personId, details: { on: input.on } })
    if (without.length === 0) ctx.note({ details: { recorded: 0 } })
    return { recorded: without.length }
  },
)
