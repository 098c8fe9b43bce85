import { error } from '@sveltejs/kit'
import { findSharedPaper } from '#modules/documents/server/index.ts'
import { takeRequest } from '#platform/server/api/rate-limit.ts'
import { NotFound } from '#platform/server/errors.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import { networkOf } from '#platform/server/network-of.ts'
import type { RequestHandler } from './$types'

/** The paper itself, for whoever holds its link; each opening is counted. */
export const GET: RequestHandler = async ({ locals, params, getClientAddress }) => {
  if (takeRequest(`share:${networkOf(getClientAddress())}`, Date.now()).wait > 0)
    error(429, { message: 'documents.too_many_openings', code: 'documents.too_many_openings' })
  const paper = await findSharedPaper(locals.app, params.token, { count: true })
  if (!paper) throw new NotFound('documents.link_ended')
  const { stream, size } = await locals.app.files.open(paper.sha256)
  const answer = fileResponse(stream, {
    name: paper.symbol,
    extension: 'pdf',
    mediaType: 'application/pdf',
    size,
    inline: true,
  })
  answer.headers.set('x-robots-tag', 'noindex, nofollow')
  return answer
}
