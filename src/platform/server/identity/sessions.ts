import type pg from 'pg'
import { sessionDays } from './auth.ts'

export interface SignedIn {
  sessionId: string
  loginId: string
  personId: string | null
  name: string
  locale: 'vi' | 'en'
  mustChangePassword: boolean
  hasSecondFactor: boolean
  isOutside: boolean
  /** It was prolonged just now, so the browser must keep its cookie longer too. */
  wasProlonged: boolean
}

/** The session of a request in one statement; use prolongs it, with at most one write an hour. */
export async function findSession(pool: pg.Pool, token: string): Promise<SignedIn | undefined> {
  const { rows } = await pool.query<Omit<SignedIn, 'wasProlonged'> & { isStale: boolean }>(
    `select s.id as "sessionId", l.id as "loginId", l.person_id as "personId", l.name, l.locale,
            l.must_change_password as "mustChangePassword", l.two_factor_enabled as "hasSecondFactor",
            l.is_outside as "isOutside", s.updated_at < now() - interval '1 hour' as "isStale"
       from identity.session s join identity.login l on l.id = s.user_id
      where s.token = $1 and s.expires_at > now() and l.disabled_at is null`,
    [token],
  )
  const found = rows[0]
  if (!found) return undefined
  const { isStale: wasProlonged, ...session } = found
  if (wasProlonged) {
    await pool.query(
      `update identity.session set updated_at = now(), expires_at = now() + interval '${sessionDays} days' where id = $1`,
      [session.sessionId],
    )
  }
  return { ...session, wasProlonged }
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

/**
 * What every way of signing in ends with: notes when, and takes the session back where the account
 * is disabled, since Better Auth does not know of that.
 */
export async function finishSignIn(
  pool: pg.Pool,
  token: string,
): Promise<{ locale: 'vi' | 'en' } | 'disabled'> {
  const { rows } = await pool.query<{ locale: 'vi' | 'en' }>(
    `update identity.login l set last_signed_in_at = now() from identity.session s
      where s.token = $1 and l.id = s.user_id and l.disabled_at is null returning l.locale`,
    [token],
  )
  if (rows[0]) return rows[0]
  await pool.query('delete from identity.session where token = $1', [token])
  return 'disabled'
}

/** Deletes what has expired: sessions, unfinished sign-ins, counted attempts, used codes. */
export async function sweep(pool: pg.Pool): Promise<void> {
  for (const statement of [
    'delete from identity.session where expires_at < now()',
    'delete from identity.verification where expires_at < now()',
    "delete from identity.sign_in_attempt where last_failed_at < now() - interval '2 hours'",
    "delete from identity.used_code where used_at < now() - interval '1 hour'",
  ])
    await pool.query(statement)
}
