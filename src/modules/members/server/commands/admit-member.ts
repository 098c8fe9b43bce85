import type { z } from 'zod'
import { findUnitSpan } from '#modules/units/server/index.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Invalid, NotFound, unconfirmed } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { AdmitMember } from '../../shapes.ts'
import { admissionDoubts, admissionFaults, recordFaults } from '../admission.ts'
import { findDoubles } from '../doubles.ts'
import { columnsOf, sealedColumnsOf } from '../fields.ts'
import { canWriteMembersOf } from '../policy.ts'

/**
 * Enters a person into the register as a member (or youth) of a unit. Safe to repeat with the same id.
 * An unusual age and a likely double are asked back until `confirmed`.
 */
export const admitMember = defineCommand('members.admit', AdmitMember, async (ctx, input) => {
  await ctx.authorize(canWriteMembersOf(input.unitId))
  const known = await ctx.db
    .selectFrom('members.person')
    .select('id')
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (known) return { id: input.id }
  await check(ctx, input)

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

/** Refuses what cannot be; what is only unlikely must have been confirmed. */
async function check(ctx: CommandContext, input: z.output<typeof AdmitMember>) {
  const unit = await findUnitSpan(ctx, input.unitId)
  if (!unit) throw new NotFound('units.not_found')
  const doubles = await findDoubles(ctx, input, input.unitId)
  const faults = [
    ...recordFaults(input, ctx.today),
    ...admissionFaults(input, unit, ctx.today),
    ...doubles.refused,
  ]
  if (faults.length > 0) throw new Invalid(faults)
  const doubts = [...admissionDoubts(input), ...doubles.doubtful]
  if (doubts.length > 0 && !input.confirmed) throw unconfirmed(doubts)
}
