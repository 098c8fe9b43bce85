import { canRunMeetingsSomewhere, listMeetings } from '#modules/meetings/server/index.ts'
import { readMoment } from '#modules/units/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('q')?.trim() ?? ''
  const when = url.searchParams.get('when') === 'past' ? 'past' : 'coming'
  const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1)
  const moment = readMoment(url)
  const unitId = uuidFrom(url.searchParams.get('unit'))
  return locals.read(async (ctx) => ({
    text,
    when: when as 'past' | 'coming',
    page,
    moment,
    unit: unitId ? await getUnit(ctx, unitId) : null,
    ...(await listMeetings(ctx, { text, when, page, unitId, moment })),
    mayPlan: await ctx.allows(canRunMeetingsSomewhere),
  }))
}
