// Every message is said in every language, is told the same things, and is used somewhere.
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const settings = JSON.parse(await readFile(join(root, 'project.inlang/settings.json'), 'utf8'))
const locales: string[] = settings.locales
const patterns: string[] = [settings['plugin.inlang.messageFormat'].pathPattern].flat()

type Messages = Map<string, string>
const faults: string[] = []

const read = async (pattern: string, locale: string): Promise<Messages> => {
  const path = join(root, pattern.replace('{locale}', locale))
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) faults.push(`${basename(path)} is missing`)
  const entries = Object.entries(JSON.parse(text ?? '{}')).filter(([key]) => !key.startsWith('$'))
  return new Map(entries.map(([key, value]) => [key, JSON.stringify(value)]))
}

/** The names between braces in all variants of a message. */
const told = (message: string) =>
  [...new Set([...message.matchAll(/\{([a-zA-Z]\w*)\}/g)].map((match) => match[1]))]
    .sort()
    .join(', ')

const keys = new Map<string, string>()
for (const pattern of patterns) {
  const [base = '', ...others] = locales
  const messages = await read(pattern, base)
  for (const key of messages.keys()) {
    if (keys.has(key)) faults.push(`${key} is both in ${keys.get(key)} and in ${pattern}`)
    keys.set(key, pattern)
  }
  for (const locale of others) compare(messages, await read(pattern, locale), base, locale)
}

function compare(left: Messages, right: Messages, leftName: string, rightName: string) {
  for (const key of left.keys())
    if (!right.has(key)) faults.push(`${key} is not said in ${rightName}`)
  for (const key of right.keys())
    if (!left.has(key)) faults.push(`${key} is not said in ${leftName}`)
  for (const [key, message] of left) {
    const other = right.get(key)
    if (other === undefined) continue
    if (message === '""' || other === '""') faults.push(`${key} says nothing`)
    if (told(message) !== told(other)) {
      faults.push(
        `${key} is told {${told(message)}} in ${leftName} but {${told(other)}} in ${rightName}`,
      )
    }
  }
}

const registered = new Set(
  patterns.flatMap((pattern) => locales.map((each) => basename(pattern.replace('{locale}', each)))),
)
for (const name of await readdir(join(root, 'messages'))) {
  if (name.endsWith('.json') && !registered.has(name)) {
    faults.push(`messages/${name} is not registered in project.inlang/settings.json`)
  }
}

const sources = await readSources(['src', 'demo', 'e2e'])
const words = new Set(sources.match(/[A-Za-z_][A-Za-z0-9_]*/g))
// `units_type_${type}` and 'units_type_' + type use every key that begins so.
const prefixes = [
  ...sources.matchAll(/[`'"]([a-z0-9]+_[a-z0-9_]*)(?:\$\{|['"] \+)|`(error_|fault_)\$\{/g),
].map((match) => match[1] ?? match[2] ?? '')
for (const [key, pattern] of keys) {
  if (words.has(key) || prefixes.some((prefix) => key.startsWith(prefix))) continue
  faults.push(`${key} in ${pattern} is used nowhere`)
}

// What a domain error says to the person is the message of its code.
for (const [, code = ''] of sources.matchAll(
  /new (?:NotFound|Forbidden|Conflict|RuleBroken)\(\s*'([a-z_.]+)'/g,
)) {
  const key = `error_${code.replaceAll('.', '_')}`
  if (!keys.has(key)) faults.push(`${key} is missing: the code ${code} would say nothing`)
}

async function readSources(folders: string[]): Promise<string> {
  const texts: string[] = []
  for (const folder of folders) {
    const names = await readdir(join(root, folder), { recursive: true }).catch(() => [])
    for (const name of names) {
      if (name.startsWith('paraglide') || !/\.(ts|js|svelte|html)$/.test(name)) continue
      texts.push(await readFile(join(root, folder, name), 'utf8'))
    }
  }
  return texts.join('\n')
}

for (const fault of new Set(faults)) console.error(`  ${fault}`)
console.log(`${keys.size} messages in ${locales.join(' and ')}, ${faults.length} faults`)
process.exit(faults.length > 0 ? 1 : 0)
