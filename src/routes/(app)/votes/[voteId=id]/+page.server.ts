import {
  canRunVotesAt,
  choose,
  getProgress,
  getVote,
  listMyParts,
  listRoll,
} from '#modules/voting/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const vote = await getVote(ctx, params.voteId)
    return {
      vote,
      parts: await listMyParts(ctx, vote.id),
      progress: await getProgress(ctx, vote.id),
      roll: vote.method === 'open' && vote.state !== 'draft' ? await listRoll(ctx, vote.id) : [],
      mayRun: await ctx.allows(canRunVotesAt(vote.unitId)),
    }
  })

export const actions = {
  choose: formAction(choose, {
    input: (form, event: RequestEvent) => ({
      voteId: event.params.voteId,
      personId: form.get('personId'),
      choice: form.has('choice')
        ? form.get('choice')
        : form
            .getAll('candidate')
            .map(Number)
            .sort((one, other) => one - other)
            .join(','),
    }),
  }),
} satisfies Actions
