import { error } from '@sveltejs/kit'
import { getSentPage, makeProfilePdf } from '#modules/jobs/server/index.ts'
import type { RequestHandler } from './$types'

/** The page that came with an application, for its employer only. */
export const GET: RequestHandler = async ({ locals, params }) => {
  if (locals.asking.actor.kind !== 'outsider')
    error(404, { message: 'not_found', code: 'not_found' })
  const page = await locals.read((ctx) => getSentPage(ctx, params.applicationId))
  const pdf = await makeProfilePdf(page.profile, page.phone, page.sentAt)
  return new Response(new Uint8Array(pdf), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline' },
  })
}
