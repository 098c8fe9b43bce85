import { redirect } from '@sveltejs/kit'
import { getProgress, getVote } from '#modules/voting/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  if (locals.asking.actor.kind === 'nobody')
    redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`)
  return locals.read(async (ctx) => ({
    vote: await getVote(ctx, params.voteId),
    progress: await getProgress(ctx, params.voteId),
  }))
}
