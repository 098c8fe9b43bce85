import { defineCommand } from '#platform/server/command.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { AdmitMember } from '../../shapes.ts'
import { columnsOf, sealedColumnsOf } from '../fields.ts'
import { canWriteMembersOf } from '../policy.ts'

/** Enters a person into the register as a member (or youth) of a unit. Safe to repeat with the same id. */
export const admitMember = defineCommand('members.admit', AdmitMember, async (ctx, input) => {
  await ctx.authorize(canWriteMembersOf(input.unitId))
  const known = await ctx.db
    .selectFrom('members.person')
    .select('id')
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (known) return { id: input.id }

  await ctx.db
    .insertInto('members.person')
    .values({
      id: input.id,
      unitId: input.unitId,
      standing: input.kind,
      ...columnsOf(input),
      ...sealedColumnsOf(ctx, input),
    })
    .execute()
  await ctx.db
    .insertInto('members.membership')
    .values({
      id: uuidv7(ctx.now().getTime()),
      personId: input.id,
      unitId: input.unitId,
      kind: input.kind,
      validFrom: input.joinedOn,
      reasonIn: 'admitted',
      decisionNo: input.decisionNo ?? null,
    })
    .execute()
  ctx.note({
    unitId: input.unitId,
    subjectId: input.id,
    details: { kind: input.kind, on: input.joinedOn },
  })
  await ctx.emit('members.admitted', { personId: input.id, unitId: input.unitId })
  return { id: input.id }
})
