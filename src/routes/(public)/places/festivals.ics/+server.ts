import { listPublicPlaces } from '#modules/tourism/server/index.ts'
import * as m from '#paraglide/messages.js'
import { writeCalendarFile } from '#platform/server/calendar.ts'
import type { RequestHandler } from './$types'

/** The festivals of the province, for anybody's calendar. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const festivals = await locals.read((ctx) => listPublicPlaces(ctx, { kind: 'festival' }))
  const text = writeCalendarFile(
    festivals.flatMap(({ id, name, startsOn, endsOn, village, commune, summary }) =>
      startsOn && endsOn
        ? {
            uid: id,
            title: name,
            on: { from: startsOn, until: endsOn },
            place: [village, commune].filter(Boolean).join(', '),
            description: summary,
            url: `${url.origin}/places/${id}`,
          }
        : [],
    ),
    { name: m.tourism_kind_festival(), now: locals.app.now(), host: url.hostname },
  )
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    },
  })
}
