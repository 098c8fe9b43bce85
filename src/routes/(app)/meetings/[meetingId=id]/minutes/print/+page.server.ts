import { stateOf } from '#modules/meetings/index.ts'
import { getMinutes } from '#modules/meetings/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const { meeting, plan, events, text, amendments } = await getMinutes(ctx, params.meetingId)
    const state = stateOf(plan, events)
    const nameOf = (id: string | null) =>
      plan.roster.find(({ personId }) => personId === id)?.name ?? ''
    return {
      meeting,
      parentName: plan.parentName,
      text,
      amendments,
      chair: nameOf(state.chairId),
      secretary: nameOf(state.secretaryId),
    }
  })
