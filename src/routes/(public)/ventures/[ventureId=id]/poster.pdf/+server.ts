import { error } from '@sveltejs/kit'
import { findPublicVenture } from '#modules/ventures/server/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenPhone } from '#platform/phone.ts'
import { countDrawing } from '#platform/server/drawing-limit.ts'
import { makePoster, posterSizes } from '#platform/server/pdf/make-poster.ts'
import type { RequestHandler } from './$types'

/** A page for a stall or a parcel, with a code that leads to the venture's page; as A4, A3 or a card. */
export const GET: RequestHandler = async (event) => {
  countDrawing(event, 'sheet')
  const { locals, params, url } = event
  const venture = await locals.read((ctx) => findPublicVenture(ctx, params.ventureId))
  if (!venture) error(404, 'not_found')
  const size = posterSizes.find((one) => one === url.searchParams.get('size')) ?? 'A4'
  const place = [venture.place, venture.commune].filter(Boolean).join(', ')
  const summary = venture.summary?.replace(/\s+/g, ' ').slice(0, 180)
  const pdf = await makePoster({
    size,
    heading: venture.name,
    lines: [
      ...(summary && size !== 'card' ? [summary] : []),
      place,
      ...(venture.phone ? [writtenPhone(venture.phone)] : []),
    ].filter(Boolean),
    address: `${url.origin}/ventures/${venture.id}`,
    caption: m.ventures_poster_caption(),
    footer: [venture.province, m.app_name()].filter(Boolean).join(' · '),
    at: venture.updatedAt,
    language: locals.asking.locale,
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${m.ventures_poster_file()}"`,
    },
  })
}
