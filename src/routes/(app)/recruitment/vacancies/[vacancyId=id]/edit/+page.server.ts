import { redirect } from '@sveltejs/kit'
import { getVacancy, saveVacancy, vacancyFromForm } from '#modules/jobs/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => ({ vacancy: await getVacancy(ctx, params.vacancyId) }))

export const actions = {
  default: formAction(saveVacancy, {
    input: (form, event: RequestEvent) => ({
      ...vacancyFromForm(form),
      id: event.params.vacancyId,
    }),
    done: ({ id }) => redirect(303, `/recruitment/vacancies/${id}`),
  }),
} satisfies Actions
