import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { matrixFile, matrixMarkdown } from './access-matrix.ts'

test('the permission matrix in the documentation is that of the code', async () => {
  expect(await readFile(matrixFile, 'utf8')).toBe(matrixMarkdown())
})
