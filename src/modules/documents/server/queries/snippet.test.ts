import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markerOf, wordsOf } from './snippet.ts'

test('words typed without diacritics are marked in the text that has them', () => {
  expect(markerOf(wordsOf('DINH danh'))('Kế hoạch định danh điện tử')).toEqual([
    { text: 'Kế hoạch ', isHit: false },
    { text: 'định', isHit: true },
    { text: ' ', isHit: false },
    { text: 'danh', isHit: true },
    { text: ' điện tử', isHit: false },
  ])
})

test('a marked text is the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, typed) => {
      expect(
        markerOf(wordsOf(typed))(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text.normalize('NFC'))
    }),
  )
})
