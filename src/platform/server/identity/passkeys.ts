import type pg from 'pg'

export interface Passkey {
  id: string
  name: string | null
  createdAt: Date | null
}

/** The passkeys of an account, the newest first. */
export async function listPasskeys(pool: pg.Pool, loginId: string): Promise<Passkey[]> {
  const { rows } = await pool.query<Passkey>(
    `select id, name, created_at as "createdAt" from identity.passkey where user_id = $1 order by created_at desc`,
    [loginId],
  )
  return rows
}

/** Takes a passkey of the account away; the device can no longer sign in with it. */
export async function removePasskey(pool: pg.Pool, loginId: string, id: string): Promise<void> {
  await pool.query('delete from identity.passkey where id::text = $1 and user_id = $2', [
    id,
    loginId,
  ])
}

/** Gives a passkey of the account another name. */
export async function renamePasskey(
  pool: pg.Pool,
  loginId: string,
  id: string,
  name: string,
): Promise<void> {
  await pool.query('update identity.passkey set name = $3 where id::text = $1 and user_id = $2', [
    id,
    loginId,
    name,
  ])
}
