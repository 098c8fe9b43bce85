import { getCertificate, signCredential } from '#modules/learning/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import type { RequestHandler } from './$types'

/** The certificate as a signed Open Badge 3.0 (VC-JWT). */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const facts = await locals.read((ctx) => getCertificate(ctx, params.certificateId))
  const token = await signCredential(locals.app, facts, locals.app.config.ORIGIN ?? url.origin)
  return new Response(token, {
    headers: {
      'content-type': 'application/jwt',
      'content-disposition': `attachment; filename="chung-nhan-${facts.slug}.jwt"`,
      'cache-control': 'private, no-store',
    },
  })
}
