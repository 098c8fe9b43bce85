import { getPublicPost, textOf } from '#modules/outreach/server/index.ts'
import * as m from '#paraglide/messages.js'
import { countDrawing } from '#platform/server/drawing-limit.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import { makePoster, posterSizes } from '#platform/server/pdf/make-poster.ts'
import type { RequestHandler } from './$types'

/** A post to hang up, with a code that leads to it; the commune of the address is in the code. */
export const GET: RequestHandler = async (event) => {
  countDrawing(event, 'sheet')
  const { locals, params, url } = event
  const post = await locals.read((ctx) => getPublicPost(ctx, params.postId))
  const text = textOf(post, url.searchParams.get('lang'))
  const origin = (locals.app.config.ORIGIN ?? url.origin).replace(/\/$/, '')
  const commune = url.searchParams.get('u')?.slice(0, 40)
  const pdf = await makePoster({
    size: posterSizes.find((size) => size === url.searchParams.get('size')) ?? 'A4',
    heading: text.title,
    lines: text.summary.split('\n').filter(Boolean),
    address: `${origin}/news/${post.id}${commune ? `?u=${encodeURIComponent(commune)}` : ''}`,
    caption: m.outreach_poster_caption({}, { locale: 'vi' }),
    footer: post.unitName,
    at: post.publishedAt ?? locals.asking.now(),
  })
  return fileResponse(pdf, {
    name: text.title,
    extension: 'pdf',
    mediaType: 'application/pdf',
    inline: true,
  })
}
