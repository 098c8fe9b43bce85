import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { z } from 'zod'
import { readPhone } from '../../phone.ts'
import { uuidv7 } from '../../uuid.ts'
import { Conflict, Invalid } from '../errors.ts'
import { isCommonPassword } from './common-passwords.ts'

export const shortestPassword = 10

export interface NewAccount {
  personId: string | null
  name: string
  phone?: string | undefined
  email?: string | undefined
  password: string
  /** Set by somebody else: it must be changed before anything else can be opened. */
  mustChangePassword: boolean
  /** Of somebody outside the organisation; see `outsider` in access/sentence.ts. */
  isOutside?: boolean
}

/** A password that may be used; throws Invalid saying why not. Length counts, not composition. */
export function checkPassword(password: string, path = 'password'): void {
  if (password.length < shortestPassword) throw new Invalid([{ path, code: 'password_short' }])
  if (isCommonPassword(password)) throw new Invalid([{ path, code: 'password_common' }])
}

/** The address that stands for an account without e-mail; nothing is ever sent to it. */
const placeholderEmail = (phone: string) => `${phone.slice(1)}@phone.invalid`

/** Opens an account for a person. Throws Conflict where the phone, e-mail or person has one already. */
export async function createAccount(
  pool: pg.Pool,
  account: NewAccount,
  hash?: string,
): Promise<string> {
  const phone = account.phone ? readPhone(account.phone) : undefined
  if (account.phone && !phone) throw new Invalid([{ path: 'phone', code: 'phone_invalid' }])
  if (account.email?.trim() && !z.email().safeParse(account.email.trim()).success)
    throw new Invalid([{ path: 'email', code: 'email_invalid' }])
  const email = account.email?.trim().toLowerCase() || (phone && placeholderEmail(phone))
  if (!email) throw new Invalid([{ path: 'phone', code: 'phone_or_email' }])
  checkPassword(account.password)
  const id = uuidv7()
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(
      `insert into identity.login (id, name, email, person_id, phone, must_change_password, is_outside)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        account.name,
        email,
        account.personId,
        phone ?? null,
        account.mustChangePassword,
        account.isOutside ?? false,
      ],
    )
    await client.query(
      `insert into identity.credential (id, user_id, account_id, provider_id, password) values ($1, $2::uuid, $2::uuid::text, 'credential', $3)`,
      [uuidv7(), id, hash ?? (await hashPassword(account.password))],
    )
    await client.query('commit')
    return id
  } catch (error) {
    await client.query('rollback')
    if ((error as { code?: string }).code === '23505') throw new Conflict('identity.account_exists')
    throw error
  } finally {
    client.release()
  }
}

/** Sets a password and ends the account's sessions, but for the one given. */
export async function setPassword(
  pool: pg.Pool,
  loginId: string,
  password: string,
  options: { mustChange: boolean; keepSession?: string | undefined },
): Promise<void> {
  checkPassword(password)
  const hash = await hashPassword(password)
  await pool.query(
    `with changed as (
       update identity.credential set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'),
     told as (update identity.login set must_change_password = $3, updated_at = now() where id = $1)
     delete from identity.session where user_id = $1 and id is distinct from $4`,
    [loginId, hash, options.mustChange, options.keepSession ?? null],
  )
}

export interface Login {
  id: string
  name: string
  email: string | null
  phone: string | null
  locale: 'vi' | 'en'
  hasSecondFactor: boolean
  mustChangePassword: boolean
  isDisabled: boolean
}

/** The account by its own id, its person, phone or e-mail. */
export async function findLogin(
  pool: pg.Pool,
  by: { id: string } | { personId: string } | { identifier: string },
): Promise<Login | undefined> {
  const [condition, value] =
    'id' in by
      ? ['id = $1', by.id]
      : 'personId' in by
        ? ['person_id = $1', by.personId]
        : readPhone(by.identifier)
          ? ['phone = $1', readPhone(by.identifier)]
          : ['email = $1', by.identifier.trim().toLowerCase()]
  const { rows } = await pool.query<Login>(
    `select id, name, email, phone, locale, two_factor_enabled as "hasSecondFactor",
            must_change_password as "mustChangePassword", disabled_at is not null as "isDisabled"
       from identity.login where ${condition}`,
    [value],
  )
  return rows[0]
}

/** Remembers the language that an account reads. */
export async function setLocale(
  pool: pg.Pool,
  loginId: string,
  locale: 'vi' | 'en',
): Promise<void> {
  await pool.query('update identity.login set locale = $2 where id = $1', [loginId, locale])
}

/** Whether a second factor is asked of a person: an officer at province or district. */
export async function holdsHighOffice(pool: pg.Pool, personId: string | null): Promise<boolean> {
  if (!personId) return false
  const { rows } = await pool.query<{ held: boolean }>(
    'select identity.holds_high_office($1) as held',
    [personId],
  )
  return rows[0]?.held ?? false
}

/** Closes an account to its person, or opens it again. Closing ends its sessions at once, and its tokens with it. */
export async function setDisabled(
  pool: pg.Pool,
  loginId: string,
  disabled: boolean,
): Promise<void> {
  await pool.query(
    `with told as (update identity.login set updated_at = now(),
                     disabled_at = case when $2 then coalesce(disabled_at, now()) end where id = $1)
     delete from identity.session where user_id = $1 and $2`,
    [loginId, disabled],
  )
}
