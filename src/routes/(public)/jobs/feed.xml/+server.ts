import { listPublicVacancies, writeFeed } from '#modules/jobs/server/index.ts'
import type { RequestHandler } from './$types'

/** The vacancies that became public last, for feed readers. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { rows } = await locals.read((ctx) => listPublicVacancies(ctx, { text: '', page: 1 }, 30))
  return new Response(writeFeed(rows, url.origin), {
    headers: {
      'content-type': 'application/rss+xml; charset=utf-8',
      'cache-control': 'public, max-age=600',
    },
  })
}
