import {
  canKeepSomewhere,
  canReadSomewhere,
  listOwnApplications,
  listProgrammes,
  withdrawApplication,
} from '#modules/ventures/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => ({
    programmes: await listProgrammes(ctx),
    own: await listOwnApplications(ctx),
    mayKeep: await ctx.allows(canKeepSomewhere),
    mayRead: await ctx.allows(canReadSomewhere),
  }))

export const actions = { withdraw: formAction(withdrawApplication) } satisfies Actions
