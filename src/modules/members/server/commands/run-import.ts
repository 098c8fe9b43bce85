import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { RunImport } from '../../import-shapes.ts'
import { holdImport } from '../import/find-import.ts'

/**
 * Starts writing a checked list into the register, in the background and as whoever says so. Refused
 * while rows are undecided, and while rows have errors unless those are to be left out.
 */
export const runImport = defineCommand('members.run_import', RunImport, async (ctx, input) => {
  const found = await holdImport(ctx, input.importId)
  if (found.state === 'importing' || found.state === 'done') return { id: found.id }
  if (found.state !== 'checked' && found.state !== 'failed') {
    throw new RuleBroken('members.import_closed', { state: found.state })
  }
  const { rows } = await sql<{ errors: number; undecided: number; total: number }>`
    select count(*) filter (where level = 'error')::int as errors,
           count(*) filter (where doubtful and decision is null)::int as undecided,
           count(*)::int as total
      from members.import_row where import_id = ${found.id}`.execute(ctx.db)
  const { errors = 0, undecided = 0, total = 0 } = rows[0] ?? {}
  if (total === errors) throw new RuleBroken('members.import_nothing')
  if (undecided > 0) throw new RuleBroken('members.import_undecided', { count: undecided })
  if (errors > 0 && !input.withoutErrors)
    throw new RuleBroken('members.import_has_errors', { count: errors })

  await ctx.db
    .updateTable('members.import')
    .set({
      state: 'importing',
      total: total - errors,
      failure: null,
      acting: JSON.stringify({ actor: ctx.actor, requestId: ctx.requestId, locale: ctx.locale }),
      progressAt: sql`now()`,
      finishedAt: null,
    })
    .where('id', '=', found.id)
    .execute()
  ctx.note({ unitId: found.unitId, subjectId: found.id, details: { rows: total, errors } })
  await ctx.enqueue('members.import', { importId: found.id })
  return { id: found.id }
})
