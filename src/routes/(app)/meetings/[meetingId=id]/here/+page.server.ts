import { redirect } from '@sveltejs/kit'
import { stateOf } from '#modules/meetings/index.ts'
import { checkMyselfIn, loadMeeting } from '#modules/meetings/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Where the code on the room's screen leads: one tap, and one is on the list. */
export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const { meeting, plan, events } = await loadMeeting(ctx, params.meetingId)
    const presence = stateOf(plan, events).presence.get(ctx.actor.personId ?? '')
    return {
      meeting,
      code: url.searchParams.get('code') ?? '',
      isHere: presence !== undefined && presence.leftAt === null,
    }
  })

export const actions = {
  default: formAction(checkMyselfIn, {
    input: (form, event: RequestEvent) => ({
      id: uuidv7(),
      meetingId: event.params.meetingId,
      code: String(form.get('code') ?? ''),
    }),
    done: ({ meetingId }) => redirect(303, `/meetings/${meetingId}/here`),
  }),
} satisfies Actions
