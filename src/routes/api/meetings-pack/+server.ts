import { json } from '@sveltejs/kit'
import { makeMeetingsPack } from '#modules/meetings/server/index.ts'
import { DomainError } from '#platform/server/errors.ts'
import type { RequestHandler } from './$types'

/** The meetings that the signed-in person's phone should have at hand. */
export const GET: RequestHandler = async ({ locals }) => {
  if (locals.asking.actor.kind === 'nobody') return json({ code: 'sign_in_again' }, { status: 401 })
  try {
    const pack = await locals.read((ctx) =>
      makeMeetingsPack(ctx, { daysOffline: locals.app.config.FIELD_DAYS_OFFLINE }),
    )
    return json(pack, {
      headers: { 'cache-control': 'private, no-cache', vary: 'cookie, authorization' },
    })
  } catch (error) {
    if (error instanceof DomainError) return json({ code: error.code }, { status: error.status })
    throw error
  }
}
