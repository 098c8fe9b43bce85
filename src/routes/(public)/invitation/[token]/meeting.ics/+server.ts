import { findInvitation, writeCalendar } from '#modules/meetings/server/index.ts'
import * as m from '#paraglide/messages.js'
import type { RequestHandler } from './$types'

/** The meeting for a calendar; asked again after a change it replaces what the calendar had. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const invitation = await locals.read((ctx) => findInvitation(ctx, params.token))
  if (!invitation)
    return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  const text = writeCalendar(invitation, {
    url: `${url.origin}/invitation/${params.token}`,
    host: url.hostname,
    now: locals.app.now(),
    organisation: `${m.app_name({}, { locale: 'vi' })} · ${invitation.unitName}`,
  })
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-disposition': 'attachment; filename="cuoc-hop.ics"',
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
    },
  })
}
