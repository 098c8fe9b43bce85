import { redirect } from '@sveltejs/kit'
import { listOpenAssignments } from '#modules/assignments/server/index.ts'
import { quorumIn, stateOf } from '#modules/meetings/index.ts'
import {
  checkMyselfIn,
  excuseMyself,
  listPapers,
  loadMeeting,
  sendInvitations,
} from '#modules/meetings/server/index.ts'
import { listVotes } from '#modules/voting/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const { meeting, plan, events } = await loadMeeting(ctx, params.meetingId)
    const state = stateOf(plan, events)
    const me = ctx.actor.personId ?? ''
    const here = state.presence.get(me)
    return {
      meeting,
      plan,
      quorum: quorumIn(plan, state),
      phase: state.phase,
      papers: await listPapers(ctx, [meeting.id]),
      tasks: meeting.state === 'planned' ? await listOpenAssignments(ctx, meeting.unitId) : [],
      votes: await listVotes(ctx, { contextId: meeting.id }),
      isInvited: plan.roster.some(({ personId }) => personId === me),
      mine: {
        isHere: here !== undefined && here.leftAt === null,
        excuse: state.excuses.get(me)?.body.reason ?? null,
      },
      excused: plan.roster.flatMap(({ personId, name }) => {
        const excuse = state.excuses.get(personId)
        return excuse ? [{ name, reason: excuse.body.reason }] : []
      }),
    }
  })

const here = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  id: uuidv7(),
  meetingId: event.params.meetingId,
})
const back = (_: unknown, event: RequestEvent) =>
  redirect(303, `/meetings/${event.params.meetingId}`)

export const actions = {
  invite: formAction(sendInvitations, { input: here, done: back }),
  excuse: formAction(excuseMyself, { input: here, done: back }),
  attend: formAction(checkMyselfIn, {
    input: (form, event: RequestEvent) => ({ ...here(form, event), code: undefined }),
    done: back,
  }),
} satisfies Actions
