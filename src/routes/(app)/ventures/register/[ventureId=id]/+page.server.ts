import { redirect } from '@sveltejs/kit'
import { listPlacesOfVenture } from '#modules/tourism/server/index.ts'
import {
  beginMentoring,
  changeStanding,
  correctFounding,
  endMentoring,
  endVenture,
  getVenture,
  hideVenture,
  leavePrincipal,
  listChanges,
  listDue,
  listMentorings,
  listMentorMeetings,
  listMentorsFor,
  listOutcomes,
  listPrincipals,
  listStandings,
  listSupport,
  namePrincipal,
  noteMeeting,
  publishVenture,
  recordOutcome,
  recordSupport,
  registerVenture,
  reverseOutcome,
  reverseSupport,
  showPrincipal,
  strikeVenture,
} from '#modules/ventures/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const venture = await getVenture(ctx, params.ventureId)
    const mayPair = venture.mayKeep && venture.state === 'registered' && venture.endedOn === null
    return {
      venture,
      places: await listPlacesOfVenture(ctx, venture.id),
      people: await listPrincipals(ctx, venture.id),
      standings: await listStandings(ctx, venture.id),
      changes: await listChanges(ctx, venture.id),
      support: await listSupport(ctx, venture.id),
      outcomes: await listOutcomes(ctx, venture.id),
      due: venture.mayKeep ? await listDue(ctx, venture.id) : [],
      mentorings: await listMentorings(ctx, venture.id),
      meetings: await listMentorMeetings(ctx, venture.id),
      mentors: mayPair ? await listMentorsFor(ctx, venture.id) : [],
      personId: ctx.actor.personId ?? null,
      newId: uuidv7(),
      otherId: uuidv7(),
      today: ctx.today,
      done: url.searchParams.get('done'),
    }
  })

const ofThis = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  ventureId: event.params.ventureId,
})

/** Whoever left it themselves reads it no more: back to what they do read. */
async function leadOut(_: unknown, { locals, params }: RequestEvent) {
  try {
    await locals.read((ctx) => getVenture(ctx, params.ventureId))
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    redirect(303, '/ventures/register')
  }
}

/** The right entry stands beside the reversal in the same form, and is left out where nothing was typed. */
function reversal(form: FormData) {
  const input = readForm(form) as Record<string, string>
  const right = Object.fromEntries(
    Object.entries(input).flatMap(([key, value]) =>
      key.startsWith('right.') ? [[key.slice(6), value]] : [],
    ),
  )
  const { id, supportId, reason } = input
  return { id, supportId, reason, ...(right.cost?.trim() && { right }) }
}

export const actions = {
  register: formAction(registerVenture, { input: ofThis }),
  strike: formAction(strikeVenture, { input: ofThis }),
  turn: formAction(changeStanding, { input: ofThis }),
  end: formAction(endVenture, { input: ofThis }),
  founding: formAction(correctFounding, { input: ofThis }),
  publish: formAction(publishVenture, { input: ofThis }),
  hide: formAction(hideVenture, { input: ofThis }),
  person: formAction(namePrincipal, { input: ofThis }),
  leave: formAction(leavePrincipal, { input: ofThis, done: leadOut }),
  show: formAction(showPrincipal, { input: ofThis }),
  support: formAction(recordSupport, { input: ofThis }),
  reverse: formAction(reverseSupport, { input: reversal }),
  outcome: formAction(recordOutcome),
  reverseOutcome: formAction(reverseOutcome),
  mentor: formAction(beginMentoring, { input: ofThis }),
  endMentoring: formAction(endMentoring),
  meeting: formAction(noteMeeting),
} satisfies Actions
