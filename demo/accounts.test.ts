import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPhone, writtenPhone } from '#platform/phone.ts'
import { roleTypes } from '#platform/server/access/role-types.ts'
import { demoAccounts, demoPassword, mergerAccounts } from './accounts.ts'

test('there is an account for each type of role and one for a member, each by a phone of its own', () => {
  expect(new Set(demoAccounts.map((account) => account.role))).toEqual(
    new Set([...Object.keys(roleTypes), 'member']),
  )
  const all = [...demoAccounts, ...mergerAccounts]
  for (const own of ['phone', 'email', 'key', 'name'] as const)
    expect(new Set(all.map((account) => account[own])).size).toBe(all.length)
  for (const { phone } of all) expect(readPhone(writtenPhone(phone))).toBe(phone)
})

test('the demonstration’s page says who can be signed in as, and with what', async () => {
  const page = await readFile(join(import.meta.dirname, 'README.md'), 'utf8')
  expect(page).toContain(demoPassword)
  for (const account of [...demoAccounts, ...mergerAccounts]) {
    for (const text of [writtenPhone(account.phone), account.email, account.office, account.name]) {
      expect(page).toContain(text)
    }
  }
})
