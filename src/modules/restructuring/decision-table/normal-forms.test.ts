import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differingStarts, isOneLetterApart, normalForms, oneI, toneLast } from './normal-forms.ts'

const syllable = fc
  .tuple(
    fc.constantFrom(
      '',
      'b',
      'ch',
      'tr',
      'd',
      'đ',
      'gi',
      'kh',
      'l',
      'n',
      'ng',
      'qu',
      's',
      'x',
      'th',
    ),
    fc.constantFrom('a', 'ă', 'â', 'ia', 'iê', 'oa', 'oe', 'uy', 'y', 'i', 'ơ', 'ươ', 'ê'),
    fc.constantFrom('', 'n', 'ng', 'c', 't'),
    fc.constantFrom('', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'),
  )
  .map(([start, vowel, end, tone]) => (start + vowel + tone + end).normalize('NFC'))
const name = fc
  .array(syllable, { minLength: 1, maxLength: 4 })
  .map((words) => words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join(' '))

describe('the forms in which names are compared', () => {
  it.each([
    ['Hoà An', 'Hòa An', 'toned'],
    ['Thuý Sơn', 'Thúy Sơn', 'toned'],
    ['Uý Nỗ', 'Úy Nỗ', 'toned'],
    ['Khoẻ', 'Khỏe', 'toned'],
    ['Quí Quân', 'Quý Quân', 'ends'],
    ['Mĩ Lí', 'Mỹ Lý', 'ends'],
    ['Ỉ La', 'Ỷ La', 'ends'],
    ['Pờ-Ly Ngài', 'Pờ Ly Ngài', 'joined'],
    ['Sán Sả Hồ', 'Sán Xả Hồ', 'sounds'],
    ['Sủng Cháng', 'Sủng Tráng', 'sounds'],
    ['Giáp Trung', 'Ráp Chung', 'sounds'],
    ['Lũng Nà', 'Nũng Là', 'sounds'],
    ['Nà Hang', 'Na Hang', 'plain'],
    ['Đắk Sin', 'Đăk Sin', 'plain'],
  ] as const)('%s and %s are the same as %s', (one, other, form) => {
    expect(normalForms(one)[form]).toBe(normalForms(other)[form])
  })

  it.each([
    ['Bản Máy', 'Bản Mái'],
    ['Thúy', 'Thúi'],
    ['Mường Lay', 'Mường Lai'],
    ['Nậm Ty', 'Nậm Tỵ'],
  ])('%s and %s are no two ways to write one name', (one, other) => {
    expect(normalForms(one).ends).not.toBe(normalForms(other).ends)
  })

  it('read a name typed with an Icelandic ð, in parts, in capitals or with odd spaces', () => {
    const { same } = normalForms('Đồng Văn')
    for (const text of [
      'ðồng Văn',
      'Đồng Văn'.normalize('NFD'),
      'ĐỒNG VĂN',
      ' Đồng\u00a0 Văn\u200b',
    ])
      expect(normalForms(text).same).toBe(same)
  })

  it('are their own forms: nothing changes by being done twice', () => {
    fc.assert(
      fc.property(name, (text) => {
        const forms = normalForms(text)
        for (const form of ['same', 'toned', 'ends', 'plain'] as const) {
          const again = normalForms(forms[form])
          expect(again[form]).toBe(forms[form])
        }
        for (const word of forms.same.split(' ').map(toneLast)) {
          expect(toneLast(word)).toBe(word)
          expect(oneI(oneI(word))).toBe(oneI(word))
        }
      }),
    )
  })
})

describe('how far names are apart', () => {
  it.each([
    ['tràn', 'tràng', true],
    ['lũng', 'lủng', true],
    ['an', 'na', true],
    ['an', 'an', false],
    ['minh', 'mai', false],
  ])('%s and %s by one letter: %s', (one, other, isOne) => {
    expect(isOneLetterApart(one, other)).toBe(isOne)
    expect(isOneLetterApart(other, one)).toBe(isOne)
  })

  it('shows the first letters that differ', () => {
    expect(differingStarts('Sủng Cháng', 'Sủng Tráng')).toBe('ch – tr')
    expect(differingStarts('Sà Phìn', 'Xà Phìn')).toBe('s – x')
  })
})
