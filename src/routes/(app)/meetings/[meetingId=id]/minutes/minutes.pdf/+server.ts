import { readMinutesPdf } from '#modules/meetings/server/index.ts'
import { DomainError, Forbidden } from '#platform/server/errors.ts'
import { errorText } from '#platform/server/messages.ts'
import type { RequestHandler } from './$types'

/** The minutes in the form of the Union's papers; before they are frozen a draft that says so by having no code. */
export const GET: RequestHandler = async ({ locals, params }) => {
  try {
    if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
    const pdf = await locals.read((ctx) => readMinutesPdf(ctx, params.meetingId))
    return new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('bien-ban.pdf')}`,
        'cache-control': 'private, no-cache',
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
