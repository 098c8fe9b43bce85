import * as m from '#paraglide/messages.js'
import { readConfig } from '#platform/server/config.ts'
import { migrate } from '#platform/server/database/migrate.ts'
import { openInstallation } from './installation.ts'
import { locale } from './output.ts'

/** `xungkich migrate`: brings the database up to this version and says what was done. */
export async function migrateOnly(): Promise<void> {
  const installation = await openInstallation(readConfig(process.env))
  try {
    const { applied } = await migrate({
      ownerUrl: installation.ownerUrl,
      log: (name) => console.log(`  ${name}`),
    })
    console.log(m.cli_migrated({ count: applied.length }, locale))
  } finally {
    await installation.stop()
  }
}
