import { json } from '@sveltejs/kit'
import { drawBallot } from '#modules/voting/server/index.ts'
import { DomainError } from '#platform/server/errors.ts'
import type { RequestHandler } from './$types'

/** Hands out a ballot: signs what the asking device has blinded. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
  if (locals.asking.actor.kind === 'nobody') return json({ code: 'sign_in_again' }, { status: 401 })
  const body = (await request.json().catch(() => undefined)) as Record<string, unknown> | undefined
  try {
    const input = { ...body, voteId: params.voteId }
    return json(await locals.app.run(locals.asking, drawBallot, input))
  } catch (error) {
    if (error instanceof DomainError) return json({ code: error.code }, { status: error.status })
    throw error
  }
}
