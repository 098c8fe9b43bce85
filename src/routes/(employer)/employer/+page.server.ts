import { getMyEmployer, listVacanciesOf } from '#modules/jobs/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    const employer = await getMyEmployer(ctx)
    return {
      employer: { name: employer.name, registrationNo: employer.registrationNo },
      vacancies: await listVacanciesOf(ctx, employer.id),
    }
  })
