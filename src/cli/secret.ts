import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import * as m from '#paraglide/messages.js'
import type { Config } from '#platform/server/config.ts'
import { CliProblem, locale } from './output.ts'

/**
 * fits: what the database was sealed under. unknown: the database has kept no check value yet.
 * other, missing: it holds data that this secret, or none, cannot open. none: neither secret nor data.
 */
export type SecretState = 'fits' | 'unknown' | 'other' | 'missing' | 'none'

const shortest = 32

export const secretFile = (config: Config) => join(resolve(config.DATA_DIR), 'secret')

/** The secret that is given, by APP_SECRET or by the file; one cut short counts as none. */
export async function givenSecret(config: Config): Promise<string | undefined> {
  if (config.APP_SECRET) return config.APP_SECRET
  const text = await readFile(secretFile(config), 'utf8').catch((error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return ''
    throw error
  })
  return text.trim().length < shortest ? undefined : text.trim()
}

/** How a secret and a database stand to each other. Reads only. */
export async function stateOfSecret(
  owner: pg.Client,
  secret: string | undefined,
): Promise<SecretState> {
  if (!(await isThere(owner, 'units.unit')) || !(await holdsData(owner)))
    return secret ? 'unknown' : 'none'
  if (!secret) return 'missing'
  const kept = (await isThere(owner, 'platform.secret_check'))
    ? await owner.query<{ digest: Buffer }>('select digest from platform.secret_check')
    : undefined
  const digest = kept?.rows[0]?.digest
  if (!digest) return 'unknown'
  return digest.equals(digestOf(secret)) ? 'fits' : 'other'
}

/**
 * The secret to work with. Makes one only for a database in which there is nothing to open; one that
 * does not fit is refused, unless the operator says that what it sealed may be given up.
 */
export async function settleSecret(
  config: Config,
  ownerUrl: string,
  options: { giveUpOld?: boolean } = {},
): Promise<string> {
  const given = await givenSecret(config)
  const state = await onOwner(ownerUrl, (owner) => stateOfSecret(owner, given))
  const file = secretFile(config)
  if (!options.giveUpOld && state === 'missing')
    throw new CliProblem(m.cli_secret_missing({ file }, locale))
  if (!options.giveUpOld && state === 'other')
    throw new CliProblem(m.cli_secret_other({ file }, locale))
  if (state === 'missing' || state === 'other') await onOwner(ownerUrl, giveUpSecondFactors)
  const secret = given ?? randomBytes(48).toString('base64url')
  if (!given) await writeFile(file, `${secret}\n`, { mode: 0o600 })
  await keepCheck(ownerUrl, secret)
  return secret
}

/** Keeps the check value of the secret that the database works with, once it has a place for it. */
export const keepCheck = (ownerUrl: string, secret: string): Promise<void> =>
  onOwner(ownerUrl, async (owner) => {
    if (!(await isThere(owner, 'platform.secret_check'))) return
    await owner.query(
      `insert into platform.secret_check as kept (digest) values ($1)
         on conflict (only_one) do update set digest = excluded.digest, kept_at = now()
          where kept.digest <> excluded.digest`,
      [digestOf(secret)],
    )
  })

/** They are sealed too: whoever has one could not sign in any more. */
const giveUpSecondFactors = (owner: pg.Client) =>
  owner.query(`delete from identity.two_factor;
    update identity.login set two_factor_enabled = false where two_factor_enabled;
    delete from identity.session`)

const digestOf = (secret: string): Buffer =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', secret, 'xungkich', 'secret-check', 32)))
    .update('xungkich')
    .digest()

async function isThere(owner: pg.Client, table: string): Promise<boolean> {
  const { rows } = await owner.query('select to_regclass($1) is not null as there', [table])
  return rows[0].there
}

async function holdsData(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query(
    'select exists (select from units.unit) or exists (select from identity.login) as held',
  )
  return rows[0].held
}

async function onOwner<Result>(url: string, work: (owner: pg.Client) => Promise<Result>) {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}
