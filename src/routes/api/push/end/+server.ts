import { endPush } from '#modules/outreach/server/index.ts'
import { nobody } from '#platform/server/context.ts'
import { answerJson } from '#platform/server/json-action.ts'
import type { RequestHandler } from './$types'

/** A browser that wants no more. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const input = await request.json().catch(() => ({}))
  return answerJson(async () => {
    await locals.app.run({ ...locals.asking, actor: nobody }, endPush, input)
    return { done: true }
  })
}
