import { error } from '@sveltejs/kit'
import { getPublicVacancies, listSimilar, postingScript } from '#modules/jobs/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  // The same for everybody who is not signed in; what ends is seen within minutes.
  if (locals.asking.actor.kind === 'nobody') setHeaders({ 'cache-control': 'public, max-age=120' })
  return locals.read(async (ctx) => {
    const [vacancy] = await getPublicVacancies(ctx, [params.vacancyId])
    if (!vacancy) error(404, { message: 'not_found', code: 'not_found' })
    const similar = await listSimilar(ctx, vacancy.id)
    return {
      vacancy,
      similar: similar.map(
        ({ id, title, employerName, place, country, isAbroad, salaryFrom, salaryTo, endsOn }) => ({
          ...{ id, title, employerName, place, country, isAbroad, salaryFrom, salaryTo, endsOn },
        }),
      ),
      posting: postingScript(vacancy, url.origin),
      address: `${url.origin}/jobs/${vacancy.id}`,
    }
  })
}
