import type { IncomingMessage } from 'node:http'

const path = /^\/news\/unsubscribe\/[\w.-]{1,200}$/

/**
 * Lets a mail provider's one-click unsubscribe (RFC 8058) through SvelteKit's check against forms of other
 * sites: it has no origin, since no page sends it. Only for that one address, whose link carries its own
 * right, and only without a session; a browser always says where a form comes from. The address's own
 * origin is given in its stead.
 */
export function admitOneClick(request: IncomingMessage, ownOrigin: string): void {
  const { headers, method } = request
  if (method !== 'POST' || !path.test(request.url ?? '')) return
  if (headers.origin || headers.cookie || headers['sec-fetch-site']) return
  headers.origin = ownOrigin
}
