import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import { defineCommand } from '#platform/server/command.ts'
import { OneImport } from '../../import-shapes.ts'
import { holdImport } from '../import/find-import.ts'
import { codesTaken, keysOf } from '../import/register-matches.ts'
import { openContent } from '../import/staged.ts'
import { storeKeys, storePeople } from '../import/store-people.ts'

/** Rows of one transaction: enough that a statement is worth it, few enough that nobody waits. */
const chunkSize = 1000

interface Waiting {
  line: number
  key: string
  unitId: string
  contentSealed: Buffer
  samePerson: string | null
  decision: 'import' | 'skip' | 'same' | null
}

interface Outcome {
  line: number
  state: 'stored' | 'known' | 'skipped'
  personId: string | null
}

/**
 * Writes the next rows of a list that is being imported, with what became of each; all of it or
 * nothing, so that a crash leaves a list that goes on where it stopped. Returns whether more waits.
 */
export const importChunk = defineCommand('members.import_chunk', OneImport, async (ctx, input) => {
  const found = await holdImport(ctx, input.importId)
  if (found.state !== 'importing') return { more: false }
  const from = await nextLine(ctx, found.id, found.lineReached)
  const reached = (from ?? found.lineReached) + chunkSize - 1
  const { rows } = await sql<Waiting>`
    select line, key, unit_id, content_sealed, same_person, decision from members.import_row
     where import_id = ${found.id} and line between ${from} and ${reached} and state = 'waiting'
       and level is distinct from 'error'`.execute(ctx.db)
  const outcomes = await write(ctx, rows, found.joinedOn)
  await sql`update members.import_row r set state = o.state, person_id = o.person_id
    from unnest(${outcomes.map((one) => one.line)}::int[], ${outcomes.map((one) => one.state)}::text[],
                ${outcomes.map((one) => one.personId)}::uuid[]) as o (line, state, person_id)
   where r.import_id = ${found.id} and r.line = o.line`.execute(ctx.db)

  const count = (state: Outcome['state']) => outcomes.filter((one) => one.state === state).length
  const counts = { stored: count('stored'), known: count('known'), skipped: count('skipped') }
  const more = (await nextLine(ctx, found.id, reached)) !== null
  await ctx.db
    .updateTable('members.import')
    .set((e) => ({
      lineReached: reached,
      stored: e('stored', '+', counts.stored),
      known: e('known', '+', counts.known),
      skipped: e('skipped', '+', counts.skipped),
      progressAt: sql`now()`,
      ...(more ? {} : { state: 'done', finishedAt: sql`now()`, contentSealed: null }),
    }))
    .where('id', '=', found.id)
    .execute()
  ctx.note({ unitId: found.unitId, subjectId: found.id, details: counts })
  if (!more) await ctx.emit('members.imported', { importId: found.id, unitId: found.unitId })
  return { more }
})

/** The next line of the list; a range of lines costs the same wherever it is, a limit does not. */
async function nextLine(
  ctx: CommandContext,
  importId: string,
  after: number,
): Promise<number | null> {
  const { rows } = await sql<{ line: number | null }>`
    select min(line) as line from members.import_row where import_id = ${importId} and line > ${after}`.execute(
    ctx.db,
  )
  return rows[0]?.line ?? null
}

/** Looks again at everything that may have changed since the check: rights, keys, codes. */
async function write(
  ctx: CommandContext,
  rows: readonly Waiting[],
  joinedOn: string,
): Promise<Outcome[]> {
  const writable = await writableUnits(ctx)
  const known = await keysOf(ctx, rows)
  const personOf = (row: Waiting) =>
    known.get(row.key) ?? (row.decision === 'same' ? row.samePerson : null)
  const isOut = (row: Waiting) =>
    row.decision === 'skip' || !(personOf(row) || writable.has(row.unitId))
  const out = rows.filter(isOut)
  const old = rows.filter((row) => !isOut(row) && personOf(row))
  const fresh = rows.filter((row) => !isOut(row) && !personOf(row))

  const linked = old.flatMap(({ key, unitId, samePerson }) =>
    samePerson && !known.has(key) ? [{ key, unitId, id: samePerson }] : [],
  )
  await storeKeys(ctx, linked)
  return [
    ...out.map(({ line }): Outcome => ({ line, state: 'skipped', personId: null })),
    ...old.map((row): Outcome => ({ line: row.line, state: 'known', personId: personOf(row) })),
    ...(await writeFresh(ctx, fresh, joinedOn)),
  ]
}

async function writeFresh(
  ctx: CommandContext,
  rows: readonly Waiting[],
  joinedOn: string,
): Promise<Outcome[]> {
  const people = rows.flatMap((row) => {
    const { person } = openContent(ctx.sealer, row.contentSealed)
    return person ? [{ ...row, person }] : []
  })
  const codes = await codesTaken(
    ctx,
    people.flatMap(({ person }) => person.code ?? []),
  )
  const free = people.filter(({ person }) => !person.code || !codes.has(person.code))
  const stored = await storePeople(ctx, free, joinedOn)
  const isFree = new Set(free.map((row) => row.line))
  return rows.map(({ line, key }): Outcome => {
    const personId = stored.get(key) ?? null
    // A key that is taken by now was brought in by another import at the same time.
    const otherwise = isFree.has(line) ? 'known' : 'skipped'
    return { line, state: personId ? 'stored' : otherwise, personId }
  })
}

async function writableUnits(ctx: CommandContext): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string
  }>`select access.reachable('members.write') as id`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}
