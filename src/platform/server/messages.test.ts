import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { errorText, messageNamed } from './messages.ts'

const sources: string[] = []
for await (const path of glob('src/{modules,platform}/**/server/**/*.ts'))
  if (!path.includes('.test.')) sources.push(readFileSync(path, 'utf8'))

const named = (pattern: RegExp) => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))),
]

test('whoever is refused is told why and what to do: no refusal without a sentence', () => {
  const refusals = named(/new (?:NotFound|Forbidden|Conflict|RuleBroken)\(\s*'([^']+)'/g)
  // What a phone may be told, an officer at the desk may be told too.
  const ofRecords = named(
    /(?:refused\(|return |\? |(?<!kind|name|code): )'((?:campaigns|assists)\.[a-z_]+)'/g,
  )
  expect(refusals.length).toBeGreaterThan(30)
  expect(ofRecords.length).toBeGreaterThan(10)
  const unexpected = errorText('no such code')
  expect(
    [...refusals, ...ofRecords].filter((code) => errorText(code) === unexpected).sort(),
  ).toEqual([])
})

test('the audit names every command in words', () => {
  const commands = named(/defineCommand\(\s*'([^']+)'/g)
  expect(commands.length).toBeGreaterThan(30)
  const unrecorded = named(
    /defineCommand\(\s*'([^']+)'(?:(?!defineCommand\()[\s\S])*?isUnrecorded: true/g,
  )
  expect(unrecorded.length).toBeGreaterThan(1)
  const key = (command: string) => `audit_${command.replaceAll('.', '_')}`
  expect(
    commands
      .filter((command) => !unrecorded.includes(command) && !messageNamed(key(command)))
      .sort(),
  ).toEqual([])
})
