import type { RequestEvent } from '@sveltejs/kit'

const isWrite = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method)

/**
 * A browser tells where a write comes from; one from another site is refused, whatever its content
 * type. SvelteKit checks forms the same way; this covers JSON too. Programs with an API token send
 * no Origin and no cookie.
 */
export function refuseForeignWrites(event: RequestEvent): Response | undefined {
  if (!isWrite(event.request.method)) return undefined
  const origin = event.request.headers.get('origin')
  const site = event.request.headers.get('sec-fetch-site')
  const foreign = origin
    ? origin !== event.url.origin
    : site !== null && site !== 'same-origin' && site !== 'none'
  const cookieWithoutOrigin = !origin && site === null && event.request.headers.has('cookie')
  if (!foreign && !cookieWithoutOrigin) return undefined
  return new Response(JSON.stringify({ code: 'foreign_origin' }), {
    status: 403,
    headers: { 'content-type': 'application/json' },
  })
}

/** Headers that every answer carries; the content security policy comes with the page (csp.ts). */
export function securityHeaders(event: RequestEvent, headers: Headers): void {
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(self), geolocation=(), microphone=(), payment=()')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('x-frame-options', 'DENY')
  if (event.url.protocol === 'https:')
    headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store')
}
