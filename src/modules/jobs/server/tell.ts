import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import { type Telling, tell } from '#platform/server/notices/tell.ts'

/** Tells those who check at a unit, or at the nearest unit above that has any. */
export async function tellCheckers(
  ctx: CommandContext,
  unitId: string,
  telling: Omit<Telling, 'personIds'>,
): Promise<void> {
  const { rows } = await sql<{
    id: string
  }>`select jobs.checkers_of(${unitId}::uuid) as id`.execute(ctx.db)
  await tell(ctx, { ...telling, personIds: rows.map(({ id }) => id) })
}

/** That somebody applied: an employer's account sees it in its list; officers help who has none. */
export const tellDeciders = (
  ctx: CommandContext,
  vacancy: { id: string; unitId: string; title: string },
): Promise<void> =>
  tellCheckers(ctx, vacancy.unitId, {
    kind: 'jobs.applied',
    params: { title: vacancy.title },
    href: `/recruitment/vacancies/${vacancy.id}`,
  })
