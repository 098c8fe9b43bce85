import { expect, test } from 'vitest'
import { isScan } from './is-scan.ts'

const phone =
  'Mozilla/5.0 (Linux; Android 9; SM-J415F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36'
const request = (headers: Record<string, string>, method = 'GET') => ({
  method,
  headers: new Headers(headers),
})

test('a phone’s browser is a scan, also within a messenger', () => {
  expect(isScan(request({ 'user-agent': phone }))).toBe(true)
  expect(isScan(request({ 'user-agent': `${phone} Zalo android/24110202` }))).toBe(true)
  expect(isScan(request({ 'user-agent': `${phone} [FBAN/EMA;FBLC/vi_VN;FBAV/410.0]` }))).toBe(true)
})

test('programs, previews, pages fetched ahead and HEAD are none', () => {
  for (const agent of [
    '',
    'curl/8.5.0',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'TelegramBot (like TwitterBot)',
    'WhatsApp/2.23.20.0',
    'Zalobot/1.0',
  ])
    expect(isScan(request({ 'user-agent': agent })), agent).toBe(false)
  for (const [name, value] of [
    ['sec-purpose', 'prefetch;prerender'],
    ['purpose', 'prefetch'],
    ['x-moz', 'prefetch'],
  ] as const)
    expect(isScan(request({ 'user-agent': phone, [name]: value })), name).toBe(false)
  expect(isScan(request({ 'user-agent': phone }, 'HEAD'))).toBe(false)
})
