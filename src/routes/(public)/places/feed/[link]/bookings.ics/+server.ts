import { readFeed } from '#modules/tourism/server/index.ts'
import * as m from '#paraglide/messages.js'
import { addDays } from '#platform/days.ts'
import { writeCalendarFile } from '#platform/server/calendar.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { RequestHandler } from './$types'

/** The bookings of a place for its host's calendar; whoever holds the address reads it, so no guest is named. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  if (!/^[\w-]{22}$/.test(params.link)) return new Response(null, { status: 404 })
  const feed = await locals
    .read((ctx) => readFeed(ctx, params.link))
    .catch((error) => {
      if (error instanceof NotFound) return undefined
      throw error
    })
  if (!feed) return new Response(null, { status: 404 })
  const text = writeCalendarFile(
    feed.bookings.map((one) => ({
      uid: one.id,
      title: `${one.kind === 'closed' ? m.tourism_closed() : m.tourism_guest({ code: one.code })} · ${one.roomName}`,
      description: one.kind === 'closed' ? null : m.tourism_sleeps({ count: one.guests }),
      on: { from: one.arrivesOn, until: addDays(one.leavesOn, -1) },
      isTentative: one.state === 'asked',
    })),
    { name: feed.placeName, now: locals.app.now(), host: url.hostname },
  )
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
    },
  })
}
