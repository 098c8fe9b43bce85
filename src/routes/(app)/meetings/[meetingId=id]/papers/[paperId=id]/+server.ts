import { readPaper } from '#modules/meetings/server/index.ts'
import { DomainError, Forbidden } from '#platform/server/errors.ts'
import { errorText } from '#platform/server/messages.ts'
import type { RequestHandler } from './$types'

/**
 * A paper, as the kind that it was found to be and nothing else. A confidential one is stamped for its
 * reader, written down as opened, and kept by no cache.
 */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { app, asking } = locals
  try {
    if (asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
    const paper = await readPaper(app, asking, params.meetingId, params.paperId)
    const isShown = /^(application\/pdf|image\/(png|jpeg|webp))$/.test(paper.mediaType)
    const name = encodeURIComponent(paper.fileName)
    return new Response(new Uint8Array(paper.bytes), {
      headers: {
        'content-type': paper.mediaType,
        'content-length': String(paper.bytes.length),
        'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
        'cache-control': paper.isConfidential ? 'no-store' : 'private, no-cache',
        // What is in it runs nothing and asks for nothing, whatever a reader makes of it.
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return new Response(errorText(error.code, error.details), {
      status: error.status,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    })
  }
}
