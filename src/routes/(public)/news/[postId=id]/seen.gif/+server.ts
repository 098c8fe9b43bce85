import { countReading } from '#modules/outreach/server/index.ts'
import { nobody } from '#platform/server/context.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import type { RequestHandler } from './$types'

/** A school behind one address reads together; a program that counts itself up does not get far. Kept in memory only. */
const limit = openAddressLimit({ burst: 60, perSecond: 1 })
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** Counts a reading of a post for the commune of the link: a number, of nobody, whoever is signed in. */
export const GET: RequestHandler = async ({ locals, params, url, getClientAddress }) => {
  if (limit.take(getClientAddress(), Date.now()) === 0)
    await locals.app.run({ ...locals.asking, actor: nobody }, countReading, {
      postId: params.postId,
      commune: url.searchParams.get('u')?.slice(0, 40),
    })
  return new Response(new Uint8Array(pixel), {
    headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' },
  })
}
