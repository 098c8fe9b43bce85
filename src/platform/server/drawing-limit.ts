import { error, type RequestEvent } from '@sveltejs/kit'
import { openAddressLimit } from './sync/rate-limit.ts'

/**
 * What is drawn anew for whoever asks: a sheet (PDF) costs some tenths of a second, a card (PNG) less, and a list
 * shows twenty of those. For people, not for programs; all pages share what an address may have drawn.
 */
const limits = {
  sheet: openAddressLimit({ burst: 10, perSecond: 1 / 10 }),
  card: openAddressLimit({ burst: 60, perSecond: 1 }),
}

/** Counts a drawing for whoever asks; throws 429 with how long to wait where it was too many. */
export function countDrawing(
  event: Pick<RequestEvent, 'getClientAddress' | 'setHeaders'>,
  what: keyof typeof limits,
): void {
  const wait = limits[what].take(event.getClientAddress(), Date.now())
  if (wait === 0) return
  event.setHeaders({ 'retry-after': String(wait) })
  error(429, { message: 'too_many_requests', code: 'too_many_requests' })
}
