import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { Forbidden, RuleBroken } from '#platform/server/errors.ts'
import { SetRule } from '../../shapes.ts'
import { canRunMeetingsSomewhere } from '../policy.ts'

/**
 * Sets the rule for a kind of meeting from a day on; the one before ends that day, and meetings before it keep
 * theirs. For those who run meetings over the whole organisation. Throws Forbidden, RuleBroken
 * `meetings.rule_in_past` where a later rule is there.
 */
export const setRule = defineCommand('meetings.set_rule', SetRule, async (ctx, input) => {
  await ctx.authorize(canRunMeetingsSomewhere)
  if (!(await maySetRules(ctx))) throw new Forbidden()
  const known = await ctx.db
    .selectFrom('meetings.rule')
    .select('id')
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (known) return { id: input.id }
  const last = await ctx.db
    .selectFrom('meetings.rule')
    .select(['id', 'validFrom'])
    .where('kind', '=', input.kind)
    .where('purpose', '=', input.purpose)
    .where('validTo', 'is', null)
    .executeTakeFirst()
  // What a meeting was held by is not changed behind its back.
  if (input.validFrom < ctx.today || (last && last.validFrom >= input.validFrom))
    throw new RuleBroken('meetings.rule_in_past')
  if (last)
    await ctx.db
      .updateTable('meetings.rule')
      .set({ validTo: input.validFrom })
      .where('id', '=', last.id)
      .execute()
  await ctx.db
    .insertInto('meetings.rule')
    .values({ ...input, setBy: ctx.actor.personId ?? null })
    .execute()
  ctx.note({
    subjectId: input.id,
    details: { kind: input.kind, purpose: input.purpose, from: input.validFrom },
  })
  return { id: input.id }
})

/** Whether the actor runs meetings over the whole organisation, by the same function as the database's wall. */
export async function maySetRules(ctx: Context): Promise<boolean> {
  if (ctx.actor.kind === 'system') return true
  const { rows } = await sql<{
    all: boolean
  }>`select access.reaches_all('meetings.run') as all`.execute(ctx.db)
  return rows[0]?.all ?? false
}
