import { getRequest } from '#modules/signing/server/index.ts'
import type { RequestHandler } from './$types'

/** The PDF as it stands now, with the signatures so far. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const request = await locals.read((ctx) => getRequest(ctx, params.requestId))
  const bytes = await locals.app.files.read(request.sha256)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(`${request.title}.pdf`)}`,
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; sandbox",
    },
  })
}
