import { canReviewAt, getCertificate, revokeCertificate } from '#modules/learning/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const certificate = await getCertificate(ctx, params.certificateId)
    return {
      certificate,
      address: `${url.origin}/verify/certificate/${certificate.code}`,
      mayRevoke: !certificate.revokedOn && (await ctx.allows(canReviewAt(certificate.unitId))),
      today: ctx.today,
    }
  })

export const actions = {
  revoke: formAction(revokeCertificate, {
    input: (form, event: RequestEvent) => ({
      certificateId: event.params.certificateId,
      reason: form.get('reason'),
    }),
  }),
} satisfies Actions
