import { defineCommand } from '#platform/server/command.ts'
import { OpenSensitive } from '../../shapes.ts'
import { canOpenSensitive } from '../policy.ts'
import { getPerson } from '../queries.ts'

/** Shows a person's sensitive fields to who may; a write, since each opening is audited. */
export const openSensitive = defineCommand(
  'members.open_sensitive',
  OpenSensitive,
  async (ctx, input) => {
    const person = await getPerson(ctx, input.personId)
    await ctx.authorize(canOpenSensitive(person.unitId))
    const sealed = await ctx.db
      .selectFrom('members.person')
      .select(['ethnicitySealed', 'religionSealed', 'partyStatusSealed'])
      .where('id', '=', input.personId)
      .executeTakeFirstOrThrow()
    const open = (value: Buffer | null) => (value ? ctx.sealer.unseal(value) : null)
    ctx.note({ unitId: person.unitId, subjectId: input.personId })
    return {
      ethnicity: open(sealed.ethnicitySealed),
      religion: open(sealed.religionSealed),
      partyStatus: open(sealed.partyStatusSealed),
    }
  },
)
