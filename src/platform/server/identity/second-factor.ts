import type pg from 'pg'

/** The account whose password was right and whose second factor is awaited. */
export async function findChallenge(
  pool: pg.Pool,
  identifier: string | undefined,
): Promise<string | undefined> {
  if (!identifier) return undefined
  const { rows } = await pool.query<{ loginId: string }>(
    'select value as "loginId" from identity.verification where identifier = $1 and expires_at > now()',
    [identifier],
  )
  return rows[0]?.loginId
}

/**
 * Marks an authenticator's code as tried. Returns false where it was tried before: whoever looks over
 * a shoulder cannot use it a second time. A code comes round again by chance, so it is not kept long.
 */
export async function takeCode(pool: pg.Pool, loginId: string, code: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into identity.used_code as u (login_id, code) values ($1, $2)
     on conflict (login_id, code) do update set used_at = now() where u.used_at < now() - interval '5 minutes'`,
    [loginId, code],
  )
  return rowCount === 1
}
