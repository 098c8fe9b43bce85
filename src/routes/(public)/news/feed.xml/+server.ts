import { listPublicPosts, writePostFeed } from '#modules/outreach/server/index.ts'
import * as m from '#paraglide/messages.js'
import { uuidFrom } from '#platform/uuid.ts'
import type { RequestHandler } from './$types'

/** What was published last, for feed readers; of one commune with `?commune=`. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const communeId = uuidFrom(url.searchParams.get('commune')) ?? undefined
  const { rows } = await locals.read((ctx) => listPublicPosts(ctx, { communeId, limit: 30 }))
  const feed = writePostFeed(rows, {
    origin: (locals.app.config.ORIGIN ?? url.origin).replace(/\/$/, ''),
    title: m.news_title({}, { locale: 'vi' }),
    lead: m.news_lead({}, { locale: 'vi' }),
    locale: 'vi',
  })
  return new Response(feed, {
    headers: {
      'content-type': 'application/rss+xml; charset=utf-8',
      'cache-control': 'public, max-age=600',
    },
  })
}
