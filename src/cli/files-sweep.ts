import { parseArgs } from 'node:util'
import pg from 'pg'
import * as m from '#paraglide/messages.js'
import { readConfig } from '#platform/server/config.ts'
import { sweepFiles } from '#platform/server/files/sweep.ts'
import { joinDatabase } from './installation.ts'
import { locale, UsageProblem } from './output.ts'

/** Younger files are never taken away: their row may still be on its way. */
const fewestDays = 2
const usualDays = 30
/** How many are named one by one. */
const named = 20

const megabytes = (bytes: number) =>
  new Intl.NumberFormat(locale.locale, { maximumFractionDigits: 1 }).format(bytes / 1024 / 1024)

/**
 * `xungkich files sweep`: says which kept files nothing speaks of any more; with `--delete` takes them away.
 * Safe while the server runs.
 */
export async function filesSweep(words: string[]): Promise<void> {
  const { values } = parseArgs({
    args: words,
    options: { days: { type: 'string' }, delete: { type: 'boolean', default: false } },
  })
  const days = Number(values.days ?? usualDays)
  if (!Number.isInteger(days) || days < fewestDays)
    throw new UsageProblem(m.cli_usage_files_sweep({ days: fewestDays }, locale))
  const config = readConfig(process.env)
  const database = await joinDatabase(config)
  const client = new pg.Client({ connectionString: database.ownerUrl })
  try {
    await client.connect()
    const swept = await sweepFiles(client, config.DATA_DIR, {
      days,
      doRemove: values.delete,
      now: new Date(),
    })
    for (const { sha256, size, keptSince } of swept.files.slice(0, named))
      console.log(`  ${sha256}  ${megabytes(size)} MB  ${keptSince.toISOString().slice(0, 10)}`)
    if (swept.files.length > named)
      console.log(`  ${m.cli_sweep_more({ count: swept.files.length - named }, locale)}`)
    console.log(
      m.cli_sweep_found(
        {
          count: swept.files.length,
          kept: swept.kept,
          size: megabytes(swept.files.reduce((sum, { size }) => sum + size, 0)),
          halves: swept.halves,
          days,
        },
        locale,
      ),
    )
    console.log(
      values.delete
        ? m.cli_sweep_removed({ count: swept.removed }, locale)
        : m.cli_sweep_looked({}, locale),
    )
  } finally {
    await client.end()
    await database.stop()
  }
}
