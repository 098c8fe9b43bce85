import { error } from '@sveltejs/kit'
import { categoryName } from '#modules/ideas/index.ts'
import { drawShareCard, getIdea } from '#modules/ideas/server/index.ts'
import * as m from '#paraglide/messages.js'
import { countDrawing } from '#platform/server/drawing-limit.ts'
import latin from '#ui/fonts/be-vietnam-pro-600-latin.woff2?url'
import vietnamese from '#ui/fonts/be-vietnam-pro-600-vietnamese.woff2?url'
import { read } from '$app/server'
import type { RequestHandler } from './$types'

const bytesOf = async (asset: string) => Buffer.from(await read(asset).arrayBuffer())

/** The picture that Zalo and Facebook show beside the link of an idea. */
export const GET: RequestHandler = async (event) => {
  countDrawing(event, 'card')
  const { locals, params } = event
  const idea = await locals.read((ctx) => getIdea(ctx, params.ideaId))
  if (!idea.isPublic) error(404, 'not_found')
  const png = await drawShareCard(
    {
      eyebrow: m.ideas_lead({}, { locale: 'vi' }),
      title: idea.title,
      by: idea.publicAuthor ?? '',
      foot: `${categoryName(idea.category)} · ${m.ideas_supports({ count: idea.supports }, { locale: 'vi' })}`,
      name: m.app_name({}, { locale: 'vi' }),
    },
    () => Promise.all([bytesOf(latin), bytesOf(vietnamese)]),
  )
  return new Response(new Uint8Array(png), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=3600' },
  })
}
