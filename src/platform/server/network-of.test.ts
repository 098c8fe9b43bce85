import { expect, test } from 'vitest'
import { networkOf } from './network-of.ts'

test.each([
  ['10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:ee0:4141:1::1', '2001:ee0:4141:1::/64'],
  ['2001:0ee0:4141:0001:aaaa:bbbb:cccc:dddd', '2001:ee0:4141:1::/64'],
  ['2001:EE0::1', '2001:ee0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('what %s does counts for %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
