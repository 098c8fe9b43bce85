import { type IsoDay, writtenDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { canGiveAt } from './policy.ts'

export interface Assigned {
  id: string
  unitId: string
  title: string
  ownerId: string
  dueOn: IsoDay
  /** What it came out of: `{ kind: 'meeting', id }`. */
  source?: { kind: string; id: string }
}

/**
 * Gives a person work in a unit's name, and tells them; the same id again changes nothing. For other
 * modules' commands too. Throws Forbidden, and NotFound where the actor sees no such person.
 */
export async function assign(ctx: CommandContext, given: Assigned): Promise<{ id: string }> {
  await ctx.authorize(canGiveAt(given.unitId))
  const owner = await ctx.db
    .selectFrom('members.person')
    .select('id')
    .where('id', '=', given.ownerId)
    .executeTakeFirst()
  if (!owner) throw new NotFound('assignments.owner_not_found')
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('assignments.assignment')
    .values({
      id: given.id,
      unitId: given.unitId,
      title: given.title,
      ownerId: given.ownerId,
      dueOn: given.dueOn,
      sourceKind: given.source?.kind ?? null,
      sourceId: given.source?.id ?? null,
      givenBy: ctx.actor.personId ?? null,
      givenOn: ctx.today,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return { id: given.id }
  ctx.note({ unitId: given.unitId, subjectId: given.id, details: { owner: given.ownerId } })
  await tellOwner(ctx, given)
  return { id: given.id }
}

/** Tells the owner what is asked of them by when. */
export const tellOwner = (
  ctx: CommandContext,
  { ownerId, title, dueOn }: Pick<Assigned, 'ownerId' | 'title' | 'dueOn'>,
) =>
  tell(ctx, {
    personIds: [ownerId],
    kind: 'assignments.given',
    params: { title, day: writtenDay(dueOn) },
    href: '/assignments',
  })
