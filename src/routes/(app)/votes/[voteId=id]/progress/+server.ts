import { json } from '@sveltejs/kit'
import { getProgress } from '#modules/voting/server/index.ts'
import type { RequestHandler } from './$types'

/** How far a vote is, for screens that ask every few seconds. */
export const GET: RequestHandler = async ({ locals, params }) => {
  if (locals.asking.actor.kind === 'nobody') return json({ code: 'sign_in_again' }, { status: 401 })
  return json(await locals.read((ctx) => getProgress(ctx, params.voteId)))
}
