import { gzipSync } from 'node:zlib'
import type { RequestEvent } from '@sveltejs/kit'
import { withStylesInside } from './inline-styles.ts'

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
 * A page for everybody goes over the line in one piece: its styles within it, compressed. On a slow network
 * that is most of the wait. Only those pages, since what is secret in a page must not share a compression with
 * what a stranger can choose (BREACH).
 */
export async function inOnePiece(request: Request, response: Response): Promise<Response> {
  const { headers } = response
  if (
    response.status !== 200 ||
    request.method !== 'GET' ||
    !headers.get('cache-control')?.startsWith('public') ||
    !headers.get('content-type')?.startsWith('text/html') ||
    headers.has('content-encoding')
  )
    return response
  // Weak: the same page goes out compressed and not.
  const etag = headers.get('etag')?.replace(/^(?!W\/)/, 'W/')
  if (etag) headers.set('etag', etag)
  if (etag && request.headers.get('if-none-match') === etag) {
    for (const name of ['content-type', 'content-length']) headers.delete(name)
    return new Response(null, { status: 304, headers })
  }
  const { html, policy } = withStylesInside(
    await response.text(),
    headers.get('content-security-policy'),
  )
  if (policy) headers.set('content-security-policy', policy)
  headers.append('vary', 'Accept-Encoding')
  const takesGzip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
  const body = takesGzip ? gzipSync(html) : Buffer.from(html)
  if (takesGzip) headers.set('content-encoding', 'gzip')
  headers.set('content-length', String(body.length))
  return new Response(body, { status: 200, headers })
}
