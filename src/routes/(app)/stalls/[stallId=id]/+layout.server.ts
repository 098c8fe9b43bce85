import { getStall } from '#modules/market/server/index.ts'
import type { LayoutServerLoad } from './$types'

/** Whoever keeps the stall, and nobody else: to others there is none. */
export const load: LayoutServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const { account, ...stall } = await getStall(ctx, params.stallId)
    return {
      stall,
      today: ctx.today,
      /** The last signs are enough to know it again. */
      accountEnd: account ? `…${account.number.slice(-4)}` : null,
      accountHolder: account?.holder ?? '',
    }
  })
