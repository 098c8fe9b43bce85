import { json } from '@sveltejs/kit'
import { receiveSepay } from '#modules/market/server/index.ts'
import { nobody } from '#platform/server/context.ts'
import { DomainError } from '#platform/server/errors.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import type { RequestHandler } from './$types'

/** Wrong keys of one address: ten at once, then one a minute. */
const wrong = openAddressLimit({ burst: 10, perSecond: 1 / 60 })
const mostBytes = 20_000

/**
 * SePay tells that money came in (developer.sepay.vn). It takes 200 with `success: true` as understood, and sends
 * again what was answered otherwise; the same message changes nothing the second time.
 */
export const POST: RequestHandler = async ({ request, locals, getClientAddress }) => {
  const text = await request.text()
  if (text.length > mostBytes) return json({ success: false, code: 'too_large' }, { status: 413 })
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return json({ success: false, code: 'invalid' }, { status: 400 })
  }
  try {
    const authorization = request.headers.get('authorization') ?? ''
    await locals.app.run({ ...locals.asking, actor: nobody }, receiveSepay, {
      authorization,
      message,
    })
    return json({ success: true })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const wait = error.status === 403 ? wrong.take(getClientAddress(), Date.now()) : 0
    return json(
      { success: false, code: wait > 0 ? 'too_many_requests' : error.code },
      { status: wait > 0 ? 429 : error.status },
    )
  }
}
