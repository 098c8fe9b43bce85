import { describe, expect, it } from 'vitest'
import type { RawRow } from '#platform/server/workbook/raw-row.ts'
import { openWorkbook } from '#platform/server/workbook/read-workbook.ts'
import { collect } from '#platform/server/workbook/testing.ts'
import { openZip } from '#platform/server/workbook/zip-archive.ts'
import en from '../../../../../messages/import.en.json' with { type: 'json' }
import vi from '../../../../../messages/import.vi.json' with { type: 'json' }
import { importFaults } from '../../import-faults.ts'
import { addedFields, importFields, templateFields } from '../../import-fields.ts'
import { type CheckedPersonRow, checkList, type SkippedRow } from './check-list.ts'
import { findHeader, type GuessedHeader } from './header/find-header.ts'
import { matchHeader } from './header/match-header.ts'
import { mappingOf } from './header/remembered-mapping.ts'
import { type FaultWords, writeFaults } from './write-faults.ts'
import { writeTemplate } from './write-template.ts'

const languages = { vi: vi as Record<string, string>, en: en as Record<string, string> }
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const words: FaultWords = {
  sheet: vi.import_file_faults_sheet,
  faultHeader: vi.import_file_fault_header,
  keyHeader: vi.import_file_key_header,
  errors: vi.import_file_errors,
  warnings: vi.import_file_warnings,
  fault: (fault) => languages.vi[`import_fault_${fault.code}`] ?? '',
}

const rows: RawRow[] = [
  ['DANH SÁCH ĐOÀN VIÊN'],
  ['STT', 'Họ và tên', 'Ngày sinh', null, 'Số CCCD', 'Cỡ áo', 'Văn hóa', 'Chi đoàn'],
  [null, null, 'Nam', 'Nữ', null, null, null, null],
  [
    1,
    'VÀNG MÍ SÌNH',
    '31/02/2004',
    null,
    '002204001234',
    'L',
    new Date('2024-12-09T00:00:00Z'),
    'Nà Nong',
  ],
  [2, 'Hoàng Thị Mỷ', null, new Date('2003-06-05T00:00:00Z'), 2303001234, 'M', '12/12', '=1+1'],
  [3, 'Sùng Mí Già', 2002, null, null, 'M', '9/12', 'Nà Nong'],
  [4, 'Sùng Mí Già', 2002, null, null, 'S', '9/12', 'Nà Nong'],
].map((cells, i) => ({ number: i + 1, cells: cells as RawRow['cells'] }))

async function check(list: readonly RawRow[], header: GuessedHeader): Promise<CheckedPersonRow[]> {
  async function* given() {
    yield* list
  }
  const steps: AsyncIterable<CheckedPersonRow | SkippedRow> = checkList(given(), {
    today: '2024-04-03',
    kind: 'member',
    header,
    mapping: mappingOf(header),
    matchUnit: (text) => ({
      outcome: 'certain',
      unit: { id: text, name: text, above: [] },
      candidates: [],
      reason: 'same',
    }),
  })
  return (await collect(steps)).filter((row) => row.kind === 'person')
}

async function reread(
  stream: ReadableStream<Uint8Array>,
): Promise<{ list: RawRow[]; header: GuessedHeader }> {
  const workbook = await openWorkbook(Buffer.concat(await collect(stream)))
  const list = await collect(workbook.rows())
  const header = findHeader(list)
  if (!header) throw new Error('no header')
  return { list, header }
}

describe('the file of faults', async () => {
  const header = findHeader(rows)
  if (!header) throw new Error('no header')
  const checked = await check(rows, header)

  it('has what is wrong first, then the list as it was, then the key', async () => {
    const { list } = await reread(writeFaults(header, checked, words))
    expect(list[0]?.cells).toEqual([
      'Lỗi cần sửa',
      'STT',
      'Họ và tên',
      'Ngày sinh / Nam',
      'Ngày sinh / Nữ',
      'Số CCCD',
      'Cỡ áo',
      'Văn hóa',
      'Chi đoàn',
      'Mã dòng (không sửa)',
    ])
    expect(list[1]?.cells.slice(1, 9)).toEqual([
      '1',
      'VÀNG MÍ SÌNH',
      '31/02/2004',
      null,
      '002204001234',
      'L',
      '09/12/2024',
      'Nà Nong',
    ])
    expect(list[1]?.cells[0]).toMatch(/^Cần sửa: không có ngày/)
    expect(list[2]?.cells.slice(1)).toEqual([
      '2',
      'Hoàng Thị Mỷ',
      null,
      '05/06/2003',
      '2303001234',
      'M',
      '12/12',
      '=1+1',
      checked[1]?.key,
    ])
  })

  it('is the same list to a mapping that was made for it', async () => {
    const again = await reread(writeFaults(header, checked, words))
    expect(again.header.fingerprint).toBe(header.fingerprint)
    expect(again.header.columns.map((column) => column.field)).toEqual([
      'importFault',
      ...header.columns.map((column) => column.field),
      'importRowKey',
    ])
  })

  it('mended and handed in again: its rows are the same rows, read the same', async () => {
    const again = await reread(writeFaults(header, checked, words))
    const mended = again.list.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => (cell === '31/02/2004' ? '28/02/2004' : cell)),
    }))
    const rechecked = await check(mended, again.header)
    expect(rechecked.map((row) => row.key).slice(1)).toEqual(checked.map((row) => row.key).slice(1))
    expect(rechecked.map((row) => row.person).slice(1)).toEqual(
      checked.map((row) => row.person).slice(1),
    )
    expect(rechecked[0]?.person).toMatchObject({
      fullName: 'Vàng Mí Sình',
      education: '9/12',
      birth: { on: '2004-02-28' },
    })
  })

  it('with one of two namesakes only, still means that one', async () => {
    const second = checked[3]
    if (!second) throw new Error('no row')
    const again = await reread(writeFaults(header, [second], words))
    expect((await check(again.list, again.header))[0]?.key).toBe(second.key)
    expect(second.key).not.toBe(checked[2]?.key)
  })

  it('of a file of faults has its columns only once', async () => {
    const again = await reread(writeFaults(header, checked, words))
    const rechecked = await check(again.list, again.header)
    const third = await reread(writeFaults(again.header, rechecked, words))
    expect(third.list[0]?.cells).toEqual(again.list[0]?.cells)
  })
})

describe('the template', () => {
  it.each(['vi', 'en'] as const)('in %s maps itself, every column for sure', async (language) => {
    const text = languages[language]
    const bytes = await writeTemplate(templateFields, {
      sheet: text.import_file_template_sheet ?? '',
      guideSheet: text.import_file_guide_sheet ?? '',
      guideColumn: text.import_file_guide_column ?? '',
      guideHint: text.import_file_guide_hint ?? '',
      label: (field) => text[`import_field_${snake(field)}`] ?? '',
      hint: (field) => text[`import_hint_${snake(field)}`] ?? '',
    })
    const workbook = await openWorkbook(bytes)
    expect(workbook.sheets).toHaveLength(2)
    const header = findHeader(await collect(workbook.rows(0)))
    expect(header?.columns.map((column) => column.field)).toEqual(templateFields)
    expect(header?.columns.every((column) => column.confidence >= 0.9)).toBe(true)
    for (const row of await collect(workbook.rows(1)))
      expect(row.cells.filter(Boolean)).toHaveLength(2)
  })
})

describe('cells that somebody will type into are text, so that Excel changes nothing', () => {
  const sheetOf = (bytes: Uint8Array) => openZip(bytes).text('xl/worksheets/sheet1.xml', 1e7)

  it('in the template, empty rows too', async () => {
    const label = (field: string) => field
    const named = {
      sheet: 'A',
      guideSheet: 'B',
      guideColumn: 'C',
      guideHint: 'D',
      label,
      hint: label,
    }
    const sheet = await sheetOf(await writeTemplate(['fullName', 'citizenId', 'phone'], named))
    expect(sheet).toMatch(/<c r="B400" s="1"\/><c r="C400" s="1"\/>/)
  })

  it('in the file of faults, empty cells too', async () => {
    const header = findHeader(rows)
    if (!header) throw new Error('no header')
    const faults = writeFaults(header, await check(rows, header), words)
    const sheet = await sheetOf(Buffer.concat(await collect(faults)))
    const style = /<c r="E2" s="(\d+)"\/>/.exec(sheet)?.[1]
    expect(Number(style)).toBeGreaterThan(0)
    expect(sheet).toContain(`<c r="F2" t="inlineStr" s="${style}">`)
  })
})

describe('messages', () => {
  it('every fault, field and added column has its words in both languages', () => {
    for (const text of Object.values(languages)) {
      for (const code of Object.keys(importFaults))
        expect(text[`import_fault_${code}`], code).toBeTruthy()
      for (const field of importFields) {
        const label = text[`import_field_${snake(field)}`] ?? ''
        expect(matchHeader([label])?.field, label).toBe(field)
      }
      const added = [text.import_file_fault_header ?? '', text.import_file_key_header ?? '']
      expect(added.map((label) => matchHeader([label])?.field)).toEqual(addedFields)
    }
  })

  it('name the same things in both languages', () => {
    const named = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
    expect(Object.keys(vi)).toEqual(Object.keys(en))
    for (const [key, text] of Object.entries(languages.vi)) {
      expect([...new Set(named(languages.en[key] ?? ''))], key).toEqual([...new Set(named(text))])
    }
  })
})
