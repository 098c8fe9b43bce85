import { json } from '@sveltejs/kit'
import { getRequest } from '#modules/signing/server/index.ts'
import type { RequestHandler } from './$types'

/** How the actor's begun signature stands, for the page that waits for it. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { attempt } = await locals.read((ctx) => getRequest(ctx, params.requestId))
  return json({ state: attempt?.state ?? 'over', problem: attempt?.problem ?? null })
}
