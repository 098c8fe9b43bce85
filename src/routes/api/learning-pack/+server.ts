import { json } from '@sveltejs/kit'
import { makeLearningPack } from '#modules/learning/server/index.ts'
import { isUuid } from '#platform/uuid.ts'
import type { RequestHandler } from './$types'

/** The courses that the signed-in person's phone keeps (`?courses=ID,ID`), each with the paper of the next attempt. */
export const GET: RequestHandler = async ({ locals, url }) => {
  if (locals.asking.actor.kind === 'nobody') return json({ code: 'sign_in_again' }, { status: 401 })
  const wanted = (url.searchParams.get('courses') ?? '').split(',').filter(isUuid)
  const pack = await locals.read((ctx) => makeLearningPack(ctx, wanted))
  return json(pack, {
    headers: { 'cache-control': 'private, no-cache', vary: 'cookie, authorization' },
  })
}
