import type { LookupFunction } from 'node:net'
import { expect, test } from 'vitest'
import { serve } from '../testing/serve.ts'
import {
  checkAddress,
  ForbiddenAddress,
  guardLookup,
  isPublicAddress,
  openGuardedClient,
  trustedHosts,
} from './guarded-request.ts'

test.for([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.9.9.9',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  'fc00::1',
  'fd12::1',
  'fe80::1',
  'ff02::1',
  '2002:7f00:1::',
  '2001:0:1::',
  '64:ff9b::7f00:1',
  'not an address',
  '1.2.3',
])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false))

test.for(['8.8.8.8', '203.162.0.1', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '2405:4800::1'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
)

test('only https to a public name is asked', () => {
  const none = trustedHosts(undefined)
  expect(checkAddress('https://fcm.googleapis.com/fcm/send/x', none).host).toBe(
    'fcm.googleapis.com',
  )
  for (const address of [
    'http://fcm.googleapis.com/x',
    'https://8.8.8.8/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://[2606:4700::1]/x',
    'https://localhost/x',
    'https://push/x',
    'https://a.local/x',
    'https://a.internal./x',
    'https://a.vn:22/x',
    'https://u@a.vn/x',
    'x',
  ])
    expect(() => checkAddress(address, none), address).toThrow(ForbiddenAddress)
})

test.for<[string, [address: string, family: number][]]>([
  ['into the house', [['127.0.0.1', 4]]],
  [
    'partly into the house',
    [
      ['8.8.8.8', 4],
      ['10.0.0.1', 4],
    ],
  ],
  ['into the house by IPv6', [['::1', 6]]],
  ['nowhere', []],
])('a name that leads %s gets no address, in the very lookup of the connection', ([_, found]) => {
  const lookup = guardLookup(((
    _name: string,
    _options: unknown,
    done: (error: null, all: unknown) => void,
  ) =>
    done(
      null,
      found.map(([address, family]) => ({ address, family })),
    )) as unknown as LookupFunction)
  const came: unknown[] = []
  lookup('rebind.example.com', { all: true }, (error, address) => came.push(error, address))
  expect(came[0]).toBeInstanceOf(ForbiddenAddress)
  expect(came[1]).toBe('')
})

test('a public name is what it was found to be', () => {
  const lookup = guardLookup(((
    _name: string,
    _options: unknown,
    done: (error: null, all: unknown) => void,
  ) => done(null, [{ address: '8.8.8.8', family: 4 }])) as unknown as LookupFunction)
  const came: unknown[] = []
  lookup('push.example.com', {}, (...all) => came.push(...all))
  expect(came).toEqual([null, '8.8.8.8', 4])
})

test('a trusted host is asked, and what sends elsewhere is not followed', async () => {
  const inner = await serve(() => ({ status: 200 }))
  const outer = await serve(() => ({ status: 307, headers: { location: `${inner.url}/x` } }))
  const client = openGuardedClient({ trusted: trustedHosts(outer.host) })
  const answer = await client.send(new URL(`${outer.url}/x`), {
    method: 'POST',
    headers: {},
    body: 'a',
  })
  expect(answer.status).toBe(307)
  expect(inner.asked).toEqual([])
  client.close()
  await Promise.all([inner.stop(), outer.stop()])
})
