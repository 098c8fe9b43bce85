import { json } from '@sveltejs/kit'
import { syncInbox } from '#modules/sync.server.ts'
import { listMyDevices, listMyRefusals } from '#platform/server/sync/state.ts'
import type { RequestHandler } from './$types'

/** The signed-in account's devices, what each has sent, and what was refused. */
export const GET: RequestHandler = async ({ locals }) => {
  if (locals.asking.actor.kind === 'nobody') return json({ code: 'sign_in_again' }, { status: 401 })
  const state = await locals.read(async (ctx) => ({
    devices: await listMyDevices(ctx),
    refusals: await listMyRefusals(ctx),
  }))
  const receiptPublicKey = syncInbox(locals.app).receiptKey.toString('base64url')
  return json({ ...state, receiptPublicKey, serverTime: locals.asking.now().toISOString() })
}
