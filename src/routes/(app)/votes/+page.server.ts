import { listVotes } from '#modules/voting/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import type { PageServerLoad } from './$types'

const perPage = 30

export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('q')?.trim() ?? ''
  const isMine = url.searchParams.get('of') === 'mine'
  const before = Math.max(0, Number(url.searchParams.get('from')) || 0)
  return locals.read(async (ctx) => {
    const votes = await listVotes(ctx, { text, isMine, before, limit: perPage + 1 })
    const mayRun = await ctx.allows(may('meetings.run').anywhere)
    return {
      text,
      isMine,
      votes: votes.slice(0, perPage),
      previous: before > 0 ? Math.max(0, before - perPage) : null,
      next: votes.length > perPage ? before + perPage : null,
      mayRun,
    }
  })
}
