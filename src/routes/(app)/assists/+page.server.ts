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
import { formAction } from '#platform/server/form-action.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = (name: string) => url.searchParams.get(name) || undefined
  const outcome = outcomes.find((one) => one === asked('outcome'))
  return locals.read(async (ctx) => {
    await ctx.authorize(canListAssists)
    const services = await listServices(ctx)
    const service = services.find((one) => one.code === asked('service'))?.code
    const page = await listAssists(ctx, {
      activityId: uuidFrom(url.searchParams.get('activity')),
      unitId: uuidFrom(url.searchParams.get('unit')),
      after: uuidFrom(url.searchParams.get('after')),
      service,
      outcome,
    })
    const callbacks = (await ctx.allows(canListCallbacks)) ? await listCallbacks(ctx) : []
    return { ...page, services, service: service ?? '', outcome: outcome ?? '', callbacks }
  })
}

export const actions = {
  open: formAction(openCallback),
  settle: formAction(settleCallback),
} satisfies Actions
