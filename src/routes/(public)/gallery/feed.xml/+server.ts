import { listPublicIdeas, writeFeed } from '#modules/ideas/server/index.ts'
import * as m from '#paraglide/messages.js'
import type { RequestHandler } from './$types'

/** The ideas that were published last, for feed readers. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { rows } = await locals.read((ctx) => listPublicIdeas(ctx, { limit: 30 }))
  const feed = writeFeed(rows, {
    origin: url.origin,
    title: m.ideas_gallery_title({}, { locale: 'vi' }),
    lead: m.ideas_gallery_lead({}, { locale: 'vi' }),
    locale: 'vi',
  })
  return new Response(feed, {
    headers: {
      'content-type': 'application/rss+xml; charset=utf-8',
      'cache-control': 'public, max-age=600',
    },
  })
}
