import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFileStore, sha256Of } from './store.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-files-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const placeOf = (sha256: string) =>
  join(folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)

async function drain(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

test('what is kept comes back byte for byte, whole or in pieces, whichever way it came in', async () => {
  const store = openFileStore(folder)
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 200_000 }),
      fc.nat(),
      async (bytes, cut) => {
        const at = cut % bytes.length
        const pieces = Readable.from([bytes.subarray(0, at), bytes.subarray(at)])
        const stored = await store.put(pieces)
        expect(stored).toEqual({ sha256: sha256Of(bytes), size: bytes.length })
        expect(await store.put(bytes)).toEqual(stored)
        expect(Buffer.compare(await store.read(stored.sha256), bytes)).toBe(0)
        const opened = await store.open(stored.sha256)
        expect(opened.size).toBe(bytes.length)
        expect(Buffer.compare(await drain(opened.stream), bytes)).toBe(0)
      },
    ),
    { numRuns: 25 },
  )
  expect(await readdir(join(folder, 'files/incoming'))).toEqual([])
})

test('a file that was changed on the disk is never handed out as whole, and is mended when it comes again', async () => {
  const store = openFileStore(folder)
  const bytes = Buffer.alloc(300_000, 7)
  const { sha256 } = await store.put(bytes)
  await appendFile(placeOf(sha256), 'x')
  await expect(store.read(sha256)).rejects.toMatchObject({ name: 'StoredFileDamaged', sha256 })
  const { stream } = await store.open(sha256)
  await expect(drain(stream)).rejects.toMatchObject({ name: 'StoredFileDamaged' })
  await store.put(bytes)
  expect(await readFile(placeOf(sha256))).toEqual(bytes)
})

test('too much, nothing, and a stream that breaks leave nothing behind', async () => {
  const store = openFileStore(folder)
  const before = (await readdir(join(folder, 'files'), { recursive: true })).length
  await expect(
    store.put(Buffer.alloc(3_000_000), { limit: 2 * 1024 * 1024 }),
  ).rejects.toMatchObject({
    code: 'files.too_large',
    details: { limit: 2 },
  })
  await expect(store.put(new Uint8Array())).rejects.toMatchObject({ code: 'files.empty' })
  const broken = async function* () {
    yield Buffer.from('half')
    throw new Error('the line went dead')
  }
  await expect(store.put(broken())).rejects.toThrow('the line went dead')
  expect((await readdir(join(folder, 'files'), { recursive: true })).length).toBe(before)
})

test('many who put the same bytes at once all succeed', async () => {
  const store = openFileStore(folder)
  const bytes = Buffer.from('the same paper')
  const stored = await Promise.all(Array.from({ length: 20 }, () => store.put(bytes)))
  expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1)
  expect(await store.read(sha256Of(bytes))).toEqual(bytes)
})

test('a name that is no SHA-256 reaches no file', async () => {
  const store = openFileStore(folder)
  await writeFile(join(folder, 'secret'), 'secret')
  for (const name of ['../secret', '', '..', 'a'.repeat(63), `${'a'.repeat(64)}/../../secret`]) {
    await expect(store.read(name)).rejects.toMatchObject({ name: 'StoredFileDamaged' })
    await expect(store.open(name)).rejects.toMatchObject({ name: 'StoredFileDamaged' })
  }
  expect(await store.has('f'.repeat(64))).toBe(false)
})
