import {
  addItem,
  attachPaper,
  canRunMeetingsAt,
  changeItem,
  getMeeting,
  listPapers,
  moveItem,
  planOf,
  removeItem,
  removePaper,
} from '#modules/meetings/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const meeting = await getMeeting(ctx, params.meetingId)
    await ctx.authorize(canRunMeetingsAt(meeting.unitId))
    const { agenda } = await planOf(ctx, meeting)
    return {
      meeting,
      agenda,
      papers: await listPapers(ctx, [meeting.id]),
      most: locals.app.config.MEETING_PAPER_MB,
    }
  })

const here = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  meetingId: event.params.meetingId,
})

export const actions = {
  add: formAction(addItem, {
    input: (form, event: RequestEvent) => ({ ...here(form, event), id: uuidv7() }),
  }),
  change: formAction(changeItem, { input: here }),
  move: formAction(moveItem, { input: here }),
  remove: formAction(removeItem, { input: here }),
  attach: formAction(attachPaper, {
    input: async (form, event: RequestEvent) => {
      const file = form.get('file')
      return {
        ...here(form, event),
        id: uuidv7(),
        fileName: file instanceof File ? file.name : '',
        bytes: file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0),
      }
    },
  }),
  detach: formAction(removePaper),
} satisfies Actions
