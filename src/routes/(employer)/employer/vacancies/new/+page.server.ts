import { redirect } from '@sveltejs/kit'
import { getMyEmployer, saveVacancy, vacancyFromForm } from '#modules/jobs/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => ({ employer: (await getMyEmployer(ctx)).name, newId: uuidv7() }))

export const actions = {
  default: formAction(saveVacancy, {
    input: vacancyFromForm,
    done: ({ id }) => redirect(303, `/employer/vacancies/${id}`),
  }),
} satisfies Actions
