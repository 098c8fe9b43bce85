import { findCertificateByCode } from '#modules/learning/server/index.ts'
import { readCode } from '#modules/signing/index.ts'
import { countLook } from '../../check.ts'
import { shownOf } from '../check.ts'
import type { PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  countLook(event as unknown as RequestEvent)
  event.setHeaders({ 'x-robots-tag': 'noindex' })
  const code = readCode(event.params.code)
  return event.locals.read(async (ctx) => {
    const found = code ? await findCertificateByCode(ctx, code) : undefined
    return { certificate: found ? shownOf(found, ctx.today) : null }
  })
}
