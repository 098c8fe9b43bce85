import { defineCommand } from '#platform/server/command.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { CreateUnit } from '../../shapes.ts'
import { unitTypes } from '../../types.ts'
import { canFoundUnder } from '../policy.ts'
import { checkName, checkParent, recordLineage } from '../versions.ts'

/** Founds a unit under another from a day on. Repeating it with the same id changes nothing. */
export const createUnit = defineCommand('units.create', CreateUnit, async (ctx, input) => {
  await ctx.authorize(canFoundUnder(input.parentId))
  const known = await ctx.db
    .selectFrom('units.unit')
    .select('id')
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (known) return { id: input.id }

  const level = unitTypes[input.type]
  await checkParent(ctx, { parentId: input.parentId, level, on: input.on })
  await checkName(ctx, { ...input, unitId: input.id })
  await ctx.db.insertInto('units.unit').values({ id: input.id }).execute()
  await ctx.db
    .insertInto('units.unitVersion')
    .values({
      id: uuidv7(ctx.now().getTime()),
      unitId: input.id,
      parentId: input.parentId,
      level,
      type: input.type,
      name: input.name,
      code: input.code ?? null,
      gazetteerCode: input.gazetteerCode ?? null,
      validFrom: input.on,
      decisionNo: input.decisionNo ?? null,
    })
    .execute()
  await recordLineage(ctx, 'found', input.id, input.on, input.decisionNo)
  ctx.note({ unitId: input.id, subjectId: input.id, details: { name: input.name, on: input.on } })
  await ctx.emit('units.created', { unitId: input.id })
  return { id: input.id }
})
