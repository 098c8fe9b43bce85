import { defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid } from '#platform/server/errors.ts'
import { UpdatePerson } from '../../shapes.ts'
import { recordFaults } from '../admission.ts'
import { columnsOf, sealedColumnsOf } from '../fields.ts'
import { canWriteMembersOf } from '../policy.ts'
import { getPerson } from '../queries.ts'

/** Changes a person's record. The version guards against overwriting what somebody else just changed. */
export const updatePerson = defineCommand('members.update', UpdatePerson, async (ctx, input) => {
  const before = await getPerson(ctx, input.personId)
  await ctx.authorize(canWriteMembersOf(before.unitId))
  const faults = recordFaults(input, ctx.today)
  if (faults.length > 0) throw new Invalid(faults)
  const columns = columnsOf(input)
  const sealed = sealedColumnsOf(ctx, input)
  const changed = await ctx.db
    .updateTable('members.person')
    .set({ ...columns, ...sealed, version: input.version + 1, updatedAt: ctx.now() })
    .where('id', '=', input.personId)
    .where('version', '=', input.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Conflict('members.changed_meanwhile')

  // The audit names the fields, not their content: it outlives what a person may ask to be erased.
  const fields = Object.entries(columns)
    .filter(([key, value]) => before[key as keyof typeof columns] !== value)
    .map(([key]) => key)
  ctx.note({
    unitId: before.unitId,
    subjectId: input.personId,
    details: { fields: [...fields, ...Object.keys(sealed)] },
  })
  return { id: input.personId }
})
