import { error } from '@sveltejs/kit'
import { findSharedPaper } from '#modules/documents/server/index.ts'
import { takeRequest } from '#platform/server/api/rate-limit.ts'
import { NotFound } from '#platform/server/errors.ts'
import { networkOf } from '#platform/server/network-of.ts'
import type { PageServerLoad } from './$types'

/** A paper for whoever holds its link. A wrong link and one that has ended answer the same. */
export const load: PageServerLoad = async ({ locals, params, setHeaders, getClientAddress }) => {
  setHeaders({ 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' })
  if (takeRequest(`share:${networkOf(getClientAddress())}`, Date.now()).wait > 0)
    error(429, { message: 'documents.too_many_openings', code: 'documents.too_many_openings' })
  const paper = await findSharedPaper(locals.app, params.token)
  if (!paper) throw new NotFound('documents.link_ended')
  const { subject, symbol, issuedOn, endsOn, unitName } = paper
  return { subject, symbol, issuedOn, endsOn, unitName, token: params.token }
}
