import { streamXlsxRows } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { type Sheet, workbookResponse, writeWorkbook } from './write-workbook.ts'

async function readBack(sheet: Sheet) {
  const bytes = new Uint8Array(await new Response(writeWorkbook(sheet)).arrayBuffer())
  const rows: unknown[][] = []
  for await (const row of streamXlsxRows(bytes)) rows.push(row.values)
  return rows
}

test('a spreadsheet holds what was written, each kind of value as itself', async () => {
  const rows = await readBack({
    name: 'Đoàn viên: xã [Đồi] / năm 2024, một tên rất dài',
    preface: ['Tỉnh đoàn Hà Giang'],
    columns: [
      { header: 'Họ và tên', type: 'text' },
      { header: 'Điện thoại', type: 'text' },
      { header: 'Lượt', type: 'number' },
      { header: 'Ngày', type: 'day' },
      { header: 'Lúc', type: 'instant' },
      { header: 'Tỷ lệ', type: 'percent' },
    ],
    rows: [
      ['Vàng Thị Mai', '0912345678', 1234, '2024-04-03', new Date('2024-04-02T18:30:00Z'), 24.72],
    ],
  })
  expect(rows[0]?.[0]).toBe('Tỉnh đoàn Hà Giang')
  expect(rows[1]).toEqual(['Họ và tên', 'Điện thoại', 'Lượt', 'Ngày', 'Lúc', 'Tỷ lệ'])
  expect(rows[2]).toEqual([
    'Vàng Thị Mai',
    '0912345678',
    1234,
    new Date('2024-04-03T00:00:00Z'),
    new Date('2024-04-03T01:30:00Z'),
    24.72,
  ])
})

test('text that looks like a formula stays text', async () => {
  const rows = await readBack({
    name: 'x',
    columns: [{ header: 'Tên', type: 'text' }],
    rows: [['=HYPERLINK("http://example.com")'], ['+84912345678'], [null]],
  })
  expect(rows.slice(1, 3)).toEqual([['=HYPERLINK("http://example.com")'], ['+84912345678']])
})

test('rows are taken as they are read, and not before', async () => {
  let made = 0
  async function* many() {
    for (; made < 200_000; made++) yield [`Hàng ${made}`]
  }
  const reader = writeWorkbook({
    name: 'x',
    columns: [{ header: 'Tên', type: 'text' }],
    rows: many(),
  }).getReader()
  await reader.read()
  expect(made).toBeLessThan(100_000)
  await reader.cancel()
})

test('the name of a download keeps its diacritics where they are understood', () => {
  const headers = workbookResponse('Báo cáo Đoàn xã', { name: 'x', columns: [], rows: [] }).headers
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="Bao cao Doan xa.xlsx"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%C4%90o%C3%A0n%20x%C3%A3.xlsx`,
  )
})
