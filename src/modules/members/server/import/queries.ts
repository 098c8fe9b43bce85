import { sql } from 'kysely'
import { getUnit } from '#modules/units/server/index.ts'
import type { App } from '#platform/server/app.ts'
import type { Asking, Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { ColumnMapping } from '../../import-shapes.ts'
import type { ImportRemarks, UnitChoices } from './check-import.ts'
import { openContent, openLayout, type StagedContent } from './staged.ts'
import type { FaultyRow } from './write-faults.ts'

export type ImportState = 'uploaded' | 'checked' | 'importing' | 'done' | 'failed' | 'cancelled'

export interface ImportSummary {
  id: string
  unitId: string
  unitName: string
  fileName: string
  state: ImportState
  total: number
  stored: number
  known: number
  skipped: number
  createdAt: Date
}

/** The latest imports into the units where the actor may import. */
export async function listImports(ctx: Context, limit = 20): Promise<ImportSummary[]> {
  const { rows } = await sql<ImportSummary>`
    select i.id, i.unit_id, v.name as unit_name, i.file_name, i.state, i.total, i.stored, i.known, i.skipped, i.created_at
      from members.import i
      left join lateral (select name from units.unit_version v where v.unit_id = i.unit_id
                          order by v.valid_from desc limit 1) v on true
     where i.unit_id in (select access.reachable('members.import'))
     order by i.created_at desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** How many lists of the actor's own units were handed in and neither imported nor given up. */
export async function countOpenImports(ctx: Context): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from members.import i
     where i.state in ('uploaded', 'checked', 'failed')
       and i.unit_id in (select access.granted('members.import'))`.execute(ctx.db)
  return rows[0]?.open ?? 0
}

/** An import with what its check found; NotFound where the actor may not import into its unit. */
export async function getImport(ctx: Context, importId: string) {
  const found = await ctx.db
    .selectFrom('members.import')
    .select([
      'id',
      'unitId',
      'fileName',
      'kind',
      'joinedOn',
      'state',
      'sheet',
      'mapping',
      'unitChoices',
      'remarks',
      'layoutSealed',
      'total',
      'stored',
      'known',
      'skipped',
      'failure',
      'createdAt',
      'purgedAt',
    ])
    .where('id', '=', importId)
    .executeTakeFirst()
  if (!found) throw new NotFound('members.import_not_found')
  const { rows } = await sql<{
    people: number
    errors: number
    warnings: number
    undecided: number
    same: number
    added: number
  }>`
    select count(*)::int as people, count(*) filter (where level = 'error')::int as errors,
           count(*) filter (where level = 'warning')::int as warnings,
           count(*) filter (where doubtful and decision is null)::int as undecided,
           count(*) filter (where decision = 'same')::int as same,
           count(*) filter (where level is distinct from 'error' and coalesce(decision, 'import') = 'import')::int as added
      from members.import_row where import_id = ${importId}`.execute(ctx.db)
  const { layoutSealed, ...rest } = found
  return {
    ...rest,
    state: found.state as ImportState,
    unit: await getUnit(ctx, found.unitId),
    mapping: found.mapping as ColumnMapping | null,
    unitChoices: found.unitChoices as UnitChoices,
    remarks: found.remarks as unknown as Partial<ImportRemarks>,
    layout: openLayout(ctx.sealer, layoutSealed),
    counts: rows[0] ?? { people: 0, errors: 0, warnings: 0, undecided: 0, same: 0, added: 0 },
  }
}

export type RowFilter = 'all' | 'error' | 'warning' | 'undecided'

export interface StagedRow extends StagedContent {
  line: number
  key: string | null
  level: 'error' | 'warning' | null
  doubtful: boolean
  samePerson: string | null
  decision: 'import' | 'skip' | 'same' | null
  state: 'waiting' | 'stored' | 'known' | 'skipped'
  unitName: string | null
}

const conditions: Record<RowFilter, ReturnType<typeof sql>> = {
  all: sql`true`,
  error: sql`r.level = 'error'`,
  warning: sql`r.level = 'warning'`,
  undecided: sql`r.doubtful`,
}

/** Rows of an import by their line in the file, after a line. */
export async function listImportRows(
  ctx: Context,
  importId: string,
  options: { filter?: RowFilter; after?: number; limit?: number } = {},
): Promise<StagedRow[]> {
  const { rows } = await sql<Omit<StagedRow, keyof StagedContent> & { contentSealed: Buffer }>`
    select r.line, r.key, r.level, r.doubtful, r.same_person, r.decision, r.state, r.content_sealed,
           (select v.name from units.unit_version v where v.unit_id = r.unit_id
             order by v.valid_from desc limit 1) as unit_name
      from members.import_row r
     where r.import_id = ${importId} and r.line > ${options.after ?? 0} and ${conditions[options.filter ?? 'all']}
     order by r.line limit ${options.limit ?? 50}`.execute(ctx.db)
  return rows.map(({ contentSealed, ...row }) => ({
    ...row,
    ...openContent(ctx.sealer, contentSealed),
  }))
}

/** The faulty rows of an import, a thousand at a time and as they are taken. */
export async function* faultyRows(
  app: App,
  asking: Asking,
  importId: string,
): AsyncGenerator<FaultyRow> {
  for (const filter of ['error', 'warning'] as const) {
    let after = 0
    for (;;) {
      const at = after
      const rows = await app.read(asking, (ctx) =>
        listImportRows(ctx, importId, { filter, after: at, limit: 1000 }),
      )
      for (const { cells, key, faults } of rows) yield { cells, key: key ?? undefined, faults }
      const last = rows.at(-1)
      if (!last) break
      after = last.line
    }
  }
}
