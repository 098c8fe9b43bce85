import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

test('a folder is made with those above it, and made again without complaint', async () => {
  const base = await mkdtemp(join(tmpdir(), 'xungkich-folder-'))
  const deep = join(base, 'a/b/c')
  await makeFolder(deep)
  await makeFolder(deep)
  expect((await stat(deep)).isDirectory()).toBe(true)
  const file = join(base, 'file')
  await writeFile(file, '')
  await expect(makeFolder(join(file, 'x'))).rejects.toMatchObject({ code: 'ENOTDIR' })
  await rm(base, { recursive: true })
})

test('where nothing can be made it says so instead of trying for ever', async () => {
  await expect(makeFolder('/proc/nope/data')).rejects.toMatchObject({
    code: expect.stringMatching(/ENOENT|EACCES|EPERM|EROFS/),
    path: '/proc/nope',
  })
})
