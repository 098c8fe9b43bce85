import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#platform/server/database/embedded.ts'
import { migrate } from '#platform/server/database/migrate.ts'

/**
 * `npm run schema` makes the types of the database anew from the migrations; with `--check` it only
 * says whether they are as the migrations make them.
 */
const target = 'src/platform/server/database/schema.ts'
const checking = process.argv.includes('--check')

const folder = await mkdtemp(join(tmpdir(), 'xungkich-schema-'))
const postgres = await startEmbeddedPostgres({ dataDirectory: join(folder, 'postgres') })
try {
  await migrate({ ownerUrl: postgres.url('xungkich') })
  const output = checking ? join(folder, 'schema.ts') : target
  const made = spawnSync(
    process.execPath,
    [
      'node_modules/kysely-codegen/dist/cli/bin.js',
      '--camel-case',
      ...['--dialect', 'postgres'],
      ...['--date-parser', 'string'],
      ...['--type-mapping', '{"int8":"number"}'],
      ...['--exclude-pattern', '{tasks,identity}.*'],
      ...['--url', postgres.url('xungkich')],
      ...['--out-file', output],
    ],
    { encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(made.stderr || made.stdout)
  if (checking && (await readFile(output, 'utf8')) !== (await readFile(target, 'utf8'))) {
    console.error(`${target} is not what the migrations make; run "npm run schema"`)
    process.exitCode = 1
  }
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
