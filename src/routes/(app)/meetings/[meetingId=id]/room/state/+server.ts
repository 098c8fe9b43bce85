import { json } from '@sveltejs/kit'
import { getRoom } from '#modules/meetings/server/index.ts'
import { DomainError } from '#platform/server/errors.ts'
import type { RequestHandler } from './$types'

/** What the room's screen shows now; asked again and again by it. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  if (locals.asking.actor.kind === 'nobody') return json({ code: 'sign_in_again' }, { status: 401 })
  try {
    const room = await locals.read((ctx) => getRoom(ctx, params.meetingId, url.origin))
    return json(room, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    if (error instanceof DomainError) return json({ code: error.code }, { status: error.status })
    throw error
  }
}
