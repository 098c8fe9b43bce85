import { error } from '@sveltejs/kit'
import { listCycleProducts, listOpenCycles } from '#modules/market/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const cycle = (await listOpenCycles(ctx)).find(({ id }) => id === params.cycleId)
    if (!cycle) error(404, 'not_found')
    return {
      cycle,
      isOpen: cycle.opensOn <= ctx.today,
      products: await listCycleProducts(ctx, cycle.id),
    }
  })
