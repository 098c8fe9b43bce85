import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { openDatabase } from '../database/client.ts'
import { findLogin } from './accounts.ts'
import { forgiveAttempt, giveBackToAddress, takeAttempt, takeFromAddress } from './attempts.ts'
import { openAuth } from './auth.ts'
import { type Cookies, cookiesOfAnswer, cookiesOfHeader, readSigned } from './cookies.ts'
import { findChallenge, takeCode } from './second-factor.ts'
import { finishSignIn, sweep } from './sessions.ts'

export * from './accounts.ts'
export { sessionDays } from './auth.ts'
export { oneTimePassword } from './one-time-password.ts'
export { listPasskeys, removePasskey, renamePasskey } from './passkeys.ts'
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
  | { kind: 'signed_in'; setCookies: string[]; locale: 'vi' | 'en' }
  | { kind: 'second_factor'; setCookies: string[] }
  /** Wrong, without saying what. */
  | { kind: 'wrong' }
  | { kind: 'wait'; seconds: number }
  /** Right, but the account may not be used. */
  | { kind: 'disabled' }
  /** The second step took too long, or there was no first. */
  | { kind: 'over' }

/** What came of something that asks for the password once more. */
export type ConfirmedCall =
  | { kind: 'done'; answer: AuthAnswer }
  | { kind: 'wrong' }
  | { kind: 'wait'; seconds: number }

export interface Identity {
  readonly pool: pg.Pool
  /** Tries a phone number or e-mail with a password; a wrong one and an unknown one look the same. */
  signIn(visitor: Visitor, identifier: string, password: string): Promise<SignInResult>
  /** The second step: a code of the authenticator, or one of the recovery codes. */
  verifySecondFactor(visitor: Visitor, code: string): Promise<SignInResult>
  /** Whether the visitor has given a right password and owes the second factor. */
  owesSecondFactor(cookies: Cookies): Promise<boolean>
  /** Calls one of Better Auth's endpoints on behalf of a visitor. */
  call(visitor: Visitor, path: string, body?: Record<string, unknown>): Promise<AuthAnswer>
  /** The same where the signed-in account must give its password; guesses are limited as at sign-in. */
  callWithPassword(
    visitor: Visitor,
    loginId: string,
    path: string,
    password: string,
  ): Promise<ConfirmedCall>
  /** A passkey's own request. */
  callPasskey(visitor: Visitor, path: string, body?: Record<string, unknown>): Promise<AuthAnswer>
  readToken(cookies: Cookies): string | undefined
  /** Deletes what has expired. */
  sweep(): Promise<void>
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

  const readToken = (cookies: Cookies) => readSigned(cookies, 'session_token', options.secret)
  const challengeOf = (cookies: Cookies) =>
    findChallenge(pool, readSigned(cookies, 'two_factor', options.secret))

  /** The session that an answer opened, if the account may have one. */
  const finish = async ({ setCookies }: AuthAnswer): Promise<SignInResult> => {
    const finished = await finishSignIn(pool, readToken(cookiesOfAnswer(setCookies)) ?? '')
    return finished === 'disabled'
      ? { kind: 'disabled' }
      : { kind: 'signed_in', setCookies, locale: finished.locale }
  }

  return {
    pool,
    call,
    readToken,
    sweep: () => sweep(pool),
    close: () => database.close(),

    signIn: async (visitor, identifier, password) => {
      const login = await findLogin(pool, { identifier })
      const account = login?.id ?? identifier.trim().toLowerCase().slice(0, 200)
      const attempt = { account, address: visitor.address }
      const seconds = await takeAttempt(pool, attempt)
      if (seconds > 0) return { kind: 'wait', seconds }
      // An unknown account is checked against nothing at the same cost, so that time tells no more than words.
      const email = login?.email ?? `nobody-${randomInt(1e9)}@phone.invalid`
      const answer = await call({ ...visitor, cookie: null }, '/sign-in/email', {
        email,
        password,
        rememberMe: true,
      })
      if (answer.status !== 200 || !login) return { kind: 'wrong' }
      await forgiveAttempt(pool, attempt)
      if (login.isDisabled) return { kind: 'disabled' }
      return answer.body.twoFactorRedirect
        ? { kind: 'second_factor', setCookies: answer.setCookies }
        : finish(answer)
    },

    owesSecondFactor: async (cookies) => (await challengeOf(cookies)) !== undefined,

    verifySecondFactor: async (visitor, code) => {
      const loginId = await challengeOf(cookiesOfHeader(visitor.cookie))
      if (!loginId) return { kind: 'over' }
      const attempt = { account: `second:${loginId}`, address: visitor.address }
      const seconds = await takeAttempt(pool, attempt)
      if (seconds > 0) return { kind: 'wait', seconds }
      const digits = code.replace(/\D/g, '')
      const isRecovery = /[a-z]/i.test(code) || digits.length !== 6
      if (!isRecovery && !(await takeCode(pool, loginId, digits))) return { kind: 'wrong' }
      const answer = isRecovery
        ? await call(visitor, '/two-factor/verify-backup-code', { code: code.trim() })
        : await call(visitor, '/two-factor/verify-totp', { code: digits })
      // Better Auth locks the factor by itself after ten wrong codes.
      if (answer.status === 429) return { kind: 'wait', seconds: 900 }
      if (answer.status !== 200) return { kind: 'wrong' }
      await forgiveAttempt(pool, attempt)
      return finish(answer)
    },

    callWithPassword: async (visitor, loginId, path, password) => {
      const attempt = { account: loginId, address: visitor.address }
      const seconds = await takeAttempt(pool, attempt)
      if (seconds > 0) return { kind: 'wait', seconds }
      const answer = await call(visitor, path, { password })
      if (answer.status !== 200) return { kind: 'wrong' }
      await forgiveAttempt(pool, attempt)
      return { kind: 'done', answer }
    },

    callPasskey: async (visitor, path, body) => {
      // Anybody may begin, and each beginning leaves a row; what ends well is given back.
      if (path.startsWith('/passkey/generate-authenticate')) {
        const seconds = await takeFromAddress(pool, visitor.address, 'passkey')
        if (seconds > 0) return { status: 429, body: { code: 'wait', seconds }, setCookies: [] }
      }
      const answer = await call(visitor, path, body)
      if (answer.status !== 200 || path !== '/passkey/verify-authentication') return answer
      await giveBackToAddress(pool, visitor.address, 'passkey')
      const finished = await finish(answer)
      // The browser needs to know that it worked, not whose account it is.
      return finished.kind === 'signed_in'
        ? { status: 200, body: {}, setCookies: answer.setCookies }
        : { status: 403, body: { code: 'disabled' }, setCookies: [] }
    },
  }
}
