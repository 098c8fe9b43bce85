import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { DecideImportRows } from '../../import-shapes.ts'
import { holdImport, refuseClosed } from '../import/find-import.ts'

/**
 * Says of rows that may be somebody who is there already what they are: a new person, nobody to
 * bring in, or that same person. "The same" as another row of the list means leaving this one out.
 */
export const decideImportRows = defineCommand(
  'members.decide_import_rows',
  DecideImportRows,
  async (ctx, input) => {
    const found = await holdImport(ctx, input.importId)
    refuseClosed(found)
    const { rows } = await sql`
    update members.import_row
       set decision = case when ${input.decision} = 'same' and same_person is null then 'skip' else ${input.decision} end
     where import_id = ${found.id} and level is distinct from 'error' and state = 'waiting'
       and ${
         input.lines === 'undecided'
           ? sql`doubtful and decision is null`
           : sql`line = any (${input.lines}::int[]) and (doubtful or same_person is not null)`
       }
    returning line`.execute(ctx.db)
    ctx.note({
      unitId: found.unitId,
      subjectId: found.id,
      details: { decision: input.decision, rows: rows.length },
    })
    return { decided: rows.length }
  },
)
