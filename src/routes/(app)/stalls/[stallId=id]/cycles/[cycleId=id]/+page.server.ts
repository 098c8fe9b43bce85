import { redirect } from '@sveltejs/kit'
import { payoutsOf } from '#modules/market/index.ts'
import {
  cancelCycle,
  decideOffer,
  getCycle,
  listOffers,
  listOrders,
  listPacking,
  listPayouts,
  payOut,
  saveCycle,
} from '#modules/market/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const cycle = await getCycle(ctx, params.stallId, params.cycleId)
    const packing = await listPacking(ctx, cycle.id)
    const paidOut = new Map(
      (await listPayouts(ctx, cycle.id)).map((one) => [one.stallId, one.paidOn]),
    )
    const names = new Map(packing.map(({ stallId, producerName }) => [stallId, producerName]))
    return {
      cycle,
      offers: await listOffers(ctx, cycle.id),
      orders: await listOrders(ctx, params.stallId, { cycleId: cycle.id }),
      packed: packing.length,
      payouts: payoutsOf(
        packing.filter(({ isPaid }) => isPaid),
        cycle.feePercent,
      ).map((payout) => ({
        ...payout,
        name: names.get(payout.stallId) ?? '',
        paidOn: paidOut.get(payout.stallId) ?? null,
      })),
    }
  })

const input = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  cycleId: event.params.cycleId,
})
const done = (_: unknown, event: RequestEvent) => redirect(303, event.url.pathname)

export const actions = {
  save: formAction(saveCycle, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      id: event.params.cycleId,
      stallId: event.params.stallId,
    }),
    done,
  }),
  decide: formAction(decideOffer, { input, done }),
  pay: formAction(payOut, { input, done }),
  cancel: formAction(cancelCycle, { input, done }),
} satisfies Actions
