import * as m from '#paraglide/messages.js'
import type { SettingProblem, SettingRule } from '#platform/server/config.ts'
import { locale } from './output.ts'

/** A setting that is wrong: what it must be, and what it is now unless that may be a secret. */
export function settingInWords({ setting, rule, given }: SettingProblem): string {
  const must = mustBe(setting, rule)
  return given === undefined ? `${must}.` : m.cli_setting_is({ must, given }, locale)
}

function mustBe(setting: string, rule: SettingRule): string {
  switch (rule.kind) {
    case 'number':
      return m.cli_setting_number({ setting, least: rule.least, most: rule.most }, locale)
    case 'choice':
      return m.cli_setting_choice({ setting, choices: rule.of.join(', ') }, locale)
    case 'address':
      return m.cli_setting_address({ setting, begins: rule.begins }, locale)
    case 'text':
      return m.cli_setting_text({ setting, least: rule.least }, locale)
  }
}
