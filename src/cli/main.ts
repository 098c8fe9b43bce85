import { z } from 'zod'
import * as m from '#paraglide/messages.js'
import { ConfigProblem } from '#platform/server/config.ts'
import { commands } from './commands.ts'
import { locale } from './output.ts'
import { plainWords } from './trouble.ts'

// What is wrong with a setting is said in the terminal's language too.
z.config(z.locales[locale.locale]())

const words = process.argv.slice(2)
const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find(
  (candidate) => candidate in commands,
)

if (!name) {
  const asked = words.length > 0 && words[0] !== 'help' && words[0] !== '--help'
  const lines = Object.entries(commands).map(
    ([key, command]) => `  xungkich ${key.padEnd(16)}${command.summary()}`,
  )
  console.log([m.cli_usage({}, locale), '', ...lines].join('\n'))
  process.exit(asked ? 2 : 0)
}

try {
  await commands[name]?.run(words.slice(name.split(' ').length))
} catch (error) {
  if (error instanceof ConfigProblem) {
    console.error(m.cli_config_wrong({}, locale))
    for (const { setting, problem } of error.problems) console.error(`  ${setting}: ${problem}`)
  } else {
    console.error(plainWords(error, process.env) ?? error)
  }
  process.exit(1)
}
