import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { matrixAsMarkdown } from './access.ts'

test('docs/permission-matrix.md is what the role types say (npx xungkich access matrix --markdown)', async () => {
  expect(await readFile('docs/permission-matrix.md', 'utf8')).toBe(matrixAsMarkdown())
})
