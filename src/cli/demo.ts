import { parseArgs } from 'node:util'
import { DemoRefused } from '#demo/load.ts'
import { type ProvinceProfile, profilesOf, provinceCodes } from '#demo/provinces/index.ts'
import * as m from '#paraglide/messages.js'
import type { IsoDay } from '#platform/days.ts'
import { readConfig } from '#platform/server/config.ts'
import { demonstrate, showDemoAccounts } from './demonstration.ts'
import { joinInstallation, migrateInstallation } from './installation.ts'
import { CliProblem, locale, UsageProblem } from './output.ts'

/** The eve of the reform: what the demonstration records after it would be recorded in units that ended. */
const eveOfReform: IsoDay = '2025-06-30'

/**
 * `xungkich demo [--provinces 02,08] [--reform FILE [--draft]]`: loads the demonstration into an
 * installation in which there is nothing yet; Hà Giang alone, or both provinces as they stood before
 * the merger of 2025. With the decision's table that merger is carried out, or with --draft left at
 * its questions; where the file is not at hand, a small one of our own in two small provinces.
 */
export async function demo(words: string[]): Promise<void> {
  const asked = read(words)
  const installation = await joinInstallation(readConfig(process.env))
  try {
    await migrateInstallation(installation)
    if (asked.reform === undefined) await demonstrate(installation, { provinces: asked.provinces })
    else {
      const { openReformTable } = await import('#demo/reform-table.ts')
      const { carryReformOut } = await import('./demo-reform.ts')
      const table = await openReformTable(asked.reform)
      const { isPublished, source } = table
      console.log(
        isPublished
          ? m.cli_reform_published({ source }, locale)
          : m.cli_reform_own({ path: asked.reform }, locale),
      )
      await demonstrate(installation, {
        provinces: profilesOf(provinceCodes),
        small: !isPublished,
        today: eveOfReform,
      })
      await carryReformOut(installation, { ...table, apply: !asked.draft })
    }
    await showDemoAccounts(installation)
  } catch (error) {
    throw error instanceof DemoRefused ? new CliProblem(m.cli_demo_refused({}, locale)) : error
  } finally {
    await installation.stop()
  }
}

interface Asked {
  provinces: ProvinceProfile[]
  reform?: string | undefined
  draft: boolean
}

function read(words: string[]): Asked {
  const { values } = parseArgs({
    args: words,
    options: {
      provinces: { type: 'string', default: '02' },
      reform: { type: 'string' },
      draft: { type: 'boolean', default: false },
    },
  })
  const usage = () =>
    new UsageProblem(m.cli_usage_demo({ codes: provinceCodes.join(', ') }, locale))
  if (values.draft && values.reform === undefined) throw usage()
  try {
    const provinces = profilesOf(values.provinces.split(',').map((code) => code.trim()))
    return { provinces, reform: values.reform, draft: values.draft }
  } catch (error) {
    throw error instanceof RangeError ? usage() : error
  }
}
