import { describe, expect, it } from 'vitest'
import { reasonText, tableFaultText } from '../components/table-words.ts'
import { matchTable } from './match-table.ts'
import { readText } from './read-text.ts'
import { countMatches } from './testing/count-matches.ts'
import { smallTable, smallTableText, smallTruth, smallUnits } from './testing/small-reform.ts'

const match = (text: string, units = smallUnits) => matchTable(readText(text)?.rows ?? [], units)
const table = match(smallTableText)

/** What a name of a row was taken for, and why. */
const taken = (row: number, at: number, of = table) => {
  const { status, unitId, reason } = of.rows[row - 1]!.mentions[at]!
  return [status, reason.code, unitId].filter(Boolean).join(' · ')
}

describe('the small reform of our own', () => {
  it('is read whole', () => {
    expect(table.rows.map(({ newUnit }) => newUnit.written)).toEqual(
      smallTable.map(([name]) => name),
    )
    expect(table.rows.map(({ mentions }) => mentions.length)).toEqual(
      smallTruth.map((names) => names.length),
    )
  })

  it('is matched as counted: nothing certain is wrong', () => {
    expect(countMatches(table, (row, at) => smallTruth[row]![at]!)).toEqual({
      withoutQuestion: 20,
      certainlyWrong: 0,
      proposedRightly: 11,
      proposedWrongly: 1,
      asked: 3,
    })
    expect(table.counts).toEqual({ certain: 20, likely: 12, ask: 3 })
  })

  it('tells two of one name apart by what else is in the row', () => {
    expect(taken(14, 1)).toBe('likely · row_district · ht Yên Thịnh')
    expect(taken(5, 1)).toBe('likely · row_new_name · vd Tân Thịnh')
    expect(taken(13, 0)).toBe('ask · several')
  })

  it('asks where a name is like one that is taken', () => {
    expect(taken(12, 2)).toBe('ask · claimed')
  })

  it('shows who is named nowhere, in all and where something is asked', () => {
    expect(table.unnamed).toEqual(['lk Yên Thịnh', 'lk Bỏ Quên', 'vd Yên Lạc', 'ht Yên Lạc'])
    expect(table.rows[9]!.mentions[2]!.candidates).toEqual([
      {
        unitId: 'ht Yên Lạc',
        reason: { code: 'named_nowhere', params: { district: 'Hải Thượng' } },
        score: 0.2,
      },
    ])
  })

  it('reports what is cut in parts, and what is cut without a rest', () => {
    expect(table.splits).toEqual([
      { unitId: 'lk Bản Đáy', rows: [3, 17] },
      { unitId: 'tp phường Hồng Hà', rows: [7, 8] },
    ])
    expect(table.restNowhere).toEqual([])
    expect(match('Xã Mới: một phần xã Cao Vân').restNowhere).toEqual([
      { unitId: 'lk Cao Vân', row: 1 },
    ])
  })

  it('names each new unit and its type, and whose name it keeps', () => {
    const units = table.rows.map(({ newUnit }) => newUnit)
    expect(units[0]).toEqual({
      written: 'Xã Hòa Lạc',
      name: 'Đoàn xã Hòa Lạc',
      type: 'commune_union',
    })
    expect(units[6]).toMatchObject({ name: 'Đoàn phường Lam Sơn 1', type: 'ward_union' })
    expect(units[14]).toMatchObject({ name: 'Đoàn đặc khu Bạch Thạch', type: 'commune_union' })
    expect(match('THỊ TRẤN HOÀ LẠC: xã Hoà Lạc').rows[0]!.newUnit).toMatchObject({
      name: 'Đoàn thị trấn Hoà Lạc',
      type: 'township_union',
    })
    const kept = table.rows.map(({ keepsNameOf }) => keepsNameOf)
    expect(kept.slice(0, 7)).toEqual([
      'lk Hoà Lạc',
      'lk thị trấn Lam Khê',
      'lk Xà Lủng',
      'lk Tân Thịnh',
      'vd thị trấn Nông Trường Vân Đài',
      'vd Đăk Sin',
      null,
    ])
  })

  it('says the faults of its rows', () => {
    const faults = table.rows.flatMap(({ position, faults: of }) =>
      of.map(({ code, params }) => ({ position, code, params })),
    )
    expect(faults).toEqual([
      { position: 16, code: 'predecessors_missing', params: { name: 'Xã Bỏ Trống' } },
      { position: 17, code: 'new_name_twice', params: { name: 'Xã Hoà Lạc', row: 1 } },
    ])
  })

  it('has words for every reason and fault', () => {
    const reasons = table.rows.flatMap(({ mentions }) =>
      mentions.flatMap(({ reason, candidates }) => [
        reason,
        ...candidates.map((each) => each.reason),
      ]),
    )
    const texts = [
      ...reasons.map(reasonText),
      ...table.rows.flatMap(({ faults }) => faults.map(tableFaultText)),
    ]
    for (const text of texts) expect(text).not.toMatch(/undefined|[{}]|^$/)
    expect(reasonText(table.rows[2]!.mentions[0]!.reason)).toBe(
      'Bảng ghi “Sà Lủng”, tên trong hệ thống là “Xà Lủng”: khác phụ âm đầu s – x.',
    )
  })
})

describe('a row that contradicts itself or the table', () => {
  const faultsOf = (text: string) =>
    match(text).rows.map(({ faults }) => faults.map(({ code }) => code))

  it('names a unit twice, or leaves unchanged what goes elsewhere', () => {
    expect(faultsOf('Xã Mới: xã Cao Vân, xã Nậm Cắn, Cao Vân')).toEqual([['predecessor_twice']])
    expect(faultsOf('Xã Cao Vân: giữ nguyên\nXã Mới: xã Cao Vân, xã Nậm Cắn')).toEqual([
      ['unchanged_named_elsewhere'],
      [],
    ])
  })

  it('lies in two provinces, or has a namesake nearer by', () => {
    expect(taken(1, 2, match('Xã Mới: xã Cao Vân, xã Nậm Cắn, xã Phú Long'))).toBe(
      'likely · other_province · ht Phú Long',
    )
    const units = smallUnits.map((unit) =>
      unit.id === 'lk Cao Vân' ? { ...unit, name: 'Đoàn xã Trần Lãm' } : unit,
    )
    expect(taken(1, 1, match('Xã Mới: xã Nậm Cắn, phường Trần Lãm', units))).toBe('ask · several')
  })

  it('proposes one unit for two names: both are asked', () => {
    const both = match('Xã Một: xã Tràn An, xã Minh Đức\nXã Hai: xã Tráng An, phường Trần Lãm')
    expect(taken(1, 0, both)).toBe('ask · claimed_likewise')
    expect(taken(2, 0, both)).toBe('ask · claimed_likewise')
  })

  it('is written and placed otherwise than the rest: two doubts are asked', () => {
    expect(taken(1, 1, match('Xã Mới: xã Nậm Cắn, xã Tràn An'))).toBe('ask · outside_row')
  })

  it('leaves one of two namesakes when the other is taken', () => {
    const text = 'Xã Một: xã Yên Lạc (huyện Vân Đài), xã Cao Vân\nXã Yên Lạc: giữ nguyên'
    expect(taken(2, 0, match(text))).toBe('likely · others_named · ht Yên Lạc')
  })

  it('takes the type of the name before only as a likelihood', () => {
    expect(taken(1, 1, match('Xã Mới: phường Hồng Hà, Minh Đức'))).toBe(
      'likely · presumed_type · tp phường Minh Đức',
    )
  })
})
