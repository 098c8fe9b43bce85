import { redirect } from '@sveltejs/kit'
import { canOrganiseAt, changeActivity, getActivity } from '#modules/campaigns/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const activity = await getActivity(ctx, params.activityId)
    await ctx.authorize(canOrganiseAt(activity.unitId))
    return { activity }
  })

export const actions = {
  default: formAction(changeActivity, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      activityId: event.params.activityId,
    }),
    done: ({ id }) => redirect(303, `/activities/${id}`),
  }),
} satisfies Actions
