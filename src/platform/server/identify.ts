import type { RequestEvent } from '@sveltejs/kit'
import { findApiToken, findSession, holdsHighOffice, type Identity } from './identity/index.ts'

/** What stays open to somebody who must first set a password or a second factor of their own. */
const alwaysOpen = ['/account/password', '/account/security', '/sign-out', '/api/auth', '/healthz']

/**
 * Finds out who asks: an API token's account, or the signed-in person. Where something must be done
 * first, returns the answer that leads there, so that nothing else can be opened.
 */
export async function identify(
  event: RequestEvent,
  identity: Identity,
): Promise<Response | undefined> {
  const { locals, request, url } = event
  // Its header is no API token but the one that the monitoring was given.
  if (url.pathname === '/metrics') return undefined
  const authorization = request.headers.get('authorization')
  if (authorization) {
    const holder = await findApiToken(identity.pool, authorization)
    if (!holder) return refuse(401, 'token_unknown')
    locals.asking = {
      ...locals.asking,
      actor: {
        kind: 'token',
        accountId: holder.loginId,
        name: holder.name,
        permissions: holder.permissions,
        ...(holder.personId ? { personId: holder.personId } : {}),
      },
    }
    return undefined
  }

  const token = identity.readToken(event.cookies)
  const session = token ? await findSession(identity.pool, token) : undefined
  if (!session) return undefined
  locals.sessionId = session.sessionId
  locals.asking = {
    ...locals.asking,
    actor: {
      kind: 'person',
      accountId: session.loginId,
      name: session.name,
      ...(session.personId ? { personId: session.personId } : {}),
    },
  }
  if (alwaysOpen.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`)))
    return undefined
  if (session.mustChangePassword)
    return lead(event, '/account/password', 'identity.must_change_password')
  const asked = locals.app.config.REQUIRE_TOTP === 'officers'
  if (
    asked &&
    !session.hasSecondFactor &&
    (await holdsHighOffice(identity.pool, session.personId))
  ) {
    return lead(event, '/account/security/second-factor', 'identity.second_factor_needed')
  }
  return undefined
}

const refuse = (status: number, code: string) =>
  new Response(JSON.stringify({ code }), {
    status,
    headers: { 'content-type': 'application/json' },
  })

function lead(event: RequestEvent, to: string, code: string): Response {
  const wantsPage = event.request.method === 'GET' && !event.url.pathname.startsWith('/api/')
  return wantsPage
    ? new Response(null, { status: 303, headers: { location: to } })
    : refuse(403, code)
}
