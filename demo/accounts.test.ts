import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPhone, writtenPhone } from '#platform/phone.ts'
import { roleTypes } from '#platform/server/access/role-types.ts'
import { demoAccounts, demoPassword } from './accounts.ts'

test('there is an account for each type of role and one for a member, each by a phone of its own', () => {
  expect(new Set(demoAccounts.map((account) => account.role))).toEqual(
    new Set([...Object.keys(roleTypes), 'member']),
  )
  expect(new Set(demoAccounts.map((account) => account.phone)).size).toBe(demoAccounts.length)
  for (const { phone } of demoAccounts) expect(readPhone(writtenPhone(phone))).toBe(phone)
})

test('the demonstration’s page says who can be signed in as, and with what', async () => {
  const page = await readFile(join(import.meta.dirname, 'README.md'), 'utf8')
  expect(page).toContain(demoPassword)
  for (const account of demoAccounts) {
    for (const text of [writtenPhone(account.phone), account.email, account.office, account.name]) {
      expect(page).toContain(text)
    }
  }
})
