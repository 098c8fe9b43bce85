import { readMoment } from '#modules/units/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { listVotes } from '#modules/voting/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { PageServerLoad } from './$types'

const perPage = 30

export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('q')?.trim() ?? ''
  const isMine = url.searchParams.get('of') === 'mine'
  const before = Math.min(
    100_000,
    Math.max(0, Math.floor(Number(url.searchParams.get('after')) || 0)),
  )
  const moment = readMoment(url)
  const unitId = uuidFrom(url.searchParams.get('unit'))
  return locals.read(async (ctx) => {
    const query = { text, isMine, before, unitId, moment, limit: perPage + 1 }
    const votes = await listVotes(ctx, query)
    const mayRun = await ctx.allows(may('meetings.run').anywhere)
    return {
      text,
      isMine,
      moment,
      unit: unitId ? await getUnit(ctx, unitId) : null,
      votes: votes.slice(0, perPage),
      previous: before > 0 ? Math.max(0, before - perPage) : null,
      next: votes.length > perPage ? before + perPage : null,
      mayRun,
    }
  })
}
