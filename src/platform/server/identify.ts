import { type RequestEvent, redirect } from '@sveltejs/kit'
import { cookieNames } from './identity/cookies.ts'
import {
  findApiToken,
  findSession,
  holdsHighOffice,
  type Identity,
  type SignedIn,
  sessionDays,
} from './identity/index.ts'
import { messageNamed } from './messages.ts'

/** What somebody must do first, where it is done, and what stays open meanwhile: no more than that. */
const duties = {
  password: {
    to: '/account/password',
    code: 'identity.must_change_password',
    open: ['/account/password', '/sign-out'],
  },
  secondFactor: {
    to: '/account/security/second-factor',
    code: 'identity.second_factor_needed',
    open: ['/account/security/second-factor', '/account/password', '/sign-out'],
  },
} as const

/**
 * Finds out who asks: an API token's account (at the API alone), or the signed-in person. Where something must be done
 * first, leads there or refuses, so that nothing else can be opened, by whatever way.
 */
export async function identify(
  event: RequestEvent,
  identity: Identity,
): Promise<Response | undefined> {
  const { locals, request, url } = event
  // Its header is no API token but the one that the monitoring was given.
  if (url.pathname === '/metrics') return undefined
  // A ballot box never asks who puts something in, not even where a browser says so by itself.
  if (isBallotBox(event)) return undefined
  const authorization = request.headers.get('authorization')
  // A proxy may ask for a password of its own (Basic); that says nothing about who asks us.
  if (authorization && /^bearer\b/i.test(authorization))
    return actAsToken(event, identity, authorization)

  const token = identity.readToken(event.cookies)
  const session = token ? await findSession(identity.pool, token) : undefined
  if (!session) return undefined
  if (session.wasProlonged) prolongCookie(event)
  locals.sessionId = session.sessionId
  locals.asking = {
    ...locals.asking,
    actor: {
      kind: session.isOutside ? 'outsider' : 'person',
      accountId: session.loginId,
      name: session.name,
      ...(session.personId ? { personId: session.personId } : {}),
    },
  }
  if (session.isOutside && !isOpenToOutsiders(event)) return leadOut(event)
  const duty = await dutyOf(event, identity, session)
  if (!duty || isOpen(duty.open, url.pathname)) return undefined
  if (request.method !== 'GET' || url.pathname.startsWith('/api/')) return refuse(403, duty.code)
  redirect(303, `${duty.to}?next=${encodeURIComponent(url.pathname + url.search)}`)
}

/** Where secret ballots are handed in: no session is read and no line written (docs/decisions/0013-secret-votes.md). */
export const isBallotBox = ({ url }: Pick<RequestEvent, 'url'>): boolean =>
  url.pathname.startsWith('/ballots/')

async function actAsToken(event: RequestEvent, identity: Identity, authorization: string) {
  if (!takesTokens(event)) return refuse(401, 'token_only_for_api')
  const holder = await findApiToken(identity.pool, authorization)
  if (!holder) return refuse(401, 'token_unknown')
  event.locals.asking = {
    ...event.locals.asking,
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

/**
 * A token is limited to some permissions, and only the API asks for one with each thing it does: pages and
 * phones' own addresses also serve what needs none, such as one's own stall or applications.
 */
const takesTokens = ({ url }: RequestEvent) => url.pathname.startsWith('/api/v1/')

function leadOut({ request }: RequestEvent): Response {
  if (request.method !== 'GET') return refuse(403, 'forbidden')
  redirect(303, '/employer')
}

/** What is for members has no page for an account from outside, whatever the page itself asks. */
const isOpenToOutsiders = ({ route }: RequestEvent) =>
  !/^\/(\((app|field|room)\)|api\/(?!auth)|ballots)/.test(route.id ?? '')

async function dutyOf(event: RequestEvent, identity: Identity, session: SignedIn) {
  if (session.mustChangePassword) return duties.password
  if (session.hasSecondFactor || event.locals.app.config.REQUIRE_TOTP !== 'officers')
    return undefined
  return (await holdsHighOffice(identity.pool, session.personId)) ? duties.secondFactor : undefined
}

const isOpen = (open: readonly string[], path: string) => open.includes(path)

const refuse = (status: number, code: string) =>
  new Response(
    JSON.stringify({ code, title: messageNamed(`error_${code.replaceAll('.', '_')}`) }),
    {
      status,
      headers: { 'content-type': 'application/json' },
    },
  )

/** The session lives on in the database; the browser must not drop its cookie before. */
function prolongCookie(event: RequestEvent) {
  for (const name of cookieNames('session_token')) {
    const value = event.cookies.get(name)
    if (value === undefined) continue
    event.cookies.set(name, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: event.url.protocol === 'https:',
      maxAge: sessionDays * 86_400,
    })
  }
}
