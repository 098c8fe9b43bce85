import { redirect } from '@sveltejs/kit'
import { receiptCodes } from '#modules/voting/index.ts'
import { getPublished, getVote } from '#modules/voting/server/index.ts'
import type { PageServerLoad } from './$types'

const perPage = 200

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const vote = await getVote(ctx, params.voteId)
    if (!vote.outcome) redirect(303, `/votes/${vote.id}`)
    const published = await getPublished(ctx, vote.id)
    const page = Math.max(1, Number(url.searchParams.get('page')) || 1)
    const shown = published.ballots.slice((page - 1) * perPage, page * perPage)
    const codes = await receiptCodes(shown.map(({ token }) => token))
    return {
      vote: { ...published, ballots: [], outcome: vote.outcome, unitId: vote.unitId },
      heldOn: vote.heldOn,
      count: published.ballots.length,
      page,
      pages: Math.max(1, Math.ceil(published.ballots.length / perPage)),
      ballots: shown.map(({ choice }, index) => ({ code: codes[index] ?? '', choice })),
    }
  })
