import {
  canCheckAt,
  employerAccountCommand,
  getEmployer,
  listVacanciesOf,
  verifyEmployer,
} from '#modules/jobs/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const employer = await getEmployer(ctx, params.employerId)
    return {
      employer,
      vacancies: await listVacanciesOf(ctx, employer.id),
      mayCheck: await ctx.allows(canCheckAt(employer.unitId)),
    }
  })

export const actions = {
  verify: formAction(verifyEmployer, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      employerId: event.params.employerId,
    }),
  }),
  /** The command needs sign-in's own door, which a request brings along. */
  account: (event: RequestEvent) =>
    formAction(employerAccountCommand(event.locals.identity.pool), {
      input: () => ({ employerId: event.params.employerId }),
    })(event),
} satisfies Actions
