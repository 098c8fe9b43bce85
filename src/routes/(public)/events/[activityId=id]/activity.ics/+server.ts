import { getPublicActivity } from '#modules/campaigns/server/index.ts'
import { writeCalendarFile } from '#platform/server/calendar.ts'
import type { RequestHandler } from './$types'

/** A public activity for one's calendar. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const activity = await locals.read((ctx) => getPublicActivity(ctx, params.activityId))
  const { heldOn, startsAt, endsAt } = activity
  const text = writeCalendarFile(
    [
      {
        uid: activity.id,
        title: activity.name,
        on: startsAt ? { startsAt, endsAt } : { from: heldOn, until: heldOn },
        place: activity.place,
        url: `${url.origin}/events/${activity.id}`,
        isCancelled: activity.state === 'cancelled',
      },
    ],
    { now: locals.app.now(), host: url.hostname },
  )
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="hoat-dong.ics"',
      'cache-control': 'public, max-age=300',
    },
  })
}
