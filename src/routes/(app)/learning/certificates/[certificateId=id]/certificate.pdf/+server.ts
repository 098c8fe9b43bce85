import { certificatePdf, getCertificate } from '#modules/learning/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import type { RequestHandler } from './$types'

/** The certificate on paper, for its holder and for whoever answers for them. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const facts = await locals.read((ctx) => getCertificate(ctx, params.certificateId))
  const pdf = await certificatePdf(facts, locals.app.config.ORIGIN ?? url.origin)
  return fileResponse(pdf, {
    name: `Chứng nhận ${facts.courseTitle}`,
    extension: 'pdf',
    mediaType: 'application/pdf',
  })
}
