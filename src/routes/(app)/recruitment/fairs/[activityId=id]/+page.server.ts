import { error, redirect } from '@sveltejs/kit'
import { canHelpSomewhere, findFair, listPublicVacancies } from '#modules/jobs/server/index.ts'
import { hangLink, listPlaces } from '#modules/links/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    if (!(await ctx.allows(canHelpSomewhere))) throw new Forbidden()
    const fair = await findFair(ctx, params.activityId)
    if (!fair) error(404, { message: 'not_found', code: 'not_found' })
    const { rows } = await listPublicVacancies(ctx, { text: '', page: 1, fair: fair.id }, 200)
    return {
      fair,
      vacancies: rows.map(({ id, title, employerName }) => ({ id, title, employerName })),
      places: await listPlaces(ctx, `/jobs/fairs/${fair.id}`),
    }
  })

export const actions = {
  hang: formAction(hangLink, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      path: `/jobs/fairs/${event.params.activityId}`,
    }),
    done: (_, event: RequestEvent) => redirect(303, event.url.pathname),
  }),
} satisfies Actions
