import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { admitOneClick } from './one-click.ts'

const asked = (fields: Partial<IncomingMessage>) =>
  ({ method: 'POST', url: '/news/unsubscribe/abc.DEF', headers: {}, ...fields }) as IncomingMessage
const originOf = (request: IncomingMessage) => {
  admitOneClick(request, 'https://doan.example')
  return request.headers.origin
}

test('a mail provider’s one click gets in at its one address', () => {
  expect(originOf(asked({}))).toBe('https://doan.example')
})

test.for<[string, Partial<IncomingMessage>]>([
  ['with a session', { headers: { cookie: 'session=x' } }],
  ['from another site', { headers: { origin: 'https://evil.example' } }],
  ['from a browser', { headers: { 'sec-fetch-site': 'cross-site' } }],
  ['to another address', { url: '/news/follow' }],
  ['to an address beside it', { url: '/news/unsubscribe/a/../../account' }],
  ['with a query', { url: '/news/unsubscribe/a?/x' }],
  ['by GET', { method: 'GET' }],
])('nothing else does: %s', ([_, fields]) => {
  expect(originOf(asked(fields))).toBe(fields.headers?.origin)
})
