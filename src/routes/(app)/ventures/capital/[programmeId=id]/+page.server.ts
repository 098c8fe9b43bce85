import { listMeetings } from '#modules/meetings/server/index.ts'
import {
  decideApplication,
  getProgramme,
  leaveOutScorer,
  listApplications,
  listScorers,
  nameScorer,
  scoreApplication,
  turnProgramme,
} from '#modules/ventures/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Today's meetings and those before, the latest first: in one of them it was decided. */
async function meetingsHeld(ctx: Context) {
  const coming = await listMeetings(ctx, { when: 'coming' })
  const past = await listMeetings(ctx, { when: 'past' })
  return [...coming.meetings.filter(({ heldOn }) => heldOn <= ctx.today), ...past.meetings].map(
    ({ id, title, heldOn }) => ({ id, title, heldOn }),
  )
}

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const programme = await getProgramme(ctx, params.programmeId)
    const isInside = programme.mayRun || programme.isScorer
    const isDeciding = programme.mayRun && programme.state === 'scored'
    return {
      programme,
      scorers: isInside ? await listScorers(ctx, programme.id) : [],
      applications: isInside ? await listApplications(ctx, programme.id) : [],
      meetings: isDeciding ? await meetingsHeld(ctx) : [],
      newId: uuidv7(),
    }
  })

const ofThis = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  programmeId: event.params.programmeId,
})

export const actions = {
  name: formAction(nameScorer, { input: ofThis }),
  leaveOut: formAction(leaveOutScorer, { input: ofThis }),
  turn: formAction(turnProgramme, { input: ofThis }),
  score: formAction(scoreApplication, {
    input: (form) => ({
      applicationId: form.get('applicationId'),
      remark: form.get('remark') ?? '',
      scores: Object.fromEntries(
        [...form.entries()].flatMap(([key, value]) =>
          key.startsWith('scores.') ? [[key.slice(7), value]] : [],
        ),
      ),
    }),
  }),
  decide: formAction(decideApplication),
} satisfies Actions
