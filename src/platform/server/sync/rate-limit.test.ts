import { expect, test } from 'vitest'
import { openAddressLimit } from './rate-limit.ts'

test('whoever changes their address within their network finds the same bucket', () => {
  const limit = openAddressLimit({ burst: 2, perSecond: 1 / 60 })
  const take = (address: string) => limit.take(address, 0)
  expect(take('2001:ee0:4141:1::1')).toBe(0)
  expect(take('2001:ee0:4141:1:aaaa:bbbb:cccc:dddd')).toBe(0)
  expect(take('2001:ee0:4141:1::2')).toBe(60)
  expect(take('2001:ee0:4141:2::1')).toBe(0)
  expect(take('10.1.2.3')).toBe(0)
  expect(take('::ffff:10.1.2.3')).toBe(0)
  expect(take('10.1.2.3')).toBe(60)
})
