import { describe, expect, it } from 'vitest'
import { type UnitCandidate, unitMatcher } from './match-unit.ts'

const unit = (name: string, ...above: string[]): UnitCandidate => ({
  id: `${name}|${above[0] ?? ''}`,
  name,
  above,
})
const lungCu = ['Đoàn xã Lũng Cú', 'Huyện đoàn Đồng Văn', 'Tỉnh đoàn Hà Giang']
const maLe = ['Đoàn xã Ma Lé', 'Huyện đoàn Đồng Văn', 'Tỉnh đoàn Hà Giang']
const candidates = [
  unit('Chi đoàn thôn Nà Nong', ...lungCu),
  unit('Chi đoàn thôn Thèn Pả', ...lungCu),
  unit('Chi đoàn thôn Thèn Pà', ...lungCu),
  unit('Chi đoàn thôn 3', ...lungCu),
  unit('Chi đoàn thôn 3', ...maLe),
  unit('Chi đoàn tổ 5', ...lungCu),
  unit('Chi đoàn tổ dân phố 4', ...lungCu),
  unit('Chi đoàn thôn Pả Vi Hạ', ...lungCu),
  unit('Chi đoàn thôn Sà Vi', ...lungCu),
  unit('Chi đoàn thôn Bản Lý 2', ...lungCu),
  unit('Đoàn xã Vi Xuyên', ...lungCu.slice(1)),
  unit('Chi đoàn thôn Bản Thủy', ...maLe),
  unit('Chi đoàn thôn Hoà Bình', ...maLe),
  unit('Chi đoàn Trường THPT Đồng Văn', ...lungCu),
  unit('Chi đoàn Trường THCS Đồng Văn', ...lungCu),
  unit('Đoàn xã Lũng Cú', ...lungCu.slice(1)),
  unit('Đoàn xã Ma Lé', ...maLe.slice(1)),
  unit('Đoàn xã Bản Máy', 'Huyện đoàn Hoàng Su Phì'),
  unit('Đoàn thị trấn Đồng Văn', ...lungCu.slice(1)),
]
const match = unitMatcher(candidates)
const nameOf = (text: string) => {
  const { outcome, unit } = match(text)
  return [outcome, unit?.name, unit?.above[0]].filter(Boolean).join(' · ')
}

describe('the unit that a list means', () => {
  it.each([
    ['Chi đoàn thôn Nà Nong', 'Chi đoàn thôn Nà Nong'],
    ['CHI ĐOÀN THÔN NÀ NONG', 'Chi đoàn thôn Nà Nong'],
    ['Thôn Nà Nong', 'Chi đoàn thôn Nà Nong'],
    ['Nà Nong', 'Chi đoàn thôn Nà Nong'],
    ['na nong', 'Chi đoàn thôn Nà Nong'],
    ['CĐ thôn Nà Nong', 'Chi đoàn thôn Nà Nong'],
    ['Thôn Nà Nong, xã Lũng Cú', 'Chi đoàn thôn Nà Nong'],
    ['Thôn Nà Nong xã Lũng Cú', 'Chi đoàn thôn Nà Nong'],
    ['Nà Nong - Lũng Cú - Đồng Văn', 'Chi đoàn thôn Nà Nong'],
    ['Xã Lũng Cú - Thôn Nà Nong', 'Chi đoàn thôn Nà Nong'],
    ['Nà Nong (Đoàn xã Lũng Cú)', 'Chi đoàn thôn Nà Nong'],
    ['Thôn Thèn Pả', 'Chi đoàn thôn Thèn Pả'],
    ['Thôn Thèn Pà', 'Chi đoàn thôn Thèn Pà'],
    ['Thôn Hòa Bình', 'Chi đoàn thôn Hoà Bình'],
    ['Bản Thuỷ', 'Chi đoàn thôn Bản Thủy'],
    ['Bản Thuỉ', 'Chi đoàn thôn Bản Thủy'],
    ['Tổ 05', 'Chi đoàn tổ 5'],
    ['Tổ V', 'Chi đoàn tổ 5'],
    ['Tổ dân phố IV', 'Chi đoàn tổ dân phố 4'],
    ['CHI ĐOÀN TỔ DÂN PHỐ IV', 'Chi đoàn tổ dân phố 4'],
    ['TỔ DÂN PHỐ IV, LŨNG CÚ', 'Chi đoàn tổ dân phố 4'],
    ['CHI ĐOÀN THÔN PẢ VI HẠ', 'Chi đoàn thôn Pả Vi Hạ'],
    ['THÔN SÀ VI', 'Chi đoàn thôn Sà Vi'],
    ['BẢN LÝ II', 'Chi đoàn thôn Bản Lý 2'],
    ['ĐOÀN XÃ VI XUYÊN', 'Đoàn xã Vi Xuyên'],
    ['Trường THPT Đồng Văn', 'Chi đoàn Trường THPT Đồng Văn'],
    ['THCS Đồng Văn', 'Chi đoàn Trường THCS Đồng Văn'],
    ['Đoàn xã Lũng Cú', 'Đoàn xã Lũng Cú'],
    ['Xã Lũng Cú', 'Đoàn xã Lũng Cú'],
    ['BCH Đoàn xã Lũng Cú', 'Đoàn xã Lũng Cú'],
    ['Lũng Cú, Đồng Văn', 'Đoàn xã Lũng Cú'],
    ['Bản Máy', 'Đoàn xã Bản Máy'],
    ['TT Đồng Văn', 'Đoàn thị trấn Đồng Văn'],
  ])('%s', (text, name) => {
    expect(match(text)).toMatchObject({ outcome: 'certain', unit: { name } })
  })

  it('is found by the commune where two have the same name, else it is asked for', () => {
    expect(nameOf('Thôn 3, xã Lũng Cú')).toBe('certain · Chi đoàn thôn 3 · Đoàn xã Lũng Cú')
    expect(nameOf('Thôn 03 Ma Lé')).toBe('ask')
    expect(nameOf('Thôn III - Ma Lé')).toBe('certain · Chi đoàn thôn 3 · Đoàn xã Ma Lé')
    expect(match('Thôn 3')).toMatchObject({ outcome: 'ask', reason: 'several' })
    expect(match('Thôn 3').candidates).toHaveLength(2)
  })

  it('is asked for where only diacritics would tell and there are none', () => {
    expect(match('then pa')).toMatchObject({ outcome: 'ask', reason: 'several' })
  })

  it('is only likely with other diacritics or a misspelling', () => {
    expect(match('Thôn Nã Nong')).toMatchObject({ outcome: 'likely', reason: 'diacritics' })
    expect(match('Thôn Nà Nongg')).toMatchObject({
      outcome: 'likely',
      reason: 'spelling',
      unit: { name: 'Chi đoàn thôn Nà Nong' },
    })
    expect(match('Tổ 3')).toMatchObject({ outcome: 'ask' })
    expect(match('5')).toMatchObject({ outcome: 'likely', reason: 'without_type' })
  })

  it('is never guessed into another commune', () => {
    expect(match('Thôn Nà Nong, xã Ma Lé')).toMatchObject({ outcome: 'ask', reason: 'elsewhere' })
    expect(match('Thôn 8')).toMatchObject({ outcome: 'ask', reason: 'unknown' })
    expect(match('Thôn Mới Lập')).toMatchObject({
      outcome: 'ask',
      reason: 'unknown',
      candidates: [],
    })
    expect(match(' - ')).toMatchObject({ outcome: 'ask', reason: 'unknown' })
  })

  it('is found where its name begins with a word for the Union', () => {
    const unity = unitMatcher([
      { id: 'u', name: 'Chi đoàn thôn Đoàn Kết', above: ['Đoàn xã Sủng Là'] },
    ])
    for (const text of ['Đoàn Kết', 'Thôn Đoàn Kết', 'Chi đoàn Đoàn Kết', 'doan ket, xã Sủng Là'])
      expect(unity(text), text).toMatchObject({ outcome: 'certain', unit: { id: 'u' } })
  })
})
