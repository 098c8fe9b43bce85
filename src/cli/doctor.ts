import { existsSync } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import * as m from '#paraglide/messages.js'
import { type Config, readConfig } from '#platform/server/config.ts'
import { pendingMigrations } from '#platform/server/database/migrate.ts'
import { type Installation, openInstallation } from './installation.ts'
import { locale } from './output.ts'

type Verdict = 'ok' | 'warning' | 'problem'
interface Finding {
  verdict: Verdict
  text: string
}

const finding = (verdict: Verdict, text: string): Finding => ({ verdict, text })
const marks = { ok: '✓', warning: '!', problem: '✗' } as const

/** `xungkich doctor`: looks at everything that commonly goes wrong, and says what to do about it. */
export async function doctor(): Promise<void> {
  const findings = await examine()
  for (const { verdict, text } of findings) console.log(`${marks[verdict]} ${text}`)
  const problems = findings.filter((one) => one.verdict === 'problem').length
  console.log(
    problems === 0 ? m.cli_doctor_well({}, locale) : m.cli_doctor_ill({ count: problems }, locale),
  )
  process.exitCode = problems === 0 ? 0 : 1
}

async function examine(): Promise<Finding[]> {
  const config = readConfig(process.env)
  const found = [checkNode(), ...(await checkFolder(config)), checkScreens()]
  let installation: Installation
  try {
    installation = await openInstallation(config)
  } catch (error) {
    return [
      ...found,
      finding('problem', m.cli_doctor_database_down({ why: (error as Error).message }, locale)),
    ]
  }
  try {
    return [...found, ...(await checkDatabase(config, installation))]
  } finally {
    await installation.stop()
  }
}

function checkNode(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number)
  return major >= 24
    ? finding('ok', m.cli_doctor_node({ version: process.version }, locale))
    : finding('warning', m.cli_doctor_node_old({ version: process.version }, locale))
}

async function checkFolder(config: Config): Promise<Finding[]> {
  const folder = resolve(config.DATA_DIR)
  if (!existsSync(folder)) return [finding('ok', m.cli_doctor_folder_new({ folder }, locale))]
  const { bavail, bsize } = await statfs(folder)
  const gigabytes = (bavail * bsize) / 2 ** 30
  const room = finding(
    gigabytes < 2 ? 'problem' : gigabytes < 10 ? 'warning' : 'ok',
    m.cli_doctor_disk({ gigabytes: gigabytes.toFixed(1) }, locale),
  )
  const secret = join(folder, 'secret')
  if (config.APP_SECRET || !existsSync(secret)) return [room]
  const { mode } = await stat(secret)
  const open = (mode & 0o077) !== 0
  return [
    room,
    finding(
      open ? 'problem' : 'ok',
      open ? m.cli_doctor_secret_open({ file: secret }, locale) : m.cli_doctor_secret({}, locale),
    ),
  ]
}

function checkScreens(): Finding {
  const built = existsSync(join(import.meta.dirname, '../../build/handler.js'))
  return finding(
    built ? 'ok' : 'warning',
    built ? m.cli_doctor_screens({}, locale) : m.cli_doctor_screens_missing({}, locale),
  )
}

async function checkDatabase(config: Config, installation: Installation): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: installation.ownerUrl })
  await client.connect()
  try {
    const one = async <Value>(text: string): Promise<Value | undefined> =>
      (await client.query<{ value: Value }>(text)).rows[0]?.value
    const found: Finding[] = []
    const version =
      (await one<number>(`select current_setting('server_version_num')::int as value`)) ?? 0
    found.push(
      finding(
        version >= 150000 ? 'ok' : 'problem',
        m.cli_doctor_postgres({ version: String(Math.floor(version / 10000)) }, locale),
      ),
    )
    const pending = await pendingMigrations(installation.ownerUrl)
    found.push(
      pending.length === 0
        ? finding('ok', m.cli_doctor_migrated({}, locale))
        : finding('problem', m.cli_doctor_pending({ count: pending.length }, locale)),
    )
    if (pending.length > 0) return found
    const bypasses = await one<boolean>(
      `select coalesce(bool_or(rolsuper or rolbypassrls), false) as value from pg_roles where rolname in ('xungkich_app', 'xungkich_auth')`,
    )
    found.push(
      finding(
        bypasses ? 'problem' : 'ok',
        bypasses ? m.cli_doctor_role_too_strong({}, locale) : m.cli_doctor_role({}, locale),
      ),
    )
    if (config.DATABASE_URL && !config.DATABASE_APP_URL)
      found.push(finding('warning', m.cli_doctor_set_role({}, locale)))
    const collation = await one<boolean>(
      `select exists (select from pg_collation where collname = 'vi-x-icu') as value`,
    )
    found.push(
      finding(
        collation ? 'ok' : 'problem',
        collation ? m.cli_doctor_collation({}, locale) : m.cli_doctor_no_collation({}, locale),
      ),
    )
    const failed =
      (await one<number>(
        `select count(*)::int as value from tasks.job where state = 'failed' and created_on > now() - interval '7 days'`,
      )) ?? 0
    found.push(
      finding(failed > 0 ? 'warning' : 'ok', m.cli_doctor_tasks({ count: failed }, locale)),
    )
    const drift = Math.abs(
      ((await one<number>(`select extract(epoch from clock_timestamp())::float as value`)) ?? 0) -
        Date.now() / 1000,
    )
    found.push(
      finding(
        drift > 5 ? 'problem' : 'ok',
        m.cli_doctor_clock({ seconds: drift.toFixed(0) }, locale),
      ),
    )
    const units = (await one<number>('select count(*)::int as value from units.unit')) ?? 0
    found.push(
      finding(
        units > 0 ? 'ok' : 'warning',
        units > 0 ? m.cli_doctor_units({ count: units }, locale) : m.cli_doctor_empty({}, locale),
      ),
    )
    return found
  } finally {
    await client.end()
  }
}
