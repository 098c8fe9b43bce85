import { error, fail, redirect } from '@sveltejs/kit'
import {
  applicantOf,
  apply,
  canHelpSomewhere,
  getPublicVacancies,
  hasApplied,
  type ProfilePage,
  pageOf,
  requestCall,
} from '#modules/jobs/server/index.ts'
import { DomainError } from '#platform/server/errors.ts'
import { formAction, formFailure, readForm, typedValues } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** A few at once from one address, then one in two minutes: a family shares a phone. */
const limit = openAddressLimit({ burst: 8, perSecond: 1 / 120 })

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const [vacancy] = await getPublicVacancies(ctx, [params.vacancyId])
    if (!vacancy) error(404, { message: 'not_found', code: 'not_found' })
    if (vacancy.state === 'ended') redirect(303, `/jobs/${vacancy.id}`)
    const { personId } = ctx.actor
    let profile: ProfilePage | null = null
    let problem: string | null = null
    if (personId)
      try {
        profile = await pageOf(ctx, await applicantOf(ctx, personId))
      } catch (fault) {
        if (!(fault instanceof DomainError)) throw fault
        problem = errorText(fault.code)
      }
    return {
      vacancy: { id: vacancy.id, title: vacancy.title, employerName: vacancy.employerName },
      isMember: Boolean(personId),
      profile,
      problem,
      mayHelp: await ctx.allows(canHelpSomewhere),
      applied: await hasApplied(ctx, vacancy.id),
      newId: uuidv7(),
      callId: uuidv7(),
    }
  })

export const actions = {
  profile: formAction(apply, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      vacancyId: event.params.vacancyId,
    }),
    done: () => redirect(303, '/my-jobs?done=applied'),
  }),
  call: async ({ request, locals, params, getClientAddress }) => {
    const form = await request.formData()
    if (limit.take(getClientAddress(), Date.now()) > 0)
      return fail(429, {
        code: 'jobs.too_often',
        message: errorText('jobs.too_often'),
        faults: [],
        values: typedValues(form),
      })
    let token: string
    try {
      const input = { ...readForm(form), vacancyId: params.vacancyId }
      token = (await locals.app.run(locals.asking, requestCall, input)).token
    } catch (fault) {
      return formFailure(fault, form)
    }
    redirect(303, `/jobs/status/${token}`)
  },
} satisfies Actions
