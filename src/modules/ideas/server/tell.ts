import { sql } from 'kysely'
import { writtenDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { tell } from '#platform/server/notices/tell.ts'
import type { IdeaHeld } from './idea-of.ts'
import { listAuthors } from './queries.ts'

type Named = Pick<IdeaHeld, 'id' | 'title'>

/** Tells the authors what became of their idea: `notice_ideas_…` with the idea's title. */
export async function tellAuthors(
  ctx: CommandContext,
  idea: Named,
  kind: `ideas.${string}`,
  params: Record<string, string | number> = {},
): Promise<void> {
  const authors = await listAuthors(ctx, idea.id)
  await tell(ctx, {
    personIds: authors.map(({ personId }) => personId),
    kind,
    params: { title: idea.title, ...params },
    href: `/ideas/${idea.id}`,
  })
}

/** Tells whoever answers at a unit that an idea waits for them, and until when. */
export async function tellAnswerable(
  ctx: CommandContext,
  idea: Named,
  unitId: string,
  due: string,
): Promise<void> {
  await tell(ctx, {
    personIds: await findOfficersAt(ctx, unitId),
    kind: 'ideas.waits',
    params: { title: idea.title, day: writtenDay(due) },
    href: `/ideas/${idea.id}`,
  })
}

async function findOfficersAt(ctx: Context, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    select person_id from ideas.answerable_at(array[${unitId}]::uuid[])`.execute(ctx.db)
  return rows.map(({ personId }) => personId)
}
