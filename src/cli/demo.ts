import { DemoRefused } from '#demo/load.ts'
import * as m from '#paraglide/messages.js'
import { readConfig } from '#platform/server/config.ts'
import { demonstrate, showDemoAccounts } from './demonstration.ts'
import { joinInstallation, migrateInstallation } from './installation.ts'
import { CliProblem, locale } from './output.ts'

/** `xungkich demo`: loads the demonstration into an installation in which there is nothing yet. */
export async function demo(): Promise<void> {
  const installation = await joinInstallation(readConfig(process.env))
  try {
    await migrateInstallation(installation)
    await demonstrate(installation)
    await showDemoAccounts(installation)
  } catch (error) {
    throw error instanceof DemoRefused ? new CliProblem(m.cli_demo_refused({}, locale)) : error
  } finally {
    await installation.stop()
  }
}
