import { sql } from 'kysely'
import { readPhone } from '#platform/phone.ts'
import type { Context } from '#platform/server/context.ts'
import { uuidv7 } from '#platform/uuid.ts'

/**
 * Reads co-authors, one to a line: a name with a card code or a phone beside it. Whoever is in the
 * register under that very name and number becomes an author; the others stay as they were written, so
 * that nobody learns by this who is in the register.
 */
export async function keepCoAuthors(
  ctx: Context,
  idea: { id: string; unitId: string; authorId: string },
  written: string | undefined,
): Promise<void> {
  const lines = (written ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 10)
  const named = lines.map((line) => ({ line, ...partsOf(line) }))
  const { rows } = await sql<{ place: number; personId: string }>`
    select place::int, person_id from ideas.co_authors(
      ${named.map(({ name }) => name)}::text[], ${named.map(({ number }) => number)}::text[])`.execute(
    ctx.db,
  )
  const known = new Map(rows.map((row) => [row.place, row.personId]))
  const people = [...new Set(known.values())].filter((id) => id !== idea.authorId)
  const others = named.filter((_, index) => !known.has(index + 1)).map(({ line }) => line)
  await sql`delete from ideas.author where idea_id = ${idea.id}::uuid and not is_main
      and person_id <> all (${people}::uuid[])`.execute(ctx.db)
  for (const personId of people)
    await sql`insert into ideas.author (id, idea_id, unit_id, person_id)
      select ${uuidv7(ctx.now().getTime())}::uuid, ${idea.id}::uuid, ${idea.unitId}::uuid, ${personId}::uuid
       where not exists (select from ideas.author where idea_id = ${idea.id}::uuid and person_id = ${personId}::uuid)`.execute(
      ctx.db,
    )
  await sql`update ideas.idea set other_authors = ${others.join('\n') || null} where id = ${idea.id}::uuid`.execute(
    ctx.db,
  )
}

function partsOf(line: string): { name: string; number: string } {
  const [, before = line, number = ''] =
    /^(.*?)[\s,;:–-]+([A-Za-z]{0,4}[\d][\d\s.]{3,})$/.exec(line) ?? []
  return {
    name: before.replace(/[\s,;:–-]+$/, '').normalize('NFC'),
    number: readPhone(number) ?? number.replace(/\s/g, '').toUpperCase(),
  }
}

/** Co-authors as the author wrote them, to be changed in the form. */
export async function coAuthorsText(
  ctx: Context,
  idea: { id: string; otherAuthors: string | null },
): Promise<string> {
  const { rows } = await sql<{ name: string; code: string | null }>`
    select name, code from ideas.authors_of(${idea.id}::uuid) where not is_main`.execute(ctx.db)
  return [...rows.map(({ name, code }) => (code ? `${name}, ${code}` : name)), idea.otherAuthors]
    .filter(Boolean)
    .join('\n')
}
