import {
  decideApplication,
  endVacancy,
  getVacancy,
  listApplicants,
  sendVacancy,
} from '#modules/jobs/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => ({
    vacancy: await getVacancy(ctx, params.vacancyId),
    applicants: await listApplicants(ctx, params.vacancyId),
  }))

const ofThis = (_: FormData, event: RequestEvent) => ({ vacancyId: event.params.vacancyId })

export const actions = {
  send: formAction(sendVacancy, { input: ofThis }),
  end: formAction(endVacancy, { input: ofThis }),
  decide: formAction(decideApplication),
} satisfies Actions
