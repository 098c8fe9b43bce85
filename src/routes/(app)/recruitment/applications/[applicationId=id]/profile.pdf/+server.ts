import { getSentPage, makeProfilePdf } from '#modules/jobs/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import type { RequestHandler } from './$types'

/** The page that came with an application, for a secretary of the applicant and for who decides. */
export const GET: RequestHandler = async ({ locals, params }) => {
  if (locals.asking.actor.kind !== 'person') throw new Forbidden('sign_in_first')
  const page = await locals.read((ctx) => getSentPage(ctx, params.applicationId))
  const pdf = await makeProfilePdf(page.profile, page.phone, page.sentAt)
  return new Response(new Uint8Array(pdf), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline' },
  })
}
