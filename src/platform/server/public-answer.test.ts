import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { inOnePiece } from './public-answer.ts'

const page = (headers: Record<string, string> = {}) =>
  new Response('<h1>Xin chào</h1>', {
    headers: {
      'content-type': 'text/html',
      'cache-control': 'public, max-age=60',
      etag: '"abc"',
      ...headers,
    },
  })
const ask = (headers: Record<string, string> = {}) => new Request('http://x/', { headers })

test('a page for everybody goes compressed to who takes that, and is not sent again to who has it', async () => {
  const first = await inOnePiece(ask({ 'accept-encoding': 'gzip, br' }), page())
  expect(first.headers.get('content-encoding')).toBe('gzip')
  expect(gunzipSync(Buffer.from(await first.arrayBuffer())).toString()).toBe('<h1>Xin chào</h1>')
  const again = await inOnePiece(ask({ 'if-none-match': first.headers.get('etag') ?? '' }), page())
  expect(again.status).toBe(304)
  expect(await again.text()).toBe('')
  const changed = await inOnePiece(ask({ 'if-none-match': 'W/"old"' }), page())
  expect(await changed.text()).toBe('<h1>Xin chào</h1>')
})

test('what is for one person alone stays as it is', async () => {
  const own = page({ 'cache-control': 'private, no-cache' })
  expect(await inOnePiece(ask({ 'accept-encoding': 'gzip' }), own)).toBe(own)
})
