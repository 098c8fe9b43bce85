import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { openDatabase } from '../database/client.ts'
import { findLogin } from './accounts.ts'
import { clearFailures, countFailure, secondsToWait } from './attempts.ts'
import { openAuth } from './auth.ts'
import { readSessionToken } from './sessions.ts'

export * from './accounts.ts'
export { oneTimePassword } from './one-time-password.ts'
export { listPasskeys, removePasskey } from './passkeys.ts'
export { endSessions, findSession, listSessions, type SignedIn } from './sessions.ts'
export { createApiToken, findApiToken, listApiTokens, revokeApiToken } from './tokens.ts'

/** Where a request comes from, as far as sign-in is concerned. */
export interface Visitor {
  origin: string
  address: string
  userAgent: string | null
  cookie: string | null
}

export interface AuthAnswer {
  status: number
  body: Record<string, unknown>
  setCookies: string[]
}

export type SignInResult =
  | { kind: 'signed_in' | 'second_factor'; setCookies: string[] }
  | { kind: 'wrong' }
  | { kind: 'wait'; seconds: number }

export interface Identity {
  readonly pool: pg.Pool
  /** Tries a phone number or e-mail with a password; a wrong one and an unknown one look the same. */
  signIn(visitor: Visitor, identifier: string, password: string): Promise<SignInResult>
  /** The second step: a code of the authenticator, or one of the recovery codes. */
  verifySecondFactor(visitor: Visitor, code: string): Promise<SignInResult>
  /** Calls one of Better Auth's endpoints on behalf of a visitor. */
  call(visitor: Visitor, path: string, body?: Record<string, unknown>): Promise<AuthAnswer>
  /** Passes a browser's own request on (passkeys). */
  handle(request: Request): Promise<Response>
  readToken(cookies: { get(name: string): string | undefined }): string | undefined
  close(): Promise<void>
}

/** Opens sign-in on its own connection, whose role reaches nothing else. */
export function openIdentity(options: {
  authUrl: string
  secret: string
  origin?: string | undefined
}): Identity {
  const database = openDatabase(options.authUrl, { max: 5, searchPath: 'identity' })
  const auth = openAuth({ database, secret: options.secret, origin: options.origin })
  const { pool } = database

  const call = async (
    visitor: Visitor,
    path: string,
    body?: Record<string, unknown>,
  ): Promise<AuthAnswer> => {
    const headers = new Headers({ origin: visitor.origin, 'x-client-address': visitor.address })
    if (visitor.cookie) headers.set('cookie', visitor.cookie)
    if (visitor.userAgent) headers.set('user-agent', visitor.userAgent)
    if (body) headers.set('content-type', 'application/json')
    const response = await auth.handler(
      new Request(`${visitor.origin}/api/auth${path}`, {
        method: body ? 'POST' : 'GET',
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    )
    const text = await response.text()
    return {
      status: response.status,
      body: text ? JSON.parse(text) : {},
      setCookies: response.headers.getSetCookie(),
    }
  }

  return {
    pool,
    call,
    handle: (request) => auth.handler(request),
    readToken: (cookies) => readSessionToken(cookies, options.secret),
    close: () => database.close(),

    signIn: async (visitor, identifier, password) => {
      const login = await findLogin(pool, { identifier })
      const key = login?.id ?? identifier.trim().toLowerCase().slice(0, 200)
      const seconds = await secondsToWait(pool, key, visitor.address)
      if (seconds > 0) return { kind: 'wait', seconds }
      // An unknown account is checked against nothing at the same cost, so that time tells no more than words.
      const email = login?.email ?? `nobody-${randomInt(1e9)}@phone.invalid`
      const answer = await call({ ...visitor, cookie: null }, '/sign-in/email', {
        email,
        password,
        rememberMe: true,
      })
      if (answer.status !== 200 || !login) {
        await countFailure(pool, key, visitor.address)
        return { kind: 'wrong' }
      }
      await clearFailures(pool, key)
      if (answer.body.twoFactorRedirect)
        return { kind: 'second_factor', setCookies: answer.setCookies }
      await pool.query('update identity.login set last_signed_in_at = now() where id = $1', [
        login.id,
      ])
      return { kind: 'signed_in', setCookies: answer.setCookies }
    },

    verifySecondFactor: async (visitor, code) => {
      const key = `second:${visitor.address}`
      const seconds = await secondsToWait(pool, key, visitor.address)
      if (seconds > 0) return { kind: 'wait', seconds }
      const plain = code.replace(/\s/g, '')
      const answer = /^\d{6}$/.test(plain)
        ? await call(visitor, '/two-factor/verify-totp', { code: plain })
        : await call(visitor, '/two-factor/verify-backup-code', { code: code.trim() })
      if (answer.status !== 200) {
        await countFailure(pool, key, visitor.address)
        return { kind: 'wrong' }
      }
      await clearFailures(pool, key)
      return { kind: 'signed_in', setCookies: answer.setCookies }
    },
  }
}
