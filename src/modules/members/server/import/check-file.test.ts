import { describe, expect, it } from 'vitest'
import type { ImportedPerson } from '../../import-shapes.ts'
import { fileChecker } from './check-file.ts'

const sinh: ImportedPerson = {
  fullName: 'Vàng Mí Sình',
  kind: 'member',
  birth: { on: '2004-04-03', year: 2004, month: 4, precision: 'day' },
}
const bornIn = (year: number) => ({ birth: { year, precision: 'year' as const } })

type Given = Partial<ImportedPerson> & { unit?: string; broughtKey?: string }
/** Hands people in, one row each from row 2. */
function hand(...people: Given[]) {
  const check = fileChecker()
  return people.map(({ unit = 'u1', broughtKey, ...person }, i) =>
    check({ row: i + 2, person: { ...sinh, ...person }, unit, broughtKey }),
  )
}
const codes = (...people: Given[]) =>
  hand(...people).map((checked) => checked.faults.map((fault) => fault.code))

describe('rows of one file are held against each other', () => {
  it('the same row twice is said, and not dropped', () => {
    const [first, second] = hand({}, {})
    expect(first?.faults).toEqual([])
    expect(second).toMatchObject({
      sameAs: 2,
      faults: [{ code: 'duplicate_exact', level: 'warning', params: { row: 2 } }],
    })
    expect(second?.key).not.toBe(first?.key)
  })

  it('namesakes of one birth date in one branch are a question, not an error', () => {
    expect(hand({ phone: '+84912345678' }, { phone: '+84987654321' })[1]).toMatchObject({
      sameAs: 2,
      faults: [{ code: 'duplicate_likely', level: 'warning' }],
    })
    expect(codes({}, { fullName: 'Vang Mi Sinh' })[1]).toEqual(['duplicate_likely'])
    expect(codes({}, bornIn(2004))[1]).toEqual(['duplicate_likely'])
  })

  it('people who differ in day, year, sex or citizen number are different people', () => {
    expect(codes({}, { birth: { on: '2004-04-04', year: 2004, precision: 'day' } })).toEqual([
      [],
      [],
    ])
    expect(codes({}, bornIn(2005))).toEqual([[], []])
    expect(codes({ sex: 'male' }, { sex: 'female' })).toEqual([[], []])
    expect(codes({ citizenId: '002204001234' }, { citizenId: '002204001235' })).toEqual([[], []])
  })

  it('the same name and day in another unit is worth a look, except on 1 January', () => {
    expect(codes({}, { unit: 'u2' })[1]).toEqual(['duplicate_elsewhere'])
    const newYear = { birth: { on: '2004-01-01', year: 2004, precision: 'day' as const } }
    expect(codes(newYear, { ...newYear, unit: 'u2' })).toEqual([[], []])
  })

  it('a citizen number or code belongs to one person', () => {
    expect(
      codes(
        { citizenId: '002204001234' },
        { citizenId: '002204001234', fullName: 'Hoàng Thị Mỷ' },
      )[1],
    ).toEqual(['citizen_id_repeated'])
    expect(codes({ code: 'A1' }, { code: 'A1', fullName: 'Hoàng Thị Mỷ' })[1]).toEqual([
      'code_repeated',
    ])
  })
})

describe('a row keeps its key', () => {
  const keys = (...people: Given[]) => hand(...people).map((checked) => checked.key)

  it('when the file comes again, in any order', () => {
    const mother = { fullName: 'Hoàng Thị Mỷ' }
    expect(keys({}, {}, mother)).toEqual(keys({}, {}, mother))
    expect(new Set(keys(mother, {}, {}))).toEqual(new Set(keys({}, {}, mother)))
  })

  it('when what is not the person was mended', () => {
    expect(keys({ phone: '+84912345678', note: 'x' })).toEqual(keys({}))
  })

  it('and is another one for another person', () => {
    expect(
      new Set([
        ...keys({}),
        ...keys({ fullName: 'Vàng Mí Sính' }),
        ...keys(bornIn(2004)),
        ...keys({ unit: 'u2' }),
        ...keys({ citizenId: '002204001234' }),
      ]).size,
    ).toBe(5)
    expect(new Set(keys({}, {}, {})).size).toBe(3)
  })

  it('that it brought along from a file of faults, whatever was mended', () => {
    const [, second] = keys({}, {})
    expect(keys({ broughtKey: second, fullName: 'Vàng Mí Sính' })).toEqual([second])
  })

  it('unless another row brought it too: then it is a new person, and that is said', () => {
    const [key] = keys({})
    const [first, copy] = hand({ broughtKey: key }, { broughtKey: key, fullName: 'Hoàng Thị Mỷ' })
    expect(first?.key).toBe(key)
    expect(copy?.key).not.toBe(key)
    expect(copy?.faults).toMatchObject([{ code: 'row_key_repeated' }])
    expect(keys({ broughtKey: 'nonsense' })).toEqual(keys({}))
  })
})
