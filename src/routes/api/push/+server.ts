import { json } from '@sveltejs/kit'
import { subscribeByPush } from '#modules/outreach/server/index.ts'
import { nobody } from '#platform/server/context.ts'
import { answerJson } from '#platform/server/json-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import type { RequestHandler } from './$types'

/** Phones of a meeting turn notifications on together behind one address; kept in memory only. */
const limit = openAddressLimit({ burst: 60, perSecond: 1 / 10 })

/** A browser that said yes. Whoever is signed in asks as nobody: whose browser it is is not to be known. */
export const POST: RequestHandler = async ({ request, locals, getClientAddress }) => {
  if (limit.take(getClientAddress(), Date.now()) > 0)
    return json(
      { code: 'outreach.too_often', message: errorText('outreach.too_often') },
      { status: 429 },
    )
  const input = await request.json().catch(() => ({}))
  return answerJson(async () => {
    await locals.app.run({ ...locals.asking, actor: nobody }, subscribeByPush, input)
    return { done: true }
  })
}
