import { describe, expect, it } from 'vitest'
import type { RawCell } from '#platform/server/workbook/raw-row.ts'
import { plainLetters } from '../plain-text.ts'
import { ethnicGroups, religions } from './ethnic-groups.ts'
import { readCitizenId } from './read-citizen-id.ts'
import { readEducation } from './read-education.ts'
import { readEthnicity, readReligion } from './read-listed.ts'
import { readPhone } from './read-phone.ts'
import { isTicked, readSex } from './read-sex.ts'
import { readPartyStatus, readResidenceStatus } from './read-status.ts'
import { readEmail, readText } from './read-text.ts'
import type { Reading } from './reading.ts'

const told = ({ value, problems }: Reading<unknown>) => [
  value,
  ...problems.map((problem) => problem.code),
]

describe('sex', () => {
  it.each([
    ['Nam', 'male'],
    ['NỮ', 'female'],
    ['nu', 'female'],
    ['Nữ giới', 'female'],
    ['trai', 'male'],
    ['M', 'male'],
  ])('%s', (cell, sex) => expect(told(readSex(cell))).toEqual([sex]))

  it.each(['N', '1', '0', 'x', 'Năm'.slice(0, 1)])('%s is not guessed', (cell) => {
    expect(told(readSex(cell))).toEqual([undefined, 'sex_unknown'])
  })

  it('ticks', () => {
    for (const cell of ['x', 'X', 'v', 1, '1', '✓', '√', 'TRUE', 'có'])
      expect(isTicked(cell)).toBe(true)
    for (const cell of ['', null, 'FALSE', '0', 'không', 'nữ']) expect(isTicked(cell)).toBe(false)
  })
})

describe('phone', () => {
  it.each<[RawCell, string]>([
    ['0912345678', '+84912345678'],
    ['0912 345 678', '+84912345678'],
    ['0912.345.678', '+84912345678'],
    ['0912-345-678', '+84912345678'],
    ['+84 912 345 678', '+84912345678'],
    ['(+84) 0912345678', '+84912345678'],
    ['84912345678', '+84912345678'],
    ['0084912345678', '+84912345678'],
    [912345678, '+84912345678'],
    ['912345678', '+84912345678'],
    ['ĐT: 0355 555 555', '+84355555555'],
  ])('%j', (cell, phone) => expect(told(readPhone(cell))).toEqual([phone]))

  it('of several the first mobile number, and that is said', () => {
    expect(told(readPhone('0219 3866 123 / 0912345678'))).toEqual(['+84912345678', 'phone_several'])
    expect(told(readPhone('0912345678; 0987654321'))).toEqual(['+84912345678', 'phone_several'])
    expect(told(readPhone('0912345678\n0987654321'))).toEqual(['+84912345678', 'phone_several'])
    expect(told(readPhone('0912 345 678 - 0987 654 321'))).toEqual([
      '+84912345678',
      'phone_several',
    ])
    expect(told(readPhone('0912345678 hoặc 0987654321'))).toEqual(['+84912345678', 'phone_several'])
  })

  it('from before 2018 gets its present prefix, and that is said', () => {
    expect(readPhone('01662345678')).toEqual({
      value: '+84362345678',
      problems: [
        { code: 'phone_old_prefix', params: { value: '01662345678', phone: '0362345678' } },
      ],
    })
    expect(told(readPhone(1_662_345_678))).toEqual(['+84362345678', 'phone_old_prefix'])
  })

  it('that is none is left out, and that is said', () => {
    expect(told(readPhone('02193866123'))).toEqual([undefined, 'phone_landline'])
    expect(told(readPhone('091234567'))).toEqual([undefined, 'phone_unreadable'])
    expect(told(readPhone('không có'))).toEqual([undefined, 'phone_unreadable'])
    expect(told(readPhone('01112345678'))).toEqual([undefined, 'phone_unreadable'])
  })
})

describe("a citizen's number", () => {
  const born = (year: number) => ({ year, precision: 'year' as const })

  it.each<[RawCell, string]>([
    ['002204001234', '002204001234'],
    ['002 204 001 234', '002204001234'],
    ["'002204001234", '002204001234'],
    ['CCCD: 002204001234', '002204001234'],
    ['073123456', '073123456'],
  ])('%j', (cell, number) => expect(told(readCitizenId(cell))).toEqual([number]))

  it('gets back the zeros that Excel took, silently where birth and sex confirm it', () => {
    expect(told(readCitizenId(2_204_001_234, { birth: born(2004), sex: 'male' }))).toEqual([
      '002204001234',
    ])
    expect(told(readCitizenId(2_204_001_234))).toEqual(['002204001234', 'citizen_id_restored'])
    expect(told(readCitizenId(11_304_001_234, { birth: born(2004) }))).toEqual(['011304001234'])
    expect(told(readCitizenId(73_123_456))).toEqual(['073123456', 'citizen_id_restored'])
  })

  it('that disagrees with birth date or sex is a warning only', () => {
    expect(told(readCitizenId('002204001234', { birth: born(2005), sex: 'female' }))).toEqual([
      '002204001234',
      'citizen_id_birth',
      'citizen_id_sex',
    ])
    expect(told(readCitizenId('002094001234', { birth: born(1994), sex: 'male' }))).toEqual([
      '002094001234',
    ])
    expect(told(readCitizenId('002194001234', { birth: born(1994), sex: 'female' }))).toEqual([
      '002194001234',
    ])
    expect(told(readCitizenId('008304001234', { birth: born(2004), sex: 'female' }))).toEqual([
      '008304001234',
    ])
    expect(told(readCitizenId('999204001234'))).toEqual(['999204001234', 'citizen_id_province'])
  })

  it.each(['2.20401E+9', '2,20401E+09', '1E11'])('that Excel rounded (%s) is lost', (cell) => {
    expect(told(readCitizenId(cell))).toEqual([undefined, 'citizen_id_rounded'])
  })

  it.each(['1234567', '0022040012345', 'B1234567', 'đang làm'])('%s is none', (cell) => {
    expect(told(readCitizenId(cell))).toEqual([undefined, 'citizen_id_unreadable'])
  })
})

describe('ethnic group', () => {
  it('knows all 54, and no way of writing means two of them', () => {
    expect(ethnicGroups).toHaveLength(54)
    for (const list of [ethnicGroups, religions]) {
      const seen = new Map<string, string>()
      for (const [name, ...others] of list) {
        for (const way of [name, ...others]) {
          expect(seen.get(plainLetters(way)) ?? name).toBe(name)
          seen.set(plainLetters(way), name)
        }
      }
    }
  })

  it.each([
    ["H'Mông", 'Mông'],
    ['HMÔNG', 'Mông'],
    ['Hmong', 'Mông'],
    ['mông', 'Mông'],
    ['H’mông', 'Mông'],
    ['Dao đỏ', 'Dao'],
    ['Dân tộc Tày', 'Tày'],
    ['người Dao', 'Dao'],
    ['DT Nùng', 'Nùng'],
    ['TAY', 'Tày'],
    ['Cờ Lao', 'Cơ Lao'],
    ['Pu péo', 'Pu Péo'],
    ['Cao Lan', 'Sán Chay'],
    ['Ê-đê', 'Ê Đê'],
    ['La Chi', 'La Chí'],
    ['Ngái', 'Ngái'],
  ])('%s is %s', (cell, group) => expect(told(readEthnicity(cell))).toEqual([group]))

  it('that is on no list is kept as written, and that is said', () => {
    expect(told(readEthnicity('Pháp'))).toEqual(['Pháp', 'ethnicity_unknown'])
  })

  it('religion has no closed list', () => {
    expect(told(readReligion('ko'))).toEqual(['Không'])
    expect(told(readReligion('TIN LÀNH'))).toEqual(['Tin lành'])
    expect(told(readReligion('Bà-la-môn'))).toEqual(['Bà-la-môn'])
  })
})

describe('education', () => {
  it.each<[RawCell, string]>([
    ['12/12', '12/12'],
    ['9 / 12', '9/12'],
    ['09/12', '9/12'],
    ['10/10', '10/10'],
    ['Lớp 7', '7/12'],
    [12, '12/12'],
    ['THPT', '12/12'],
    ['Cấp III', '12/12'],
    ['THCS', '9/12'],
    ['tiểu học', '5/12'],
    // What Excel makes of 9/12: 9 December here, 12 September on an English system.
    [new Date('2024-12-09T00:00:00Z'), '9/12'],
    [new Date('2024-09-12T00:00:00Z'), '9/12'],
    ['09/12/2024', '9/12'],
    [45_635, '9/12'],
  ])('%j is %s', (cell, grades) => expect(told(readEducation(cell))).toEqual([grades]))

  it('anything else is kept', () => {
    expect(told(readEducation('Đại học'))).toEqual(['Đại học', 'education_unreadable'])
    expect(told(readEducation('13/12'))).toEqual(['13/12', 'education_unreadable'])
  })
})

describe('status', () => {
  it.each([
    ['Ở nhà', 'at_home'],
    ['Có mặt tại địa phương', 'at_home'],
    ['Đi học', 'studying_away'],
    ['SV ĐH Thái Nguyên', 'studying_away'],
    ['Đi làm ăn xa', 'working_away'],
    ['Công ty Samsung', 'working_away'],
    ['đi xa', 'working_away'],
  ])('residence %s', (cell, status) => expect(told(readResidenceStatus(cell))).toEqual([status]))

  it('residence that says nothing is left out, and that is said', () => {
    expect(told(readResidenceStatus('Tại xã'))).toEqual([undefined, 'residence_status_unknown'])
  })

  const dates = { today: '2024-04-03' }
  it.each<[RawCell, string]>([
    ['x', 'full'],
    ['Đảng viên', 'full'],
    ['Chính thức', 'full'],
    ['Đảng viên dự bị', 'probationary'],
    ['Cảm tình Đảng', 'candidate'],
    ['Không', 'none'],
    ['Chưa', 'none'],
    ['Quần chúng', 'none'],
    ['03/02/2020', 'full'],
    ['03/02/2024', 'probationary'],
    [2019, 'full'],
  ])('party %j is %s', (cell, status) =>
    expect(told(readPartyStatus(cell, dates))).toEqual([status]),
  )

  it('party that says nothing is left out, and that is said', () => {
    expect(told(readPartyStatus('abc', dates))).toEqual([undefined, 'party_status_unknown'])
  })
})

describe('text', () => {
  it('is composed, with single spaces; fillers are nothing', () => {
    expect(told(readText('  Thôn 3,\n xã  Lũng Cú '.normalize('NFD'), 300))).toEqual([
      'Thôn 3, xã Lũng Cú',
    ])
    for (const filler of ['-', '...', '…', '  ', '__'])
      expect(told(readText(filler, 300))).toEqual([undefined])
    expect(told(readText('a'.repeat(301), 300))).toEqual([undefined, 'value_too_long'])
  })

  it('e-mail', () => {
    expect(told(readEmail(' Sinh.Vang@Example.VN '))).toEqual(['sinh.vang@example.vn'])
    for (const bad of ['sinh@', 'sinh.example.vn', 'a@b', '.a@b.vn', 'a..b@c.vn', '0912345678']) {
      expect(told(readEmail(bad))).toEqual([undefined, 'email_unreadable'])
    }
  })
})
