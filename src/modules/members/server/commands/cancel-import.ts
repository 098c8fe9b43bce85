import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { OneImport } from '../../import-shapes.ts'
import { holdImport } from '../import/find-import.ts'

/**
 * Stops an import and throws its file and rows away. People who were written before stay in the
 * register; how many is kept.
 */
export const cancelImport = defineCommand(
  'members.cancel_import',
  OneImport,
  async (ctx, input) => {
    const found = await holdImport(ctx, input.importId)
    if (found.state === 'cancelled') return { id: found.id }
    if (found.state === 'done')
      throw new RuleBroken('members.import_closed', { state: found.state })
    await ctx.db.deleteFrom('members.importRow').where('importId', '=', found.id).execute()
    await ctx.db
      .updateTable('members.import')
      .set({
        state: 'cancelled',
        contentSealed: null,
        layoutSealed: null,
        remarks: sql`remarks - 'unknownUnits'`,
        unitChoices: '[]',
        finishedAt: ctx.now(),
        purgedAt: ctx.now(),
      })
      .where('id', '=', found.id)
      .execute()
    ctx.note({ unitId: found.unitId, subjectId: found.id, details: { stored: found.stored } })
    return { id: found.id }
  },
)
