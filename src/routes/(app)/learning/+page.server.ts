import {
  canCheckSomewhere,
  canReviewSomewhere,
  canWriteSomewhere,
  listMyCertificates,
  listMyCourses,
  listMyPaths,
  listTasksToCheck,
} from '#modules/learning/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  locals.read(async (ctx) => {
    const mayCheck = await ctx.allows(canCheckSomewhere)
    return {
      paths: await listMyPaths(ctx),
      courses: await listMyCourses(ctx),
      certificates: await listMyCertificates(ctx),
      tasks: mayCheck ? (await listTasksToCheck(ctx)).length : 0,
      mayCheck,
      mayWrite: (await ctx.allows(canWriteSomewhere)) || (await ctx.allows(canReviewSomewhere)),
      today: ctx.today,
    }
  })
