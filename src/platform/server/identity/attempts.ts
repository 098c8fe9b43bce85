import type pg from 'pg'

/** After so many failures in a row for one account, and for one address, the next attempt must wait. */
const limits = { account: { free: 5, longest: 900 }, address: { free: 30, longest: 900 } }
const forgottenAfter = '1 hour'

type Kind = keyof typeof limits

/** Seconds to wait before the next attempt: none at first, then doubling from 15 s to 15 min. */
export const waitAfter = (kind: Kind, failures: number): number => {
  const over = failures - limits[kind].free
  return over < 0 ? 0 : Math.min(limits[kind].longest, 15 * 2 ** over)
}

/** How many seconds this account and address must still wait; 0 when they may try. */
export async function secondsToWait(
  pool: pg.Pool,
  account: string,
  address: string,
): Promise<number> {
  const { rows } = await pool.query<{ key: string; failures: number; ago: number }>(
    `select key, failures, extract(epoch from now() - last_failed_at)::float as ago from identity.sign_in_attempt
      where key = any ($1) and last_failed_at > now() - interval '${forgottenAfter}'`,
    [[`account:${account}`, `address:${address}`]],
  )
  const waits = rows.map(
    ({ key, failures, ago }) =>
      waitAfter(key.startsWith('account:') ? 'account' : 'address', failures) - ago,
  )
  return Math.max(0, Math.ceil(Math.max(0, ...waits)))
}

/** Counts a failure against both; a stretch without failures begins anew. */
export async function countFailure(pool: pg.Pool, account: string, address: string): Promise<void> {
  await pool.query(
    `insert into identity.sign_in_attempt as a (key, failures, last_failed_at)
     select key, 1, now() from unnest($1::text[]) as key order by key
     on conflict (key) do update set last_failed_at = now(),
       failures = case when a.last_failed_at < now() - interval '${forgottenAfter}' then 1 else a.failures + 1 end`,
    [[`account:${account}`, `address:${address}`]],
  )
}

/** A success clears the account; an address keeps its count, or one good account would free it. */
export async function clearFailures(pool: pg.Pool, account: string): Promise<void> {
  await pool.query('delete from identity.sign_in_attempt where key = $1', [`account:${account}`])
}
