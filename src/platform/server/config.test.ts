import { expect, test } from 'vitest'
import { ConfigProblem, readConfig } from './config.ts'

function problemsOf(environment: Record<string, string>) {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigProblem) return error.problems
  }
  return []
}

test('each setting that is wrong is named once, with what it must be and what it is', () => {
  expect(
    problemsOf({ PORT: 'abc', TRUST_PROXY: 'maybe', ORIGIN: 'example', DATABASE_POOL: '1' }),
  ).toEqual([
    { setting: 'PORT', rule: { kind: 'number', least: 0, most: 65535 }, given: 'abc' },
    { setting: 'ORIGIN', rule: { kind: 'address', begins: 'https://' }, given: 'example' },
    { setting: 'DATABASE_POOL', rule: { kind: 'number', least: 2, most: 200 }, given: '1' },
    {
      setting: 'TRUST_PROXY',
      rule: { kind: 'choice', of: expect.arrayContaining(['true', 'false']) },
      given: 'maybe',
    },
  ])
})

test('what may be a secret is not repeated', () => {
  const problems = problemsOf({
    APP_SECRET: 'short',
    METRICS_TOKEN: 'short',
    DATABASE_URL: 'mysql://me:short@there',
  })
  expect(problems).toHaveLength(3)
  expect(JSON.stringify(problems)).not.toContain('short')
})
