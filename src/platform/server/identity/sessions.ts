import { createHmac, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import { cookiePrefix, sessionDays } from './auth.ts'

export interface SignedIn {
  sessionId: string
  loginId: string
  personId: string | null
  name: string
  locale: 'vi' | 'en'
  mustChangePassword: boolean
  hasSecondFactor: boolean
}

type Cookies = { get(name: string): string | undefined }

/** Better Auth's session cookie: the token, a dot, and its HMAC-SHA256 in base64. */
export function readSessionToken(cookies: Cookies, secret: string): string | undefined {
  const raw =
    cookies.get(`__Secure-${cookiePrefix}.session_token`) ??
    cookies.get(`${cookiePrefix}.session_token`)
  const dot = raw?.lastIndexOf('.') ?? -1
  if (!raw || dot < 1) return undefined
  const token = raw.slice(0, dot)
  const given = Buffer.from(raw.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secret).update(token).digest()
  return given.length === right.length && timingSafeEqual(given, right) ? token : undefined
}

/** The session of a request in one statement; use prolongs it, with at most one write an hour. */
export async function findSession(pool: pg.Pool, token: string): Promise<SignedIn | undefined> {
  const { rows } = await pool.query<SignedIn & { isStale: boolean }>(
    `select s.id as "sessionId", l.id as "loginId", l.person_id as "personId", l.name, l.locale,
            l.must_change_password as "mustChangePassword", l.two_factor_enabled as "hasSecondFactor",
            s.updated_at < now() - interval '1 hour' as "isStale"
       from identity.session s join identity.login l on l.id = s.user_id
      where s.token = $1 and s.expires_at > now() and l.disabled_at is null`,
    [token],
  )
  const found = rows[0]
  if (!found) return undefined
  const { isStale, ...session } = found
  if (isStale) {
    await pool.query(
      `update identity.session set updated_at = now(), expires_at = now() + interval '${sessionDays} days' where id = $1`,
      [session.sessionId],
    )
  }
  return session
}

export interface SessionRow {
  id: string
  userAgent: string | null
  createdAt: Date
  updatedAt: Date
}

/** Where an account is signed in, the last used first. */
export async function listSessions(pool: pg.Pool, loginId: string): Promise<SessionRow[]> {
  const { rows } = await pool.query<SessionRow>(
    `select id, user_agent as "userAgent", created_at as "createdAt", updated_at as "updatedAt"
       from identity.session where user_id = $1 and expires_at > now() order by updated_at desc`,
    [loginId],
  )
  return rows
}

/** Ends one session of the account, or all but one. They stop working with the next request. */
export async function endSessions(
  pool: pg.Pool,
  loginId: string,
  which: { only: string } | { except: string | null },
): Promise<number> {
  const result =
    'only' in which
      ? await pool.query('delete from identity.session where user_id = $1 and id::text = $2', [
          loginId,
          which.only,
        ])
      : await pool.query(
          'delete from identity.session where user_id = $1 and id is distinct from $2',
          [loginId, which.except],
        )
  return result.rowCount ?? 0
}
