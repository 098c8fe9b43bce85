import { applicantOf, makeProfilePdf, pageOf } from '#modules/jobs/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import type { RequestHandler } from './$types'

/** One's own page, as an employer would get it. */
export const GET: RequestHandler = async ({ locals }) => {
  const { personId } = locals.asking.actor
  if (!personId) throw new Forbidden('sign_in_first')
  const { page, phone } = await locals.read(async (ctx) => {
    const applicant = await applicantOf(ctx, personId)
    return { page: await pageOf(ctx, applicant), phone: applicant.phone }
  })
  const pdf = await makeProfilePdf(page, phone, locals.asking.now())
  return new Response(new Uint8Array(pdf), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline' },
  })
}
