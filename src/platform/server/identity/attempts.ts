import type pg from 'pg'
import { networkOf } from '../network-of.ts'

/**
 * An account may be tried so many times in a row; then the next attempt must wait, 15 s at first and
 * twice as long each time. An hour without attempts begins anew.
 */
const account = { free: 5, firstWait: 15, longestWait: 900, forgottenAfter: 3600 }

/**
 * An address may fail so many times at once, and once more each `drain` seconds: the phones of a
 * whole village share one, and a count that never drains would shut them all out.
 */
const address = { most: 30, drain: 10 }

/** What is tried: a password or code of this account, from this address. */
export interface Attempt {
  account: string
  address: string
}

const keysOf = (attempt: Attempt) => ({
  account: `account:${attempt.account}`,
  address: `address:${networkOf(attempt.address)}`,
})

/**
 * Counts an attempt before it is made, so that many at the same moment cannot all slip through.
 * Returns 0 where it may be made, else the seconds to wait, and then nothing was counted.
 */
export async function takeAttempt(pool: pg.Pool, attempt: Attempt): Promise<number> {
  const keys = keysOf(attempt)
  const client = await pool.connect()
  try {
    await client.query('begin')
    const wait =
      (await waitOfAddress(client, keys.address)) || (await waitOfAccount(client, keys.account))
    await client.query(wait > 0 ? 'rollback' : 'commit')
    return wait
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** The attempt was right: the account begins anew, and the address gets this one attempt back. */
export async function forgiveAttempt(pool: pg.Pool, attempt: Attempt): Promise<void> {
  const keys = keysOf(attempt)
  // One after the other, each on its own: an attempt under way locks them in the same order.
  await giveBack(pool, keys.address)
  await pool.query('delete from identity.sign_in_attempt where key = $1', [keys.account])
}

/** Counts something that only an address can overdo. Returns 0, or the seconds to wait. */
export const takeFromAddress = (pool: pg.Pool, from: string, what: string): Promise<number> =>
  waitOfAddress(pool, `${what}:${networkOf(from)}`)

/** What was counted by {@link takeFromAddress} ended well. */
export const giveBackToAddress = (pool: pg.Pool, from: string, what: string): Promise<void> =>
  giveBack(pool, `${what}:${networkOf(from)}`)

async function giveBack(pool: pg.Pool, key: string): Promise<void> {
  await pool.query(
    'update identity.sign_in_attempt set failures = greatest(0, failures - 1) where key = $1',
    [key],
  )
}

type Querying = Pick<pg.Pool, 'query'>

/** Seconds since the last attempt; never negative, since transactions overlap. */
const ago = 'greatest(0, extract(epoch from now() - a.last_failed_at)::float)'

async function waitOfAddress(db: Querying, key: string): Promise<number> {
  const drained = `greatest(0, a.failures - ${ago} / ${address.drain})`
  const taken = await db.query(
    `insert into identity.sign_in_attempt as a (key, failures, last_failed_at) values ($1, 1, now())
     on conflict (key) do update set failures = ${drained} + 1, last_failed_at = now()
      where ${drained} + 1 <= ${address.most}`,
    [key],
  )
  if (taken.rowCount) return 0
  const { rows } = await db.query<{ over: number }>(
    `select ${drained} + 1 - ${address.most} as over from identity.sign_in_attempt a where key = $1`,
    [key],
  )
  return Math.max(1, Math.ceil((rows[0]?.over ?? 0) * address.drain))
}

async function waitOfAccount(db: Querying, key: string): Promise<number> {
  const wait = `case when a.failures < ${account.free} then 0
    else least(${account.longestWait}, ${account.firstWait} * 2 ^ least(20, a.failures - ${account.free})) end`
  const taken = await db.query(
    `insert into identity.sign_in_attempt as a (key, failures, last_failed_at) values ($1, 1, now())
     on conflict (key) do update set last_failed_at = now(),
       failures = case when ${ago} > ${account.forgottenAfter} then 1 else a.failures + 1 end
      where ${ago} >= ${wait}`,
    [key],
  )
  if (taken.rowCount) return 0
  const { rows } = await db.query<{ left: number }>(
    `select ${wait} - ${ago} as left from identity.sign_in_attempt a where key = $1`,
    [key],
  )
  return Math.max(1, Math.ceil(rows[0]?.left ?? 0))
}
