import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RawCell } from '#platform/server/workbook/raw-row.ts'
import type { ImportField } from '../../import-fields.ts'
import { importFields } from '../../import-fields.ts'
import { ImportedPerson } from '../../import-shapes.ts'
import { checkRow, type RowOptions } from './check-row.ts'
import { columnsOf } from './columns.ts'
import { headerAt } from './header/find-header.ts'

const options: RowOptions = { today: '2024-04-03', kind: 'member' }

/** Checks one row whose columns hold the given fields. */
function check(cells: Partial<Record<ImportField, RawCell>>, also: Partial<RowOptions> = {}) {
  const fields = Object.keys(cells) as ImportField[]
  const values = Object.values(cells)
  const header = headerAt(
    [
      { number: 1, cells: fields },
      { number: 2, cells: values },
    ],
    0,
    1,
  )
  const columns = columnsOf(header, { fields, dayAndMonthSwapped: false })
  return checkRow({ number: 2, cells: values }, columns, { ...options, ...also })
}
const codes = (cells: Partial<Record<ImportField, RawCell>>) =>
  check(cells).faults.map((fault) => fault.code)
const sinh = { fullName: 'VÀNG MÍ SÌNH', birth: '03/04/2004' } as const

describe('a row becomes a person', () => {
  it('with everything a list may say', () => {
    expect(
      check({
        orderNumber: 1,
        ...sinh,
        sex: 'Nam',
        ethnicity: "H'Mông",
        religion: 'ko',
        unit: 'Thôn Nà Nong',
        commune: 'Lũng Cú',
        code: 'HG-000123',
        position: 'Bí thư',
        citizenId: 2204001234,
        phone: 912345678,
        email: 'Sinh@Example.vn',
        hometown: 'Lũng Cú',
        residenceStatus: 'Đi học',
        education: '12/12',
        admittedOn: '26/03/2020',
        partyOn: '03/02/2024',
        note: '-',
      }),
    ).toEqual({
      row: 2,
      unitText: 'Thôn Nà Nong, Lũng Cú',
      faults: [],
      person: {
        fullName: 'Vàng Mí Sình',
        birth: { on: '2004-04-03', year: 2004, month: 4, precision: 'day' },
        sex: 'male',
        ethnicity: 'Mông',
        religion: 'Không',
        code: 'HG-000123',
        position: 'Bí thư',
        kind: 'member',
        citizenId: '002204001234',
        phone: '+84912345678',
        email: 'sinh@example.vn',
        hometown: 'Lũng Cú',
        residenceStatus: 'studying_away',
        education: '12/12',
        admitted: { on: '2020-03-26', year: 2020, month: 3, precision: 'day' },
        partyJoined: { on: '2024-02-03', year: 2024, month: 2, precision: 'day' },
        partyStatus: 'probationary',
      },
    })
  })

  it('whose name stands in two columns', () => {
    expect(
      check({ familyNames: 'VÀNG MÍ', givenName: 'SÌNH', birthYear: 2004 }).person,
    ).toMatchObject({ fullName: 'Vàng Mí Sình' })
  })

  it('whose birth date stands under their sex', () => {
    const cells = { fullName: 'Hoàng Thị Mỷ', birthIfMale: null, birthIfFemale: '05/06/2003' }
    expect(check(cells).person).toMatchObject({ sex: 'female', birth: { on: '2003-06-05' } })
    expect(check({ ...cells, birthIfMale: 2003, birthIfFemale: null }).person).toMatchObject({
      sex: 'male',
      birth: { year: 2003, precision: 'year' },
    })
    expect(codes({ ...cells, birthIfMale: '05/06/2003' })).toEqual(['birth_twice'])
    expect(codes({ ...cells, sex: 'Nam' })).toEqual(['sex_disagrees'])
  })

  it('whose day, month and year stand apart', () => {
    expect(
      check({ fullName: 'Hoàng Thị Mỷ', birthDay: 5, birthMonth: '06', birthYear: 2003 }).person
        ?.birth?.on,
    ).toBe('2003-06-05')
    expect(
      check({ fullName: 'Hoàng Thị Mỷ', birthDay: null, birthMonth: null, birthYear: 2003 }).person
        ?.birth,
    ).toEqual({ year: 2003, precision: 'year' })
    expect(
      codes({ fullName: 'Hoàng Thị Mỷ', birthDay: 31, birthMonth: 2, birthYear: 2003 }),
    ).toEqual(['date_impossible'])
  })

  it('whose sex is ticked, in two columns or in one', () => {
    expect(check({ ...sinh, maleMark: 'x', femaleMark: null }).person?.sex).toBe('male')
    expect(check({ ...sinh, maleMark: null, femaleMark: 'X' }).person?.sex).toBe('female')
    expect(check({ ...sinh, maleMark: null, femaleMark: null }).person?.sex).toBeUndefined()
    expect(check({ ...sinh, femaleMark: 'x' }).person?.sex).toBe('female')
    expect(check({ ...sinh, femaleMark: null }).person?.sex).toBe('male')
  })

  it('member or youth as ticked, else as the whole list is', () => {
    expect(check({ ...sinh, memberMark: 'x' }, { kind: 'youth' }).person?.kind).toBe('member')
    expect(check({ ...sinh, memberMark: null }).person?.kind).toBe('youth')
    expect(check(sinh, { kind: 'youth' }).person?.kind).toBe('youth')
  })
})

describe('a fault says where it stands and what is to be done', () => {
  it('an error keeps the row out', () => {
    const checked = check({ ...sinh, birth: '31/02/2004' })
    expect(checked.person).toBeUndefined()
    expect(checked.faults).toEqual([
      { code: 'date_impossible', level: 'error', column: 1, params: { value: '31/02/2004' } },
    ])
  })

  it('a warning lets it in', () => {
    const checked = check({ ...sinh, phone: '091' })
    expect(checked.person).toMatchObject({ fullName: 'Vàng Mí Sình' })
    expect(checked.person).not.toHaveProperty('phone')
    expect(checked.faults).toMatchObject([
      { code: 'phone_unreadable', level: 'warning', column: 2 },
    ])
  })

  it.each<[Partial<Record<ImportField, RawCell>>, string[]]>([
    [{ fullName: null, birth: '03/04/2004' }, ['name_missing']],
    [{ fullName: 'Vàng Mí Sình' }, ['birth_missing']],
    [{ ...sinh, citizenId: '002205001234', sex: 'Nam' }, ['citizen_id_birth']],
    [{ ...sinh, citizenId: '002304001234', sex: 'Nam' }, ['citizen_id_sex']],
    [{ ...sinh, birth: '03/04/2015' }, ['age_unusual']],
    [{ ...sinh, birth: 1975 }, ['age_unusual']],
    [{ ...sinh, admittedOn: '26/03/2003' }, ['admitted_before_birth']],
    [{ ...sinh, admittedOn: '26/03/2018' }, ['admitted_young']],
    [{ ...sinh, admittedOn: 2020 }, []],
    [
      { ...sinh, phone: '091', email: 'x', ethnicity: 'Pháp' },
      ['ethnicity_unknown', 'phone_unreadable', 'email_unreadable'],
    ],
  ])('%j: %j', (cells, expected) => expect(codes(cells)).toEqual(expected))
})

it('whatever the cells hold, what comes out is a person by the shape, or an error', () => {
  const cell = fc.oneof(
    fc.constantFrom<RawCell>(
      null,
      'x',
      'Nam',
      '03/04/2004',
      'Vàng Mí Sình',
      2004,
      38080,
      '0912345678',
      2204001234,
      '12/12',
      'ko',
    ),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.integer({ min: 30, max: 2100 }).map((length) => 'lá '.repeat(length / 3)),
    fc.double(),
    fc.date({ noInvalidDate: true, min: new Date('1890-01-01'), max: new Date('2200-01-01') }),
  )
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: importFields.length, maxLength: importFields.length }),
      fc.boolean(),
      (cells, named) => {
        const row = Object.fromEntries(importFields.map((field, i) => [field, cells[i] ?? null]))
        if (named) Object.assign(row, { fullName: 'Vàng Mí Sình', code: null, cardNumber: null })
        const { person, faults } = check(row)
        if (person) expect(ImportedPerson.parse(person)).toEqual(person)
        else expect(faults.some((fault) => fault.level === 'error')).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})
