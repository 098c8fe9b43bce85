import { stateOf } from '#modules/meetings/index.ts'
import {
  addAmendment,
  editMinutes,
  freezeMinutes,
  getMinutes,
} from '#modules/meetings/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const { plan, events, ...minutes } = await getMinutes(ctx, params.meetingId)
    const state = stateOf(plan, events)
    const nameOf = (id: string | null) =>
      plan.roster.find(({ personId }) => personId === id)?.name ?? null
    return {
      ...minutes,
      phase: state.phase,
      doubts: state.doubts,
      chair: nameOf(state.chairId),
      secretary: nameOf(state.secretaryId),
    }
  })

const here = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  meetingId: event.params.meetingId,
})

export const actions = {
  edit: formAction(editMinutes, { input: here }),
  freeze: formAction(freezeMinutes, { input: here }),
  amend: formAction(addAmendment, {
    input: (form, event: RequestEvent) => ({ ...here(form, event), id: uuidv7() }),
  }),
} satisfies Actions
