import { error, redirect } from '@sveltejs/kit'
import { addToTeam, canOrganiseAt, getActivity, listTeam } from '#modules/campaigns/server/index.ts'
import { listMembers } from '#modules/members/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const text = url.searchParams.get('q')?.trim() ?? ''
  return locals.read(async (ctx) => {
    const activity = await getActivity(ctx, params.activityId)
    if (!(await ctx.allows(canOrganiseAt(activity.unitId)))) error(403, 'forbidden')
    const team = new Set(
      (await listTeam(ctx, activity.id))
        .filter((one) => one.state === 'accepted')
        .map((one) => one.personId),
    )
    const page = await listMembers(ctx, { unitId: activity.unitId, text, limit: 100 })
    return { activity, text, people: page.rows.filter((row) => !team.has(row.id)) }
  })
}

export const actions = {
  default: formAction(addToTeam, {
    input: (form, event: RequestEvent) => ({
      activityId: event.params.activityId,
      personIds: form.getAll('people'),
      role: form.get('role') ?? 'volunteer',
    }),
    done: (_, event) => redirect(303, `/activities/${event.params.activityId}`),
  }),
} satisfies Actions
