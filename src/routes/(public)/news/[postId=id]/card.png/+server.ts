import { drawShareCard } from '#modules/ideas/server/index.ts'
import { getPublicPost, textOf } from '#modules/outreach/server/index.ts'
import * as m from '#paraglide/messages.js'
import { dayOf, writtenDay } from '#platform/days.ts'
import { countDrawing } from '#platform/server/drawing-limit.ts'
import latin from '#ui/fonts/be-vietnam-pro-600-latin.woff2?url'
import vietnamese from '#ui/fonts/be-vietnam-pro-600-vietnamese.woff2?url'
import { read } from '$app/server'
import type { RequestHandler } from './$types'

const bytesOf = async (asset: string) => Buffer.from(await read(asset).arrayBuffer())

/** The picture that Zalo and Facebook show beside the link of a post without a photo. */
export const GET: RequestHandler = async (event) => {
  countDrawing(event, 'card')
  const { locals, params } = event
  const post = await locals.read((ctx) => getPublicPost(ctx, params.postId))
  const png = await drawShareCard(
    {
      eyebrow: m.news_title({}, { locale: 'vi' }),
      title: textOf(post).title,
      by: post.unitName,
      foot: post.publishedAt ? writtenDay(dayOf(post.publishedAt)) : '',
      name: m.app_name({}, { locale: 'vi' }),
    },
    () => Promise.all([bytesOf(latin), bytesOf(vietnamese)]),
  )
  return new Response(new Uint8Array(png), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=3600' },
  })
}
