import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aTree } from '#modules/units/server/testing.ts'
import { readConfig } from '#platform/server/config.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { joinInstallation, migrateInstallation, openInstallation } from './installation.ts'
import { givenSecret, stateOfSecret } from './secret.ts'

const database = useDatabase()
const old = 'the secret of the first start, long enough'
let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-secret-'))
  file = join(folder, 'secret')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const config = (given: Record<string, string> = {}) =>
  readConfig({ DATABASE_URL: database.ownerUrl, DATA_DIR: folder, ...given })

async function state(given: Record<string, string> = {}) {
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const answer = await stateOfSecret(owner, await givenSecret(config(given)))
  await owner.end()
  return answer
}

test('a first start makes a secret that only its owner reads; nothing that is lost yet', async () => {
  const installation = await openInstallation(config())
  await migrateInstallation(installation)
  expect((await readFile(file, 'utf8')).trim()).toBe(installation.secret)
  expect((await stat(file)).mode & 0o077).toBe(0)
  await rm(file)
  // There is no unit and no account: nothing was sealed.
  expect((await openInstallation(config())).secret).not.toBe(installation.secret)
})

test('with data in the database, a lost or another secret is refused and nothing is made in its place', async () => {
  await writeFile(file, `${old}\n`)
  await migrateInstallation(await openInstallation(config()))
  await aTree(database)
  expect(await state()).toBe('fits')

  for (const lost of [() => rm(file), () => writeFile(file, ''), () => writeFile(file, 'cut')]) {
    await lost()
    const before = await readFile(file, 'utf8').catch(() => undefined)
    for (const open of [openInstallation, joinInstallation])
      await expect(open(config())).rejects.toMatchObject({
        name: 'CliProblem',
        message: expect.stringContaining('--new-secret'),
      })
    expect(await readFile(file, 'utf8').catch(() => undefined)).toBe(before)
    expect(await state()).toBe('missing')
  }

  const other = { APP_SECRET: 'somebody else’s secret, long enough too' }
  await expect(openInstallation(config(other))).rejects.toMatchObject({ name: 'CliProblem' })
  await expect(joinInstallation(config(other))).rejects.toMatchObject({ name: 'CliProblem' })
  expect(await state(other)).toBe('other')
  expect((await openInstallation(config({ APP_SECRET: old }))).secret).toBe(old)
})

test('who says so goes on with a new secret: sessions and second factors end, the check follows', async () => {
  await database.ownerPool.query(
    `insert into identity.login (id, name, email, two_factor_enabled) values (gen_random_uuid(), 'X', 'x@tinhdoan.example', true)`,
  )
  const installation = await openInstallation(config(), { giveUpOld: true })
  await migrateInstallation(installation)
  expect(await state()).toBe('fits')
  expect((await openInstallation(config())).secret).toBe(installation.secret)
  const { rows } = await database.ownerPool.query('select two_factor_enabled from identity.login')
  expect(rows).toEqual([{ two_factor_enabled: false }])
})

test('a database from before the check keeps the secret that it is started with', async () => {
  await database.ownerPool.query('delete from platform.secret_check')
  await expect(openInstallation(config())).rejects.toMatchObject({ name: 'CliProblem' })
  await writeFile(file, `${old}\n`)
  await migrateInstallation(await openInstallation(config()))
  expect(await state()).toBe('fits')
})
