import { canHelpSomewhere, listDeskVacancies } from '#modules/jobs/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    if (!(await ctx.allows(canHelpSomewhere))) throw new Forbidden()
    return { vacancies: await listDeskVacancies(ctx) }
  })
