import { getVacancy, vacancyPoster } from '#modules/jobs/server/index.ts'
import { findPlace } from '#modules/links/server/index.ts'
import { Forbidden, NotFound } from '#platform/server/errors.ts'
import { posterSizes } from '#platform/server/pdf/make-poster.ts'
import type { RequestHandler } from './$types'

/** A poster of a vacancy for one place, whose code counts the place. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  if (locals.asking.actor.kind !== 'person') throw new Forbidden('sign_in_first')
  const size = posterSizes.find((one) => one === url.searchParams.get('size')) ?? 'A4'
  const { vacancy, place } = await locals.read(async (ctx) => ({
    vacancy: await getVacancy(ctx, params.vacancyId),
    place: await findPlace(ctx, `/jobs/${params.vacancyId}`, url.searchParams.get('place') ?? ''),
  }))
  if (!place) throw new NotFound()
  const pdf = await vacancyPoster(vacancy, place, {
    size,
    origin: url.origin,
    at: locals.asking.now(),
  })
  return new Response(new Uint8Array(pdf), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline' },
  })
}
