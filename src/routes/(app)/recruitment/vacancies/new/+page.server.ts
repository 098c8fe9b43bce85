import { redirect } from '@sveltejs/kit'
import {
  canHelpSomewhere,
  listEmployers,
  saveVacancy,
  vacancyFromForm,
} from '#modules/jobs/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidFrom, uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    if (!(await ctx.allows(canHelpSomewhere))) throw new Forbidden()
    const employers = (await listEmployers(ctx)).filter(({ state }) => state !== 'refused')
    const chosen = uuidFrom(url.searchParams.get('employer'))
    return {
      employers: employers.map(({ id, name }) => ({ value: id, label: name })),
      employer: employers.find(({ id }) => id === chosen)?.id ?? null,
      newId: uuidv7(),
    }
  })

export const actions = {
  default: formAction(saveVacancy, {
    input: vacancyFromForm,
    done: ({ id }) => redirect(303, `/recruitment/vacancies/${id}`),
  }),
} satisfies Actions
