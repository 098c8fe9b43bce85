import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { pathsOf } from '#modules/units/server/index.ts'
import { type IsoDay, writtenDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { Workbook } from '#platform/server/workbook/read-workbook.ts'
import { levelOf, type RowFault } from '../../import-faults.ts'
import type { ColumnMapping } from '../../import-shapes.ts'
import { type CheckedPersonRow, checkList } from './check-list.ts'
import type { RowKind } from './classify-row.ts'
import type { GuessedHeader } from './header/find-header.ts'
import { type UnitCandidate, unitMatcher } from './match-unit.ts'
import { type Candidate, type RegisterMatch, registerMatcher } from './register-matches.ts'
import { type StagedLayout, sealContent } from './staged.ts'

export interface ImportRemarks {
  people: number
  /** Rows that are no people, by what they were taken for. */
  skipped: [as: Exclude<RowKind, 'person'>, count: number][]
  swappedColumns: number[]
  /** Texts that name no unit, the first fifty. */
  unknownUnits: string[]
}

export interface CheckOptions {
  importId: string
  unitId: string
  kind: 'member' | 'youth'
  joinedOn: IsoDay
  sheet: number
  header: GuessedHeader
  mapping: ColumnMapping
  unitChoices: UnitChoices
}

/** Texts and the units they mean; pairs, because keys of stored objects are renamed on their way. */
export type UnitChoices = [text: string, unitId: string][]

const batchSize = 2000

/**
 * Checks a list against itself, the units and the register, and puts its rows down anew. Gives other
 * requests their turn between batches.
 */
export async function checkImport(
  ctx: Context,
  workbook: Workbook,
  options: CheckOptions,
): Promise<{ remarks: ImportRemarks; skipped: StagedLayout['skipped'] }> {
  const units = await writableUnits(ctx, options.unitId)
  const writable = new Set(units.map((unit) => unit.id))
  const foundedOn = new Map(units.map((unit) => [unit.id, unit.foundedOn]))
  const chosen = options.unitChoices.filter(([, id]) => writable.has(id))
  const steps = checkList(workbook.rows(options.sheet), {
    today: ctx.today,
    kind: options.kind,
    header: options.header,
    mapping: options.mapping,
    matchUnit: unitMatcher(units),
    defaultUnitId: writable.has(options.unitId) ? options.unitId : undefined,
    chosenUnits: new Map(chosen),
  })
  const remarks: ImportRemarks = { people: 0, skipped: [], swappedColumns: [], unknownUnits: [] }
  const skipped: StagedLayout['skipped'] = []
  const kinds = new Map<Exclude<RowKind, 'person'>, number>()
  const unknown = new Set<string>()
  const put = rowWriter(ctx, options.importId)
  let batch: CheckedPersonRow[] = []
  // The database writes one batch while the next one is being read.
  let writing = Promise.resolve()

  await ctx.db.deleteFrom('members.importRow').where('importId', '=', options.importId).execute()
  for (;;) {
    const step = await steps.next()
    if (step.done) {
      remarks.swappedColumns = step.value.swappedColumns
      break
    }
    const row = step.value
    if (row.kind === 'skipped') {
      kinds.set(row.as, (kinds.get(row.as) ?? 0) + 1)
      if (skipped.length < 100) skipped.push({ row: row.row, as: row.as, text: row.text })
      continue
    }
    remarks.people += 1
    row.faults.push(...unitYounger(foundedOn.get(row.unitId ?? ''), options.joinedOn))
    if (!row.unitId && row.unitText) unknown.add(row.unitText)
    if (batch.push(row) === batchSize) {
      await writing
      writing = put(batch)
      // The error is thrown where it is waited for.
      writing.catch(() => {})
      batch = []
    }
    if (remarks.people % 250 === 0) await setImmediate()
  }
  await writing
  if (batch.length > 0) await put(batch)
  remarks.skipped = [...kinds]
  remarks.unknownUnits = [...unknown].slice(0, 50)
  return { remarks, skipped }
}

/** Nobody belonged to a unit before it stood. */
const unitYounger = (founded: IsoDay | undefined, joinedOn: IsoDay): RowFault[] =>
  founded && founded > joinedOn
    ? [
        {
          code: 'unit_younger',
          level: levelOf('unit_younger'),
          params: { day: writtenDay(founded) },
        },
      ]
    : []

/** The open units at and below one whose register the actor may write, with the names above them. */
async function writableUnits(ctx: Context, unitId: string) {
  const { rows } = await sql<{ id: string; name: string; foundedOn: IsoDay }>`
    select v.unit_id as id, v.name,
           (select min(first.valid_from) from units.unit_version first where first.unit_id = v.unit_id) as founded_on
      from units.unit_version v
     where v.valid_from <= ${ctx.today} and (v.valid_to is null or v.valid_to > ${ctx.today})
       and v.unit_id in (select access.reachable('members.write'))
       and v.unit_id in (select a.unit_id from access.reach a where a.ancestor_id = ${unitId}
                           and a.valid_from <= ${ctx.today} and (a.valid_to is null or a.valid_to > ${ctx.today}))`.execute(
    ctx.db,
  )
  const paths = await pathsOf(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row): UnitCandidate & { foundedOn: IsoDay } => ({
    ...row,
    above: (paths.get(row.id) ?? []).map((step) => step.name).reverse(),
  }))
}

/** Holds a batch of rows against the register and puts them down in one statement. */
function rowWriter(ctx: Context, importId: string) {
  const match = registerMatcher(ctx)
  return async (batch: readonly CheckedPersonRow[]) => {
    const sound = batch.filter(isSound)
    const matches = await match(
      sound.map((row): Candidate => ({ person: row.person, unitId: row.unitId, key: row.key })),
    )
    const matchOf = new Map(sound.map((row, i) => [row.row, matches[i]]))
    const staged = batch.map((row) => stagedRow(ctx, row, matchOf.get(row.row)))
    await sql`insert into members.import_row
        (import_id, line, key, unit_id, content_sealed, level, doubtful, same_person, decision)
      select ${importId}::uuid, r.* from unnest(
        ${staged.map((row) => row.line)}::int[], ${staged.map((row) => row.key)}::text[],
        ${staged.map((row) => row.unitId)}::uuid[], ${staged.map((row) => row.content)}::bytea[],
        ${staged.map((row) => row.level)}::text[], ${staged.map((row) => row.doubtful)}::boolean[],
        ${staged.map((row) => row.samePerson)}::uuid[], ${staged.map((row) => row.decision)}::text[]
      ) as r`.execute(ctx.db)
  }
}

function stagedRow(ctx: Context, row: CheckedPersonRow, found: RegisterMatch | undefined) {
  const { cells, unitText } = row
  const faults = found ? [...row.faults, ...found.faults] : row.faults
  const isError = faults.some((fault) => fault.level === 'error')
  const person = isError ? undefined : row.person
  const match = isError ? undefined : found
  const isLikely = match?.personId !== undefined || row.sameAs !== undefined
  return {
    line: row.row,
    key: row.key ?? null,
    unitId: row.unitId ?? null,
    content: sealContent(ctx.sealer, { cells, person, faults, unitText }),
    level: faults.length === 0 ? null : isError ? 'error' : 'warning',
    doubtful: !isError && !match?.isSame && isLikely,
    samePerson: match?.personId ?? null,
    decision: match?.isSame ? 'same' : null,
  }
}

type SoundRow = CheckedPersonRow & Required<Pick<CheckedPersonRow, 'person' | 'unitId' | 'key'>>
const isSound = (row: CheckedPersonRow): row is SoundRow =>
  row.person !== undefined && row.unitId !== undefined && row.key !== undefined
