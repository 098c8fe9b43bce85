import * as m from '#paraglide/messages.js'
import { ConfigProblem } from '#platform/server/config.ts'
import packageFile from '../../package.json' with { type: 'json' }
import { commands } from './commands.ts'
import { locale, UsageProblem } from './output.ts'
import { settingInWords } from './setting-in-words.ts'
import { plainWords } from './trouble.ts'

const given = process.argv.slice(2)
const asksForHelp = given[0] === 'help' || given.some((word) => /^(--help|-h)$/.test(word))
const words = given[0] === 'help' ? given.slice(1) : given
const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find(
  (candidate) => candidate in commands,
)
const command = name ? commands[name] : undefined

if (words[0] === '--version' || words[0] === '-V') {
  console.log(packageFile.version)
} else if (!name || !command) {
  const lines = Object.entries(commands).map(
    ([key, { summary }]) => `  xungkich ${key.padEnd(16)}${summary()}`,
  )
  console.log([m.cli_usage({}, locale), '', ...lines].join('\n'))
  if (given.length > 0 && !asksForHelp) process.exitCode = 2
} else if (asksForHelp) {
  console.log([command.usage(), '', command.summary()].join('\n'))
} else {
  try {
    await command.run(words.slice(name.split(' ').length))
  } catch (error) {
    process.exit(tell(error, command.usage))
  }
}

/** Says what went wrong, in plain words where an operator can mend it. Returns the exit code. */
function tell(error: unknown, usage: () => string): number {
  if (error instanceof ConfigProblem) {
    console.error(m.cli_config_wrong({}, locale))
    for (const problem of error.problems) console.error(`  ${settingInWords(problem)}`)
    return 1
  }
  const isWritten = String((error as { code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS')
  console.error(plainWords(error, process.env) ?? error)
  if (isWritten) console.error(usage())
  return isWritten || error instanceof UsageProblem ? 2 : 1
}
