import { listOrders } from '#modules/market/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const which = url.searchParams.get('show') === 'ended' ? 'ended' : 'open'
  return { which, orders: await locals.read((ctx) => listOrders(ctx, params.stallId, which)) }
}
