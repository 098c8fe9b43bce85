import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import * as m from '#paraglide/messages.js'
import type { Config } from '#platform/server/config.ts'
import { pendingMigrations } from '#platform/server/database/migrate.ts'
import { joinDatabase, type ReachedDatabase } from '../installation.ts'
import { locale } from '../output.ts'
import { givenSecret, secretFile, stateOfSecret } from '../secret.ts'
import { type Finding, ok, problem, reasonOf, warn } from './finding.ts'
import { checkWork } from './work.ts'

/** The database: that it answers, is current, and that its roles are as weak as they must be. */
export async function* checkDatabase(config: Config): AsyncGenerator<Finding> {
  const cluster = join(resolve(config.DATA_DIR), 'postgres/cluster')
  // Nothing is made here that was not there: a first start does that.
  if (!config.DATABASE_URL && !existsSync(cluster)) {
    yield warn(m.cli_doctor_database_none({}, locale), m.cli_doctor_start_once({}, locale))
    return
  }
  let installation: ReachedDatabase | undefined
  const client = () => new pg.Client({ connectionString: installation?.ownerUrl })
  let owner: pg.Client | undefined
  try {
    installation = await joinDatabase(config)
    owner = client()
    await owner.connect()
  } catch (error) {
    yield problem(
      m.cli_doctor_database_silent({ reason: reasonOf(error) }, locale),
      m.cli_doctor_database_advice({}, locale),
    )
    await installation?.stop()
    return
  }
  try {
    yield await checkVersion(owner)
    yield* checkExtensions(owner)
    const pending = await pendingMigrations(installation.ownerUrl)
    yield pending.length === 0
      ? ok(m.cli_doctor_current({}, locale))
      : problem(
          m.cli_doctor_pending({ count: pending.length, first: pending[0] ?? '' }, locale),
          m.cli_doctor_pending_advice({}, locale),
        )
    yield* checkRoles(installation)
    yield* checkSecret(owner, config)
    yield await checkClock(owner)
    if (pending.length === 0) yield* checkWork(owner)
  } finally {
    await owner.end()
    await installation.stop()
  }
}

/** That the secret given is the one that the data was sealed under; its file is looked at elsewhere. */
async function* checkSecret(owner: pg.Client, config: Config): AsyncGenerator<Finding> {
  const given = await givenSecret(config).catch(() => undefined)
  const state = await stateOfSecret(owner, given)
  const file = secretFile(config)
  if (state === 'fits') yield ok(m.cli_doctor_secret_fits({}, locale))
  if (state === 'none')
    yield warn(m.cli_doctor_secret_missing({ file }, locale), m.cli_doctor_start_once({}, locale))
  if (state === 'other')
    yield problem(
      m.cli_doctor_secret_other({}, locale),
      m.cli_doctor_secret_lost_advice({}, locale),
    )
  if (state === 'missing')
    yield problem(
      m.cli_doctor_secret_lost({ file }, locale),
      m.cli_doctor_secret_lost_advice({}, locale),
    )
}

async function checkVersion(owner: pg.Client): Promise<Finding> {
  const { rows } = await owner.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  )
  const says = m.cli_doctor_postgres({ version: rows[0]?.version ?? '?' }, locale)
  return (rows[0]?.number ?? 0) >= 150_000
    ? ok(says)
    : problem(says, m.cli_doctor_postgres_advice({}, locale))
}

async function* checkExtensions(owner: pg.Client): AsyncGenerator<Finding> {
  const wanted = ['pg_trgm', 'unaccent', 'btree_gist', 'ltree']
  const { rows } = await owner.query<{ missing: string[]; collation: boolean }>(
    `select array(select w from unnest($1::text[]) w
                   where not exists (select from pg_available_extensions where name = w)) as missing,
            exists (select from pg_collation where collname = 'vi-x-icu') as collation`,
    [wanted],
  )
  const missing = rows[0]?.missing ?? wanted
  yield missing.length === 0
    ? ok(m.cli_doctor_extensions({}, locale))
    : problem(
        m.cli_doctor_extensions_missing({ names: missing.join(', ') }, locale),
        m.cli_doctor_extensions_advice({}, locale),
      )
  yield rows[0]?.collation
    ? ok(m.cli_doctor_collation({}, locale))
    : problem(m.cli_doctor_collation_missing({}, locale), m.cli_doctor_collation_advice({}, locale))
}

/** Row-level security binds neither superusers nor owners: the application must be neither. */
async function* checkRoles(installation: ReachedDatabase): AsyncGenerator<Finding> {
  for (const [url, role] of [
    [installation.appUrl, 'xungkich_app'],
    [installation.authUrl, 'xungkich_auth'],
  ] as const) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      const { rows } = await client.query<{ who: string; login: string; free: boolean }>(
        `select current_user as who, session_user as login,
                (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as free`,
      )
      const found = rows[0]
      if (found?.who !== role || found.free)
        yield problem(
          m.cli_doctor_role_strong({ role: found?.who ?? '?' }, locale),
          m.cli_doctor_role_strong_advice({ role }, locale),
        )
      else if (found.login !== role)
        yield warn(
          m.cli_doctor_role_lent({ role, login: found.login }, locale),
          m.cli_doctor_role_lent_advice({}, locale),
        )
      else yield ok(m.cli_doctor_role({ role }, locale))
    } catch (error) {
      yield problem(
        m.cli_doctor_role_silent({ role, reason: reasonOf(error) }, locale),
        m.cli_doctor_pending_advice({}, locale),
      )
    } finally {
      await client.end().catch(() => {})
    }
  }
}

async function checkClock(owner: pg.Client): Promise<Finding> {
  const before = Date.now()
  const { rows } = await owner.query<{ now: Date }>('select clock_timestamp() as now')
  const middle = (before + Date.now()) / 2
  const seconds = Math.round(Math.abs((rows[0]?.now.getTime() ?? 0) - middle) / 1000)
  // A clock before this version was written is certainly wrong; codes and records depend on it.
  return seconds > 5 || new Date().getFullYear() < 2026
    ? problem(m.cli_doctor_clock_wrong({ seconds }, locale), m.cli_doctor_clock_advice({}, locale))
    : ok(m.cli_doctor_clock({}, locale))
}
