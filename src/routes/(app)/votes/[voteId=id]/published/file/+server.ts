import { json } from '@sveltejs/kit'
import { getPublished } from '#modules/voting/server/index.ts'
import type { RequestHandler } from './$types'

/** What a closed vote publishes, as a file with which anybody can count again. */
export const GET: RequestHandler = async ({ locals, params }) => {
  if (locals.asking.actor.kind === 'nobody') return json({ code: 'sign_in_again' }, { status: 401 })
  const vote = await locals.read((ctx) => getPublished(ctx, params.voteId))
  return new Response(JSON.stringify(vote, null, 1), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="vote-${vote.id}.json"`,
    },
  })
}
