import { parseArgs } from 'node:util'
import { DemoRefused } from '#demo/load.ts'
import { type ProvinceProfile, profilesOf, provinceCodes } from '#demo/provinces/index.ts'
import * as m from '#paraglide/messages.js'
import { readConfig } from '#platform/server/config.ts'
import { migrate } from '#platform/server/database/migrate.ts'
import { demonstrate, showDemoAccounts } from './demonstration.ts'
import { joinInstallation } from './installation.ts'
import { CliProblem, locale } from './output.ts'

/**
 * `xungkich demo [--provinces 02,08]`: loads the demonstration into an installation in which there is
 * nothing yet; Hà Giang alone, or both provinces of the merger of 2025 as they stood before it.
 */
export async function demo(words: string[]): Promise<void> {
  const { provinces } = read(words)
  const installation = await joinInstallation(readConfig(process.env))
  try {
    await migrate({ ownerUrl: installation.ownerUrl })
    await demonstrate(installation, provinces)
    await showDemoAccounts(installation)
  } catch (error) {
    throw error instanceof DemoRefused ? new CliProblem(m.cli_demo_refused({}, locale)) : error
  } finally {
    await installation.stop()
  }
}

function read(words: string[]): { provinces: ProvinceProfile[] } {
  const { values } = parseArgs({
    args: words,
    options: { provinces: { type: 'string', default: '02' } },
  })
  try {
    return { provinces: profilesOf(values.provinces.split(',').map((code) => code.trim())) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new CliProblem(m.cli_usage_demo({ codes: provinceCodes.join(', ') }, locale))
  }
}
