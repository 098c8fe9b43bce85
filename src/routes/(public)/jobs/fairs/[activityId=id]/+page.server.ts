import { error } from '@sveltejs/kit'
import { findFair, listPublicVacancies } from '#modules/jobs/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const fair = await findFair(ctx, params.activityId)
    if (!fair) error(404, { message: 'not_found', code: 'not_found' })
    const { rows } = await listPublicVacancies(ctx, { text: '', page: 1, fair: fair.id }, 200)
    return {
      fair: { name: fair.name, place: fair.place, heldOn: fair.heldOn, unitName: fair.unitName },
      rows: rows.map(
        ({ id, title, employerName, place, country, isAbroad, salaryFrom, salaryTo, endsOn }) => ({
          ...{ id, title, employerName, place, country, isAbroad, salaryFrom, salaryTo, endsOn },
        }),
      ),
    }
  })
