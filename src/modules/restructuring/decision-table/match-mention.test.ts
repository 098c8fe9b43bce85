import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchMention } from './match-mention.ts'
import { splitMentions } from './split-mentions.ts'
import { smallUnits } from './testing/small-reform.ts'
import { indexUnits, type UnitOfTheDay } from './unit-index.ts'

const units = indexUnits(smallUnits)
const match = (written: string, known = units) =>
  matchMention(splitMentions(written)[0]!, { units: known })
const answer = (written: string) => {
  const { status, reason, unitId } = match(written)
  return [status, reason.code, unitId].filter(Boolean).join(' · ')
}

describe('a name standing alone', () => {
  it.each([
    ['Xã Hoà Lạc', 'certain · same · lk Hoà Lạc'],
    ['xã HOÀ LẠC', 'certain · same · lk Hoà Lạc'],
    ['Đoàn xã Hòa Lạc', 'certain · tone_place · lk Hoà Lạc'],
    ['Hòa Lạc', 'certain · tone_place · lk Hoà Lạc'],
    ['Xã Quí Sơn', 'certain · i_or_y · lk Quý Sơn'],
    ['Nậm Cắn', 'certain · without_type · lk Nậm Cắn'],
    ['TT.Lam Khê', 'certain · same · lk thị trấn Lam Khê'],
    ['TT Lam Khê', 'certain · same · lk thị trấn Lam Khê'],
    ['P. Minh Đức', 'certain · same · tp phường Minh Đức'],
    ['Xã Minh Đức', 'certain · same · tp Minh Đức'],
    ['Thị trấn Nông trường Vân Đài', 'certain · same · vd thị trấn Nông Trường Vân Đài'],
    ['TT NT Vân Đài', 'certain · same · vd thị trấn Nông Trường Vân Đài'],
    ['Xã Tân Thịnh (huyện Vân Đài)', 'certain · qualifier · vd Tân Thịnh'],
    ['xã Tân Thịnh huyện Vân Đài', 'certain · qualifier · vd Tân Thịnh'],
    ['Tân Thịnh (Vân Đài)', 'certain · qualifier · vd Tân Thịnh'],
    ['Yên Thịnh (tỉnh Bạch Hải)', 'certain · qualifier · ht Yên Thịnh'],
    ['Xã Thượng Yên (cũ)', 'certain · same · vd Thượng Yên'],
    ['Xã Lam Khê', 'likely · other_type · lk thị trấn Lam Khê'],
    ['xã Sà Lủng', 'likely · first_letters · lk Xà Lủng'],
    ['xã Xã Lủng', 'likely · diacritics · lk Xà Lủng'],
    ['Xà Lủng', 'certain · without_type · lk Xà Lủng'],
    ['xã Khâu Vạn', 'likely · diacritics · vd Khau Vạn'],
    ['khau van', 'likely · no_diacritics · vd Khau Vạn'],
    ['xã Đăk-Sin', 'likely · spacing · vd Đăk Sin'],
    ['xã Tràng Ang', 'likely · one_letter · tp Tràng An'],
    ['Xã Tân Thịnh', 'ask · several'],
    ['Minh Đức', 'ask · several'],
    ['Xã Nậm Cắn (huyện Vân Đài)', 'ask · elsewhere'],
    ['Xã Hồng Phong', 'ask · not_found'],
    ['huyện Lam Khê', 'likely · other_type · lk thị trấn Lam Khê'],
  ])('%s: %s', (written, expected) => {
    expect(answer(written)).toBe(expected)
  })

  it('is asked for with what it may be, the likeliest first', () => {
    const { candidates } = match('Xã Nậm Cắn (huyện Vân Đài)')
    expect(candidates[0]).toMatchObject({ unitId: 'lk Nậm Cắn' })
    expect(
      match('Xã Tân Thịnh')
        .candidates.map(({ unitId }) => unitId)
        .slice(0, 2),
    ).toEqual(['lk Tân Thịnh', 'vd Tân Thịnh'])
    expect(match('xã Phó Cao Lan').candidates).toEqual([])
  })

  it('says what differs', () => {
    expect(match('xã Sà Lủng').reason.params).toEqual({
      written: 'Sà Lủng',
      unit: 'Xà Lủng',
      letters: 's – x',
    })
    expect(match('Xã Lam Khê').reason.params).toEqual({ written: 'xã', unit: 'thị trấn' })
  })

  it('leaves branches and schools alone, and cannot place what has no district', () => {
    const school: UnitOfTheDay = {
      ...smallUnits[0]!,
      id: 's',
      name: 'Đoàn trường Pả',
      type: 'school_union',
    }
    expect(indexUnits([school])).toEqual([])
    const flat = indexUnits(
      smallUnits.map((unit) => ({ ...unit, districtId: null, districtName: null })),
    )
    expect(match('Xã Tân Thịnh (huyện Vân Đài)', flat)).toMatchObject({ status: 'ask' })
    expect(match('Xã Cao Vân (huyện Vân Đài)', flat)).toMatchObject({ status: 'certain' })
  })
})

describe('a name written in any way that means the same', () => {
  const orders: [string, string][] = [
    ['oà', 'òa'],
    ['uý', 'úy'],
    ['oẻ', 'ỏe'],
    ['Quý', 'Quí'],
    ['Mỹ', 'Mĩ'],
    ['Lý', 'Lí'],
  ]
  const otherWay = (text: string) =>
    orders.reduce((changed, [one, other]) => changed.replace(one, other), text)
  const words = {
    commune_union: ['xã ', 'Xã ', 'X. ', 'Đoàn xã ', 'XÃ '],
    ward_union: ['phường ', 'P. ', 'P.', 'Đoàn phường ', 'Phường  '],
    township_union: ['thị trấn ', 'TT. ', 'TT ', 'Đoàn thị trấn ', 'Thị Trấn '],
  }

  it('still is its unit, without a question', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...units),
        fc.nat(4),
        fc.boolean(),
        fc.constantFrom(
          (text: string) => text,
          (text: string) => text.toUpperCase(),
          (text: string) => text.normalize('NFD'),
          (text: string) => ` ${text} `,
        ),
        (unit, word, isOther, change) => {
          const name = isOther ? otherWay(unit.place.name) : unit.place.name
          const kind = words[unit.type as keyof typeof words][word]
          const within = ` (${unit.districtName!.replace('Huyện đoàn', 'huyện').replace('Thành đoàn', 'TP')})`
          expect(match(change(kind + name + within))).toMatchObject({
            status: 'certain',
            unitId: unit.id,
          })
        },
      ),
    )
  })
})
