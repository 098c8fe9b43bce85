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
  const refused = new Response(JSON.stringify({ code: 'foreign_origin' }), {
    status: 403,
    headers: { 'content-type': 'application/json' },
  })
  securityHeaders(event, refused.headers)
  return refused
}

/**
 * Headers that every answer carries, files and refusals included; the content security policy comes
 * with the page (csp.ts).
 */
export const standingHeaders = (isHttps: boolean): [name: string, value: string][] => [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'same-origin'],
  ['permissions-policy', 'camera=(self), geolocation=(), microphone=(), payment=()'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['x-frame-options', 'DENY'],
  ...(isHttps
    ? [['strict-transport-security', 'max-age=31536000; includeSubDomains'] as [string, string]]
    : []),
]

/** Gives an answer the headers that each carries; what says nothing else is nobody else's to keep. */
export function securityHeaders(event: RequestEvent, headers: Headers): void {
  for (const [name, value] of standingHeaders(event.url.protocol === 'https:'))
    headers.set(name, value)
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store')
}
