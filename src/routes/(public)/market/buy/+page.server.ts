import { error, fail, redirect } from '@sveltejs/kit'
import { isInSeason, limits, sumsOf } from '#modules/market/index.ts'
import {
  findStall,
  listCycleProducts,
  listOpenCycles,
  listProducts,
  placeOrder,
  seasonOf,
} from '#modules/market/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { formFailure, readForm, typedValues } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import { isUuid, uuidFrom, uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

/** Ten at once from one address, then one in a minute: a village may share one. */
const limit = openAddressLimit({ burst: 10, perSecond: 1 / 60 })

/** How many of what: `q_ID=3` of an address or of a form. */
const chosenIn = (
  entries: Iterable<[string, unknown]>,
): { productId: string; quantity: number }[] =>
  [...entries].flatMap(([name, value]) => {
    const productId = name.slice(2)
    const quantity = Number(value)
    return name.startsWith('q_') &&
      isUuid(productId) &&
      Number.isSafeInteger(quantity) &&
      quantity > 0
      ? [{ productId, quantity: Math.min(quantity, limits.quantity) }]
      : []
  })

async function offerOf(ctx: Context, stallId: string, cycleId: string | undefined) {
  const stall = await findStall(ctx, stallId)
  if (!stall) return undefined
  if (!cycleId)
    return { stall, cycle: null, products: (await listProducts(ctx, { stallId, limit: 100 })).rows }
  const cycle = (await listOpenCycles(ctx)).find(({ id }) => id === cycleId)
  if (!cycle || cycle.stallId !== stallId || cycle.opensOn > ctx.today) return undefined
  return { stall, cycle, products: await listCycleProducts(ctx, cycleId) }
}

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex' })
  const stallId = uuidFrom(url.searchParams.get('stall'))
  const cycleId = uuidFrom(url.searchParams.get('cycle'))
  const offer = stallId ? await locals.read((ctx) => offerOf(ctx, stallId, cycleId)) : undefined
  if (!offer) error(404, { message: 'market.closed', code: 'market.closed' })
  const month = await locals.read(async (ctx) => Number(ctx.today.slice(5, 7)))
  const products = offer.products.filter((product) => isInSeason(seasonOf(product), month))
  const chosen = chosenIn(url.searchParams).filter(({ productId }) =>
    products.some(({ id }) => id === productId),
  )
  const lines = chosen.flatMap(({ productId, quantity }) => {
    const product = products.find(({ id }) => id === productId)
    return product ? [{ ...product, productId, quantity, amount: product.price * quantity }] : []
  })
  const isDelivered = url.searchParams.get('way') === 'delivery' && offer.stall.takesDelivery
  return {
    stall: offer.stall,
    cycle: offer.cycle,
    products,
    chosen: Object.fromEntries(
      chosen.map(({ productId, quantity }) => [productId, String(quantity)]),
    ),
    lines,
    isDelivered: isDelivered || !(offer.stall.takesPickup || offer.cycle),
    sums: {
      pickup: sumsOf(lines, 0),
      delivery: sumsOf(lines, offer.stall.deliveryFee),
    },
    newId: uuidv7(),
    hours: locals.app.config.MARKET_HOURS_UNPAID,
    days: locals.app.config.MARKET_DAYS_BUYER,
  }
}

export const actions = {
  default: async ({ request, locals, getClientAddress }) => {
    const form = await request.formData()
    if (limit.take(getClientAddress(), Date.now()) > 0)
      return fail(429, {
        code: 'market.too_often',
        message: errorText('market.too_often'),
        faults: [],
        values: typedValues(form),
      })
    let token: string
    try {
      const items = chosenIn(form.entries())
      ;({ token } = await locals.app.run(locals.asking, placeOrder, { ...readForm(form), items }))
    } catch (fault) {
      return formFailure(fault, form)
    }
    return redirect(303, `/market/orders/${token}`)
  },
} satisfies Actions
