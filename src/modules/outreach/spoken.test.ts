import fc from 'fast-check'
import { expect, test } from 'vitest'
import { secondsToRead, spokenText } from './spoken.ts'

test('a hundred and fifty syllables take a minute, and every stop a breath', () => {
  expect(secondsToRead('bà con '.repeat(75))).toBe(60)
  expect(secondsToRead('Bà con chú ý. Bà con chú ý.')).toBe(5)
  expect(secondsToRead('')).toBe(0)
})

test('what is longer never takes less time', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, more) => {
      expect(secondsToRead(`${one} ${more}`)).toBeGreaterThanOrEqual(secondsToRead(one))
    }),
  )
})

test('without words of its own the loudspeaker says title and summary', () => {
  const text = { title: 'Ra quân', summary: 'Thứ bảy về thôn.' }
  expect(spokenText(text)).toBe('Ra quân. Thứ bảy về thôn.')
  expect(spokenText({ ...text, spoken: 'Mời bà con.' })).toBe('Mời bà con.')
})
