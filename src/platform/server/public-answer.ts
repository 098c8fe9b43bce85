import { gzipSync } from 'node:zlib'
import type { RequestEvent } from '@sveltejs/kit'

/**
 * Lets browsers and proxies keep a page. One that is the same for everybody is kept for a minute, and shown
 * for ten more while a new one is fetched; one made for somebody is asked for again each time, and answered
 * with nothing but "unchanged" where it is (ETag).
 */
export function cacheInPublic(
  event: Pick<RequestEvent, 'locals' | 'setHeaders'>,
  { isForAll = true }: { isForAll?: boolean } = {},
): void {
  const isPublic = isForAll && event.locals.asking.actor.kind === 'nobody'
  event.setHeaders({
    'cache-control': isPublic
      ? 'public, max-age=60, stale-while-revalidate=600'
      : 'private, no-cache',
    vary: 'Cookie',
  })
}

/**
 * A page for everybody goes over the line compressed: on a slow network that is most of the wait. Only
 * those, since what is secret in a page must not share a compression with what a stranger can choose (BREACH).
 */
export async function compressed(request: Request, response: Response): Promise<Response> {
  const { headers } = response
  if (
    response.status !== 200 ||
    !headers.get('cache-control')?.startsWith('public') ||
    !headers.get('content-type')?.startsWith('text/html') ||
    headers.has('content-encoding')
  )
    return response
  headers.append('vary', 'Accept-Encoding')
  if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '') || request.method !== 'GET')
    return response
  const body = gzipSync(Buffer.from(await response.arrayBuffer()))
  headers.set('content-encoding', 'gzip')
  headers.set('content-length', String(body.length))
  const etag = headers.get('etag')
  if (etag && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`)
  return new Response(body, { status: 200, headers })
}
