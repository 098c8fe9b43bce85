import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The path of the published table of the reform of 2025 in Hà Giang and Tuyên Quang, where it is at
 * hand. It is no part of the repository: it lies in `shared/data/` beside the checkout, or above it,
 * or where REFORM_TABLE says.
 */
export function publishedTable(): string | undefined {
  if (process.env.REFORM_TABLE) return process.env.REFORM_TABLE
  let folder = process.cwd()
  while (folder !== dirname(folder)) {
    folder = dirname(folder)
    const path = join(folder, 'shared/data/sap-nhap-2025-tuyen-quang.csv')
    if (existsSync(path)) return path
  }
  return undefined
}
