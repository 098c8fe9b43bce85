import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useDatabase } from '#platform/testing/database.ts'
import { openFileStore } from './store.ts'
import { sweepFiles } from './sweep.ts'

const database = useDatabase()
const now = new Date('2026-06-15T02:00:00Z')
const long = new Date('2026-01-01T00:00:00Z')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-sweep-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const pathOf = (sha256: string) =>
  join(folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
/** A kept file of some text, since long ago unless said. */
async function kept(text: string, since = long) {
  const { sha256 } = await openFileStore(folder).put(Buffer.from(text))
  await utimes(pathOf(sha256), since, since)
  return sha256
}
const sweep = async (doRemove: boolean) => {
  const client = await database.ownerPool.connect()
  try {
    return await sweepFiles(client, folder, { days: 30, doRemove, now })
  } finally {
    client.release()
  }
}

test('only old files that no row of any table speaks of go, and only when that is said', async () => {
  const asText = await kept('in a column')
  const asJson = await kept('within JSON')
  const asBytes = await kept('as bytes')
  const orphan = await kept('nobody speaks of it')
  const young = await kept('its row may be on its way', new Date('2026-06-10T00:00:00Z'))
  // Columns that no list of columns would have named.
  await database.ownerPool.query('create schema of_later')
  await database.ownerPool.query(
    'create table of_later.thing (name text, facts jsonb, digest bytea)',
  )
  await database.ownerPool.query('alter table of_later.thing enable row level security')
  await database.ownerPool.query(
    `insert into of_later.thing values ('x ' || $1 || '.pdf', null, null), (null, jsonb_build_object('files', jsonb_build_array($2::text)), null),
       (null, null, decode($3, 'hex'))`,
    [asText, asJson, asBytes],
  )
  const incoming = join(folder, 'files', 'incoming')
  await mkdir(incoming, { recursive: true })
  await writeFile(join(incoming, 'half'), 'a crash left it')
  await utimes(join(incoming, 'half'), long, long)
  await writeFile(join(incoming, 'arriving'), 'being written')

  const looked = await sweep(false)
  expect(looked).toMatchObject({ kept: 5, halves: 1, removed: 0 })
  expect(looked.files.map(({ sha256 }) => sha256)).toEqual([orphan])
  const store = openFileStore(folder)
  expect(await store.has(orphan)).toBe(true)

  expect(await sweep(true)).toMatchObject({ removed: 2 })
  expect(await store.has(orphan)).toBe(false)
  for (const sha256 of [asText, asJson, asBytes, young]) expect(await store.has(sha256)).toBe(true)
  expect(await sweep(true)).toMatchObject({ files: [], halves: 0, removed: 0 })
})

test('bytes that are kept anew are young again, although nothing spoke of them before', async () => {
  const sha256 = await kept('kept twice')
  await openFileStore(folder).put(Buffer.from('kept twice'))
  const { files } = await sweepNow()
  expect(files.map((one) => one.sha256)).not.toContain(sha256)
})

/** By the clock of the disk. */
async function sweepNow() {
  const client = await database.ownerPool.connect()
  try {
    return await sweepFiles(client, folder, { days: 30, doRemove: false, now: new Date() })
  } finally {
    client.release()
  }
}
