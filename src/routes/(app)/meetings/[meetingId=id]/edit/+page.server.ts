import { redirect } from '@sveltejs/kit'
import {
  cancelMeeting,
  canRunMeetingsAt,
  changeMeeting,
  getMeeting,
  listRoster,
} from '#modules/meetings/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const meeting = await getMeeting(ctx, params.meetingId)
    await ctx.authorize(canRunMeetingsAt(meeting.unitId))
    return { meeting, roster: await listRoster(ctx, meeting) }
  })

const here = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  meetingId: event.params.meetingId,
})
const back = ({ id }: { id: string }) => redirect(303, `/meetings/${id}`)

export const actions = {
  change: formAction(changeMeeting, { input: here, done: back }),
  cancel: formAction(cancelMeeting, { input: here, done: back }),
} satisfies Actions
