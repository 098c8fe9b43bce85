import { redirect } from '@sveltejs/kit'
import {
  beginSignature,
  cancelSignature,
  canPrepareAt,
  declineSignature,
  getRequest,
  listCertificates,
  withdrawRequest,
} from '#modules/signing/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const request = await getRequest(ctx, params.requestId)
    const certificates = request.isMyTurn
      ? await listCertificates(ctx, ctx.actor.personId ?? '')
      : []
    return {
      request: { ...request, createdBy: null },
      newId: uuidv7(),
      isNew: url.searchParams.has('signed'),
      remote: certificates.filter((one) => one.provider !== 'p12' && one.standing !== 'ended'),
      mayWithdraw:
        request.state === 'open' &&
        (request.createdBy === ctx.actor.personId ||
          (await ctx.allows(canPrepareAt(request.unitId)))),
    }
  })

const thisRequest = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  requestId: event.params.requestId,
})
const stay = (_: unknown, event: RequestEvent) =>
  redirect(303, `/signing/${event.params.requestId}`)

export const actions = {
  decline: formAction(declineSignature, { input: thisRequest, done: stay }),
  withdraw: formAction(withdrawRequest, { input: thisRequest, done: stay }),
  begin: formAction(beginSignature, { input: thisRequest, done: stay }),
  cancel: formAction(cancelSignature, { done: stay }),
} satisfies Actions
