import { outcomes } from '#modules/assists/index.ts'
import {
  canListAssists,
  canListCallbacks,
  listAssists,
  listCallbacks,
  listServices,
  openCallback,
  settleCallback,
} from '#modules/assists/server/index.ts'
import { readMoment } from '#modules/units/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = (name: string) => url.searchParams.get(name) || undefined
  const moment = readMoment(url)
  const unitId = uuidFrom(url.searchParams.get('unit'))
  const outcome = outcomes.find((one) => one === asked('outcome'))
  return locals.read(async (ctx) => {
    await ctx.authorize(canListAssists)
    const services = await listServices(ctx)
    const service = services.find((one) => one.code === asked('service'))?.code
    const page = await listAssists(ctx, {
      activityId: uuidFrom(url.searchParams.get('activity')),
      unitId,
      moment,
      after: uuidFrom(url.searchParams.get('after')),
      service,
      outcome,
    })
    const callbacks = (await ctx.allows(canListCallbacks)) ? await listCallbacks(ctx) : []
    return {
      ...page,
      moment,
      unit: unitId ? await getUnit(ctx, unitId) : null,
      services,
      service: service ?? '',
      outcome: outcome ?? '',
      callbacks,
    }
  })
}

export const actions = {
  open: formAction(openCallback),
  settle: formAction(settleCallback),
} satisfies Actions
