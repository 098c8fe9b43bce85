import { defineCommand } from '#platform/server/command.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { SaveProfile } from '../../shapes.ts'
import { canApply } from '../policy.ts'

/** Keeps what a person says of themselves for their one page; nobody else reads it until they send it. */
export const saveProfile = defineCommand('jobs.save_profile', SaveProfile, async (ctx, input) => {
  await ctx.authorize(canApply)
  const { personId } = ctx.actor
  if (!personId) throw new Forbidden()
  const facts = {
    headline: input.headline ?? null,
    education: input.education ?? null,
    skills: input.skills ?? null,
    languages: input.languages ?? null,
    experience: input.experience ?? null,
    wishes: input.wishes ?? null,
    updatedAt: ctx.now(),
  }
  await ctx.db
    .insertInto('jobs.profile')
    .values({ personId, ...facts })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet(facts))
    .execute()
  ctx.note({ subjectId: personId })
  return {}
})
