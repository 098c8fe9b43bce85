import type { RequestEvent } from '@sveltejs/kit'
import type { SignInResult, Visitor } from './index.ts'

/** The visitor of a request. */
export const visitorOf = (event: RequestEvent): Visitor => ({
  origin: event.url.origin,
  address: event.getClientAddress(),
  userAgent: event.request.headers.get('user-agent'),
  cookie: event.request.headers.get('cookie'),
})

/** Gives the browser the cookies that Better Auth set. */
export function keepCookies(event: RequestEvent, setCookies: readonly string[]): void {
  for (const line of setCookies) {
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const equals = pair.indexOf('=')
    const given = Object.fromEntries(
      attributes.map((attribute) => {
        const [name = '', value = ''] = attribute.split('=')
        return [name.toLowerCase(), value]
      }),
    )
    event.cookies.set(pair.slice(0, equals), decodeURIComponent(pair.slice(equals + 1)), {
      path: given.path || '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: event.url.protocol === 'https:',
      ...(given['max-age'] !== undefined ? { maxAge: Number(given['max-age']) } : {}),
    })
  }
}

/** Lets the browser in, and speaks the account's language where the browser has chosen none. */
export function enter(
  event: RequestEvent,
  result: Extract<SignInResult, { setCookies: string[] }>,
): void {
  keepCookies(event, result.setCookies)
  if (result.kind === 'signed_in' && !event.cookies.get('locale')) keepLocale(event, result.locale)
}

/** Remembers the language in the browser; its own scripts read it too. */
export function keepLocale(event: RequestEvent, locale: 'vi' | 'en'): void {
  event.cookies.set('locale', locale, {
    path: '/',
    maxAge: 34_560_000,
    httpOnly: false,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
  })
}

/** A path of our own to go on to; anything that leads elsewhere is the home page. */
export function nextPath(text: string | null): string {
  if (!text || !ownPath.test(text)) return '/home'
  // As a header can carry it: an address may hold Vietnamese, a header may not.
  const { pathname, search, hash } = new URL(text, 'http://own.invalid')
  const path = pathname + search + hash
  return ownPath.test(path) ? path : '/home'
}

const ownPath = /^\/(?![/\\])[^\\\p{Cc}]*$/u
