import { describe, expect, test } from 'vitest'
import { readVerdict } from './answer.ts'

const sent = new Set(['a', 'b'])
const good = {
  results: [
    { id: 'a', status: 'stored' },
    { id: 'b', status: 'refused', reason: 'campaigns.not_open' },
  ],
  receivedUpTo: 2,
  receipt: { text: 't', signature: 's' },
  serverTime: '2026-11-24T01:00:00.000Z',
}
const answer = (body: unknown, init: ResponseInit & { type?: string } = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { 'content-type': init.type ?? 'application/json', ...init.headers },
  })

test('an answer to exactly this batch is believed', async () => {
  const verdict = await readVerdict(answer(good), sent)
  expect(verdict).toEqual({
    kind: 'answered',
    answer: { ...good, serverTime: Date.parse(good.serverTime) },
  })
})

test('an answer may leave records out: they wait for the next one', async () => {
  const verdict = await readVerdict(answer({ ...good, results: [good.results[0]] }), sent)
  expect(verdict.kind).toBe('answered')
})

describe('nothing else counts as an acknowledgement:', () => {
  const cases: Record<string, Response> = {
    'a page of a network that wants money': answer('<html>Đăng nhập Wi-Fi</html>', {
      type: 'text/html',
    }),
    'the same page that calls itself JSON': answer('<html></html>'),
    'JSON of somebody else': answer({ success: true }),
    'an empty list of results': answer({ ...good, results: [] }),
    'results as an object': answer({ ...good, results: { a: 'stored' } }),
    'a record that was not sent': answer({ ...good, results: [{ id: 'c', status: 'stored' }] }),
    'one record twice': answer({ ...good, results: [good.results[0], good.results[0]] }),
    'a status that does not exist': answer({ ...good, results: [{ id: 'a', status: 'ok' }] }),
    'a refusal without a reason': answer({ ...good, results: [{ id: 'a', status: 'refused' }] }),
    'no count': answer({ ...good, receivedUpTo: undefined }),
    'a count that is none': answer({ ...good, receivedUpTo: '2' }),
    'no time': answer({ ...good, serverTime: 'soon' }),
    'a list': answer([good]),
    nothing: answer(''),
    'a page not found': answer('<html></html>', { status: 404, type: 'text/html' }),
    'a redirect': answer('', { status: 302, headers: { location: 'http://wifi.example/' } }),
    'a proxy that wants a password': answer('<html></html>', { status: 401, type: 'text/html' }),
  }
  test.each(Object.entries(cases))('%s', async (_name, response) => {
    expect(await readVerdict(response, sent)).toEqual({ kind: 'later', why: 'captive' })
  })
})

test('each hindrance has its own meaning', async () => {
  const verdictOf = (status: number, body: unknown = {}, headers: Record<string, string> = {}) =>
    readVerdict(answer(body, { status, headers }), sent, Date.parse('2026-11-24T01:00:00Z'))
  expect(await verdictOf(401)).toEqual({ kind: 'sign_in' })
  expect(await verdictOf(413)).toEqual({ kind: 'too_large' })
  expect(await verdictOf(429, {}, { 'retry-after': '7' })).toEqual({
    kind: 'later',
    why: 'busy',
    waitMs: 7000,
  })
  expect(await verdictOf(503, {}, { 'retry-after': 'Tue, 24 Nov 2026 01:02:00 GMT' })).toEqual({
    kind: 'later',
    why: 'server',
    waitMs: 120_000,
  })
  expect(await verdictOf(502)).toEqual({ kind: 'later', why: 'server' })
  expect(await verdictOf(403, { code: 'forbidden' })).toEqual({
    kind: 'rejected',
    code: 'forbidden',
  })
})
