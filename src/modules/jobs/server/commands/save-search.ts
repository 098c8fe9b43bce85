import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Forbidden, RuleBroken } from '#platform/server/errors.ts'
import { DropSearch, SaveSearch } from '../../shapes.ts'
import { canApply } from '../policy.ts'

const most = 10

/** Keeps what somebody looks for; they are told of each new vacancy that fits. */
export const saveSearch = defineCommand('jobs.save_search', SaveSearch, async (ctx, input) => {
  await ctx.authorize(canApply)
  const { personId } = ctx.actor
  if (!personId) throw new Forbidden()
  ctx.note({ subjectId: input.id })
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from jobs.saved_search
    where person_id = ${personId}::uuid and id <> ${input.id}::uuid`.execute(ctx.db)
  if ((rows[0]?.count ?? 0) >= most) throw new RuleBroken('jobs.too_many_searches')
  await ctx.db
    .insertInto('jobs.saved_search')
    .values({
      id: input.id,
      personId,
      text: input.text,
      field: input.field ?? null,
      place: input.place ?? null,
      isAbroad: input.isAbroad ?? null,
      salaryFrom: input.salaryFrom ?? null,
      madeOn: ctx.today,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return { id: input.id }
})

export const dropSearch = defineCommand('jobs.drop_search', DropSearch, async (ctx, input) => {
  await ctx.authorize(canApply)
  await sql`delete from jobs.saved_search where id = ${input.searchId}::uuid`.execute(ctx.db)
  ctx.note({ subjectId: input.searchId })
  return {}
})
