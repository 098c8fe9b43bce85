import type { RequestHandler } from './$types'

/** Only what a passkey needs; everything else of Better Auth is called by our own actions. */
const open = new Set([
  'passkey/generate-authenticate-options',
  'passkey/verify-authentication',
  'passkey/generate-register-options',
  'passkey/verify-registration',
])

const pass: RequestHandler = async ({ locals, params, request, getClientAddress }) => {
  if (!open.has(params.path)) return new Response(null, { status: 404 })
  const headers = new Headers(request.headers)
  headers.set('x-client-address', getClientAddress())
  if (!headers.has('origin')) headers.set('origin', new URL(request.url).origin)
  return locals.identity.handle(
    new Request(request.url, {
      method: request.method,
      headers,
      ...(request.method === 'POST' ? { body: await request.text() } : {}),
    }),
  )
}

export const GET = pass
export const POST = pass
