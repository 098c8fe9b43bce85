import { jobQueryFrom, listPublicVacancies } from '#modules/jobs/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    const query = jobQueryFrom(url)
    const page = await listPublicVacancies(ctx, query)
    return {
      query: {
        text: query.text,
        field: query.field ?? '',
        abroad: query.abroad ?? '',
        place: query.place ?? '',
        salary: query.salary ? String(query.salary) : '',
        housing: query.housing ?? false,
        page: query.page,
      },
      // Nothing else leaves: this page is for everybody.
      rows: page.rows.map(
        ({ id, title, employerName, place, country, isAbroad, salaryFrom, salaryTo, endsOn }) => ({
          ...{ id, title, employerName, place, country, isAbroad, salaryFrom, salaryTo, endsOn },
        }),
      ),
      count: page.count,
      hasMore: page.hasMore,
      maySave: Boolean(ctx.actor.personId),
    }
  })
