import { expect, test } from 'vitest'
import { nextPath } from './visitor.ts'

test('whoever signs in goes on to where they were, in Vietnamese too', () => {
  expect(nextPath('/members?q=mai&unit=x#top')).toBe('/members?q=mai&unit=x#top')
  expect(nextPath('/members?q=Mễ')).toBe('/members?q=M%E1%BB%85')
})

test('what leads elsewhere, or no header can carry, goes home', () => {
  const tries = [
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    'https://evil.example',
    'x',
  ]
  for (const text of [
    ...tries,
    '/a\0',
    '/a\r\nset-cookie: x',
    '/\t/evil.example',
    '/\u0085',
    '',
    null,
  ])
    expect(nextPath(text), String(text)).toBe('/home')
})
