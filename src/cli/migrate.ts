import * as m from '#paraglide/messages.js'
import { readConfig } from '#platform/server/config.ts'
import { migrateInstallation, openInstallation } from './installation.ts'
import { locale } from './output.ts'

/** `xungkich migrate`: brings the database up to this version and says what was done. */
export async function migrateOnly(): Promise<void> {
  const installation = await openInstallation(readConfig(process.env))
  try {
    const { applied } = await migrateInstallation(installation, (name) => console.log(`  ${name}`))
    console.log(m.cli_migrated({ count: applied.length }, locale))
  } finally {
    await installation.stop()
  }
}
