import { countAssists } from '#modules/assists/server/index.ts'
import {
  acceptVolunteer,
  cancelActivity,
  canOrganiseAt,
  canRecordAt,
  canSeeTeamAt,
  checkIn,
  closeActivity,
  declineVolunteer,
  getActivity,
  listArrivals,
  listTeam,
  openActivity,
  signUp,
  undoCheckIn,
  withdraw,
} from '#modules/campaigns/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const activity = await getActivity(ctx, params.activityId)
    const maySeeTeam = await ctx.allows(canSeeTeamAt(activity.unitId))
    return {
      activity,
      team: maySeeTeam ? await listTeam(ctx, activity.id) : [],
      arrivals: maySeeTeam ? await listArrivals(ctx, activity.id) : [],
      helped: await countAssists(ctx, activity.id),
      maySeeTeam,
      mayOrganise: await ctx.allows(canOrganiseAt(activity.unitId)),
      mayRecord: await ctx.allows(canRecordAt(activity.unitId)),
    }
  })

const here = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  activityId: event.params.activityId,
})

export const actions = {
  open: formAction(openActivity, { input: here }),
  close: formAction(closeActivity, { input: here }),
  cancel: formAction(cancelActivity, { input: here }),
  signUp: formAction(signUp, {
    input: (form, event: RequestEvent) => ({ ...here(form, event), id: uuidv7() }),
  }),
  withdraw: formAction(withdraw, { input: here }),
  accept: formAction(acceptVolunteer, { input: here }),
  decline: formAction(declineVolunteer, { input: here }),
  checkIn: formAction(checkIn, {
    input: (form, event: RequestEvent) => ({ ...here(form, event), id: uuidv7() }),
  }),
  undo: formAction(undoCheckIn),
} satisfies Actions
