import { redirect } from '@sveltejs/kit'
import {
  canCheckAt,
  canHelpAt,
  checkVacancy,
  decideApplication,
  endVacancy,
  getVacancy,
  listApplicants,
  listComingActivities,
  listReports,
  listSigns,
  mayDecideFor,
  offerAtFair,
  sendVacancy,
  settleReport,
  takeFromFair,
} from '#modules/jobs/server/index.ts'
import { hangLink, listPlaces } from '#modules/links/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const vacancy = await getVacancy(ctx, params.vacancyId)
    const mayCheck = await ctx.allows(canCheckAt(vacancy.unitId))
    const isOpen = vacancy.state === 'public'
    return {
      vacancy,
      mayCheck,
      mayHelp: await ctx.allows(canHelpAt(vacancy.unitId)),
      mayDecide: await mayDecideFor(ctx, vacancy.employerId),
      signs:
        mayCheck && ['waiting', 'public'].includes(vacancy.state)
          ? await listSigns(ctx, vacancy)
          : [],
      reports: mayCheck ? await listReports(ctx, vacancy.id) : [],
      applicants: await listApplicants(ctx, vacancy.id),
      places: await listPlaces(ctx, `/jobs/${vacancy.id}`),
      fairs: isOpen ? await listComingActivities(ctx, vacancy.id) : [],
    }
  })

const ofThis = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  vacancyId: event.params.vacancyId,
})
const again = (_: unknown, event: RequestEvent) => redirect(303, event.url.pathname)

export const actions = {
  send: formAction(sendVacancy, { input: ofThis, done: again }),
  check: formAction(checkVacancy, { input: ofThis, done: again }),
  end: formAction(endVacancy, { input: ofThis, done: again }),
  settle: formAction(settleReport, { done: again }),
  decide: formAction(decideApplication, { done: again }),
  hang: formAction(hangLink, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      path: `/jobs/${event.params.vacancyId}`,
    }),
    done: again,
  }),
  offer: formAction(offerAtFair, { input: ofThis, done: again }),
  take: formAction(takeFromFair, { input: ofThis, done: again }),
} satisfies Actions
