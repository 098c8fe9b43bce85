import { listAssignmentsOf } from '#modules/assignments/server/index.ts'
import { stateOf } from '#modules/meetings/index.ts'
import {
  addAmendment,
  editMinutes,
  freezeMinutes,
  getMinutes,
  handOutTasks,
  signMinutes,
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
      tasks: await listAssignmentsOf(ctx, minutes.meeting.id),
      resolved: state.items.flatMap(({ assignments }) => assignments).length,
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
  handOut: formAction(handOutTasks, { input: here }),
  sign: formAction(signMinutes, {
    input: (form, event: RequestEvent) => ({ ...here(form, event), id: uuidv7() }),
  }),
  amend: formAction(addAmendment, {
    input: (form, event: RequestEvent) => ({ ...here(form, event), id: uuidv7() }),
  }),
} satisfies Actions
