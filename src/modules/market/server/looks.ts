import type { App } from '#platform/server/app.ts'
import type { Asking } from '#platform/server/context.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { networkOf } from '#platform/server/network-of.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import { findOwnOrder, type OwnOrder } from './queries/public.ts'

/** Wrong links that one address may try: twenty at once, then one in half a minute. Right ones cost nothing. */
const wrong = openAddressLimit({ burst: 20, perSecond: 1 / 30 })
/** Networks that have tried too much, and until when even a right link is not answered. */
const held = new Map<string, number>()

/** Whoever guesses too often is not answered at all for a while, so that a hit among the misses tells nothing. */
export class TooOften extends RuleBroken {
  constructor() {
    super('market.too_often')
  }
}

/**
 * The order of a link, for an address that has not tried too many wrong ones. Throws NotFound, or TooOften. A token
 * has 192 bits: the limit keeps the database from being asked, it is not what keeps an order safe.
 */
export async function getOwnOrder(
  app: App,
  asking: Asking,
  token: string,
  address: string,
): Promise<OwnOrder> {
  const now = Date.now()
  const network = networkOf(address)
  if ((held.get(network) ?? 0) > now) throw new TooOften()
  held.delete(network)
  const order = /^[\w-]{32}$/.test(token)
    ? await app.read(asking, (ctx) => findOwnOrder(ctx, token))
    : undefined
  if (order) return order
  const wait = wrong.take(address, now)
  if (wait > 0) {
    held.set(network, now + wait * 1000)
    throw new TooOften()
  }
  throw new NotFound('market.order_not_found')
}
