import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { uuidv7 } from '../../uuid.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest()

export interface TokenHolder {
  tokenId: string
  loginId: string
  personId: string | null
  name: string
  permissions: string[]
}

/** Makes a token that acts as an account with chosen permissions. The text is shown once and not kept. */
export async function createApiToken(
  pool: pg.Pool,
  token: {
    loginId: string
    name: string
    permissions: readonly string[]
    expiresAt?: Date | undefined
  },
): Promise<{ id: string; text: string }> {
  const id = uuidv7()
  const text = `xk_${randomBytes(32).toString('base64url')}`
  await pool.query(
    `insert into identity.api_token (id, login_id, name, prefix, hash, permissions, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      token.loginId,
      token.name,
      text.slice(0, 8),
      hashOf(text),
      token.permissions,
      token.expiresAt ?? null,
    ],
  )
  return { id, text }
}

/** Who an `Authorization: Bearer` header acts as; nothing where the token is unknown, over or revoked. */
export async function findApiToken(
  pool: pg.Pool,
  header: string | null,
): Promise<TokenHolder | undefined> {
  const text = /^Bearer (xk_[\w-]{20,100})$/.exec(header ?? '')?.[1]
  if (!text) return undefined
  const { rows } = await pool.query<TokenHolder & { isStale: boolean }>(
    `select t.id as "tokenId", l.id as "loginId", l.person_id as "personId", l.name, t.permissions,
            coalesce(t.last_used_at < now() - interval '1 minute', true) as "isStale"
       from identity.api_token t join identity.login l on l.id = t.login_id
      where t.hash = $1 and l.disabled_at is null and not l.must_change_password and not l.is_outside
        and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())`,
    [hashOf(text)],
  )
  const found = rows[0]
  if (!found) return undefined
  const { isStale, ...holder } = found
  // At most a write a minute: a program may ask a hundred times in that.
  if (isStale)
    await pool.query('update identity.api_token set last_used_at = now() where id = $1', [
      holder.tokenId,
    ])
  return holder
}

export interface ApiToken {
  id: string
  name: string
  prefix: string
  permissions: string[]
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
}

/** An account's tokens that still work, the newest first. */
export async function listApiTokens(pool: pg.Pool, loginId: string): Promise<ApiToken[]> {
  const { rows } = await pool.query<ApiToken>(
    `select id, name, prefix, permissions, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt"
       from identity.api_token where login_id = $1 and revoked_at is null
        and (expires_at is null or expires_at > now()) order by created_at desc`,
    [loginId],
  )
  return rows
}

/** Ends a token of the account's own; it stops working at once. */
export async function revokeApiToken(pool: pg.Pool, loginId: string, id: string): Promise<void> {
  await pool.query(
    'update identity.api_token set revoked_at = now() where id::text = $1 and login_id = $2',
    [id, loginId],
  )
}
