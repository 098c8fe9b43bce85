import { redirect } from '@sveltejs/kit'
import { listOpenAssignments } from '#modules/assignments/server/index.ts'
import { eventFromFields, presentIn, stateOf } from '#modules/meetings/index.ts'
import {
  canRunMeetingsAt,
  listPapers,
  loadMeeting,
  noteVotes,
  openElectionIn,
  openVoteIn,
  recordEvent,
} from '#modules/meetings/server/index.ts'
import { listRules, listVotes, voteFromForm } from '#modules/voting/server/index.ts'
import { formAction, readForm, typedValues } from '#platform/server/form-action.ts'
import { isUuid, uuidv7 } from '#platform/uuid.ts'
import { withSources } from '../../../assignments/sources.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const { meeting, plan, events } = await loadMeeting(ctx, params.meetingId)
    await ctx.authorize(canRunMeetingsAt(meeting.unitId))
    return {
      meeting,
      plan,
      events,
      papers: await listPapers(ctx, [meeting.id]),
      votes: await listVotes(ctx, { contextId: meeting.id }),
      present: presentIn(stateOf(plan, events)).size,
      newId: uuidv7(),
      rules: (await listRules(ctx)).filter(({ kind }) => kind === 'election'),
      tasks: await withSources(ctx, await listOpenAssignments(ctx, meeting.unitId)),
    }
  })

/** What happened, as the page's script says it; from a form without script, out of its fields. */
async function eventOf(form: FormData, { locals, params }: RequestEvent) {
  const { id, event, ...fields } = typedValues(form)
  const { plan } = await locals.read((ctx) => loadMeeting(ctx, params.meetingId ?? ''))
  return {
    id: id && isUuid(id) ? id : uuidv7(),
    body: event ? readJson(event) : eventFromFields(fields, plan),
  }
}

/** Nothing where it is none: the shape says what is missing. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const here = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  meetingId: event.params.meetingId,
})

export const actions = {
  record: formAction(recordEvent, { input: eventOf }),
  openVote: formAction(openVoteIn, {
    input: here,
    done: ({ id }) => redirect(303, `/votes/${id}/run`),
  }),
  openElection: formAction(openElectionIn, {
    input: (form, event: RequestEvent) => {
      const { candidates } = voteFromForm(form, [])
      return { ...here(form, event), candidates }
    },
    done: ({ id }) => redirect(303, `/votes/${id}/run`),
  }),
  noteVotes: formAction(noteVotes, { input: here }),
} satisfies Actions
