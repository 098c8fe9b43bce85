import { describe, expect, it } from 'vitest'
import { openWorkbook, type Workbook } from '#platform/server/workbook/read-workbook.ts'
import { makeXlsx } from '#platform/server/workbook/testing.ts'
import {
  type CheckedPersonRow,
  checkList,
  type ListOptions,
  type ListRemarks,
  type SkippedRow,
} from './check-list.ts'
import { mappingOf } from './header/remembered-mapping.ts'
import { lookAtWorkbook } from './look-at-workbook.ts'
import { unitMatcher } from './match-unit.ts'

const above = ['Đoàn xã Lũng Cú', 'Tỉnh đoàn Hà Giang']
const units = ['Chi đoàn thôn Nà Nong', 'Chi đoàn thôn Thèn Pả'].map((name) => ({
  id: name.slice(-4),
  name,
  above,
}))

const csv = (...lines: string[]) => openWorkbook(new TextEncoder().encode(lines.join('\n')))

async function check(workbook: Workbook, also: Partial<ListOptions> = {}) {
  const { likely } = await lookAtWorkbook(workbook)
  if (!likely?.header) throw new Error('no list')
  const { header } = likely
  const steps = checkList(workbook.rows(likely.index), {
    today: '2024-04-03',
    kind: 'member',
    header,
    mapping: mappingOf(header),
    matchUnit: unitMatcher(units),
    ...also,
  })
  const people: CheckedPersonRow[] = []
  const skipped: SkippedRow[] = []
  for (;;) {
    const step = await steps.next()
    if (step.done) return { people, skipped, remarks: step.value as ListRemarks, header }
    if (step.value.kind === 'person') people.push(step.value)
    else skipped.push(step.value)
  }
}

describe('a whole list', () => {
  it('as branches have it: titles, headings of branches, a page header again, totals and signatures', async () => {
    const { people, skipped } = await check(
      await csv(
        'ĐOÀN XÃ LŨNG CÚ,,,',
        'DANH SÁCH ĐOÀN VIÊN,,,',
        ',,,',
        'STT,Họ và tên,Ngày sinh,Dân tộc',
        'I,Chi đoàn thôn Nà Nong,,',
        '1,VÀNG MÍ SÌNH,03/04/2004,Mông',
        '2,Hoàng Thị Mỷ,2003,',
        'STT,Họ và tên,Ngày sinh,Dân tộc',
        'II. Chi đoàn thôn Thèn Pả:,,,',
        '3,Sùng Mí Già,31/02/2004,Mông',
        '4,Giàng Thị Chá,,',
        '5,,,',
        '6,,,',
        ',Tổng số: 4 đoàn viên,,',
        ',,"Lũng Cú, ngày 3 tháng 4 năm 2024",',
        ',Người lập biểu,TM. BAN CHẤP HÀNH,',
        ',,BÍ THƯ,',
        ',,Ly Mí Pó,',
        ...Array.from({ length: 40 }, () => ',,,'),
      ),
    )
    expect(people.map((person) => [person.row, person.person?.fullName, person.unitId])).toEqual([
      [6, 'Vàng Mí Sình', 'Nong'],
      [7, 'Hoàng Thị Mỷ', 'Nong'],
      [10, undefined, 'n Pả'],
      [11, 'Giàng Thị Chá', 'n Pả'],
    ])
    expect(skipped.map((row) => [row.row, row.as])).toEqual([
      [5, 'section'],
      [8, 'repeated_header'],
      [9, 'section'],
      [12, 'unused'],
      [13, 'unused'],
      [14, 'total'],
      [15, 'footer'],
      [16, 'footer'],
      [17, 'footer'],
      [18, 'footer'],
    ])
  })

  it('places people where the list says, else where the importer says, else nowhere', async () => {
    const list = await csv(
      'Họ tên,NS,Chi đoàn',
      'Vàng Mí Sình,2004,thôn Nà Nong',
      'Hoàng Thị Mỷ,2003,',
      'Sùng Mí Già,2002,Thôn Lạ',
      'Ly Mí Pó,2001,Nã Nong',
    )
    const { people } = await check(list, { defaultUnitId: 'chosen' })
    expect(
      people.map((person) => [person.unitId, ...person.faults.map((fault) => fault.code)]),
    ).toEqual([['Nong'], ['chosen'], [undefined, 'unit_unknown'], ['Nong', 'unit_guessed']])
    expect(people[2]?.person).toBeUndefined()
    expect(people[3]?.faults[0]).toEqual({
      code: 'unit_guessed',
      level: 'warning',
      column: 2,
      params: { value: 'Nã Nong', unit: 'Chi đoàn thôn Nà Nong, Đoàn xã Lũng Cú' },
    })
    const nowhere = await check(list)
    expect(nowhere.people[1]?.faults.map((fault) => fault.code)).toEqual(['unit_missing'])
    const byHand = await check(list, {
      chosenUnits: new Map([['Thôn Lạ', 'by-hand']]),
      defaultUnitId: 'chosen',
    })
    expect(byHand.people[2]).toMatchObject({ unitId: 'by-hand', faults: [] })
  })

  it('with a mother tongue of its own in one cell: only a name is still a person, and that is said', async () => {
    const { people } = await check(
      await csv('STT,Họ tên,Ngày sinh', '1,Vàng Mí Sình,', ',Hoàng Thị Mỷ,'),
      { defaultUnitId: 'u' },
    )
    expect(people.map((person) => person.person?.fullName)).toEqual([
      'Vàng Mí Sình',
      'Hoàng Thị Mỷ',
    ])
    expect(people[1]?.faults.map((fault) => fault.code)).toEqual(['birth_missing'])
  })

  it('a row that nobody understands is shown as such', async () => {
    const { skipped } = await check(
      await csv('Họ tên,Ngày sinh,Cỡ áo', 'Vàng Mí Sình,2004,L', ',,XL'),
      { defaultUnitId: 'u' },
    )
    expect(skipped).toEqual([{ kind: 'skipped', row: 3, as: 'unclear', text: 'XL' }])
  })

  it('says where Excel took days for months, and turns them back when told to', async () => {
    const serials = [
      '2004-03-04',
      '2004-05-06',
      '2003-01-02',
      '2003-02-11',
      '2002-12-12',
      '2002-07-08',
      '2001-09-10',
      '2001-11-01',
      '2000-01-12',
      '2000-02-02',
    ]
    const days = serials.map((day) => Math.round(Date.parse(day) / 86_400_000) + 25_569)
    const row = (cells: string) => `<row>${cells}</row>`
    const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
    const names = [
      'Sình',
      'Mỷ',
      'Già',
      'Chá',
      'Pó',
      'Và',
      'Lử',
      'Xá',
      'Dí',
      'Vừ',
      'Nô',
      'Sính',
      'Páo',
    ]
    const rows = [
      row(text('Họ tên') + text('Ngày sinh')),
      ...days.map((day, i) => row(`${text(`Vàng Mí ${names[i]}`)}<c s="1"><v>${day}</v></c>`)),
      ...['25/04/2004', '13/05/2003', '30/12/2001'].map((day, i) =>
        row(text(`Vàng Mí ${names[10 + i]}`) + text(day)),
      ),
    ].join('')
    const workbook = await openWorkbook(
      makeXlsx({ sheets: [{ name: 'A', rows }], formats: ['m/d/yyyy'] }),
    )
    const asRead = await check(workbook, { defaultUnitId: 'u' })
    expect(asRead.remarks).toEqual({ swappedColumns: [1] })
    const mapping = { ...mappingOf(asRead.header), dayAndMonthSwapped: true }
    const turned = await check(workbook, { defaultUnitId: 'u', mapping })
    expect(turned.people[0]?.person?.birth?.on).toBe('2004-04-03')
    expect(turned.people[10]?.person?.birth?.on).toBe('2004-04-25')
    expect(turned.remarks).toEqual({ swappedColumns: [] })
  })

  it('is looked for on the sheet that has one, hidden sheets last', async () => {
    const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
    const list = `<row>${text('Họ tên')}${text('Ngày sinh')}</row><row>${text('Vàng Mí Sình')}${text('2004')}</row>`
    const workbook = await openWorkbook(
      makeXlsx({
        sheets: [
          { name: 'Bìa', rows: `<row>${text('DANH SÁCH')}</row>` },
          { name: 'Cũ', rows: list.replace('2004', '2003'), state: 'hidden' },
          { name: 'DS', rows: list },
        ],
      }),
    )
    const { sheets, likely } = await lookAtWorkbook(workbook)
    expect(likely?.name).toBe('DS')
    expect(sheets.map((sheet) => sheet.rows.length)).toEqual([1, 2, 2])
  })
})
