import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { properCase, readName } from './read-name.ts'

const nameOf = (text: string) => readName(text).value?.name
const codesOf = (text: string) => readName(text).problems.map((problem) => problem.code)

describe("a person's name", () => {
  it.each([
    ['VÀNG MÍ SÌNH', 'Vàng Mí Sình'],
    ['vàng mí sình', 'Vàng Mí Sình'],
    ['Nguyễn văn AN', 'Nguyễn Văn An'],
    ['  LÝ   THỊ\n ỶNG ', 'Lý Thị Ỷng'],
    ['ĐẶNG THỊ ƯƠNG', 'Đặng Thị Ương'],
    ["SÙNG H'MÔNG", "Sùng H'Mông"],
    ['H’HEN NIÊ', "H'Hen Niê"],
    ['KSOR-BLĂM Y', 'Ksor-Blăm Y'],
    ['1. Vàng Mí Sình', 'Vàng Mí Sình'],
    ['12) Thò Mí Pó', 'Thò Mí Pó'],
    ['03- Thò Mí Pó', 'Thò Mí Pó'],
    ['Đ/c Giàng Thị Mỷ', 'Giàng Thị Mỷ'],
    ['Đồng chí: Giàng Thị Mỷ', 'Giàng Thị Mỷ'],
    ['Vàng Mí Sình.', 'Vàng Mí Sình'],
    ['Nguyễn McDonald An', 'Nguyễn McDonald An'],
  ])('%j is %s', (written, name) => {
    expect(nameOf(written)).toBe(name)
    expect(codesOf(written)).toEqual([])
  })

  it('comes out composed', () => {
    expect(nameOf('VÀNG MÍ SÌNH'.normalize('NFD'))).toBe('Vàng Mí Sình')
  })

  it('what stands in brackets is kept apart and said', () => {
    expect(readName('Vàng Mí Sình (Bí thư)')).toEqual({
      value: { name: 'Vàng Mí Sình', bracketed: 'Bí thư' },
      problems: [{ code: 'name_bracketed', params: { value: 'Bí thư' } }],
    })
  })

  it.each([
    ['Vàng Mí 2', 'name_has_digits'],
    ['Nguy?n Văn An', 'name_lost_letters'],
    ['Nguy\ufffdn Văn An', 'name_lost_letters'],
    ['NguyÔn V¨n ¸nh', 'name_old_font'],
    ['Hoµng ThÞ Mai', 'name_old_font'],
    ['Vàng <Mí>', 'name_odd_characters'],
    ['---', 'name_odd_characters'],
    ['Vàng '.repeat(30), 'name_too_long'],
  ])('%j is kept out: %s', (written, code) => {
    expect(nameOf(written)).toBeUndefined()
    expect(codesOf(written)).toEqual([code])
  })

  it('one word or abbreviations go in with a remark', () => {
    expect(codesOf('Sình')).toEqual(['name_single_word'])
    expect(codesOf('Ng.V. An')).toEqual(['name_abbreviated'])
    expect(nameOf('Ng.V. An')).toBe('Ng.V. An')
  })

  it('that was put right once stays as it is', () => {
    const letters = [...'aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạếềểễệợữỹAĂÂĐÊÔƠƯỲỶẢ', "'", '-', ' ', '.']
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 30 }),
        (text) => {
          const once = properCase(text)
          expect(properCase(once)).toBe(once)
          const name = nameOf(text)
          if (name !== undefined) expect(nameOf(name)).toBe(name)
        },
      ),
      { numRuns: 500 },
    )
  })
})
