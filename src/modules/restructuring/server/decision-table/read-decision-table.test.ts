import { describe, expect, it } from 'vitest'
import { encodeUtf16, encodeWindows1258, makeXlsx } from '#platform/server/workbook/testing.ts'
import { smallTable } from '../../decision-table/testing/small-reform.ts'
import { type ReadTable, readDecisionTable } from './read-decision-table.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const shown = ({ rows }: ReadTable) =>
  rows.map(({ line, newName, predecessors, unchanged }) => {
    const names = predecessors.map(({ written }) => written).join(' + ')
    return `${line} ${newName} ← ${unchanged ? '=' : names}`
  })
const read = async (bytes: Uint8Array) => shown(await readDecisionTable({ bytes }))

const csv = (delimiter: string) =>
  [
    ['stt', 'don_vi_moi', 'don_vi_cu', 'dien_tich_km2'],
    ['1', 'Xã Hoà Lạc', 'Xã Hòa Lạc, Xã Quí Sơn', '53.44'],
    ['2', 'Xã Cao Bồ', 'giữ nguyên', '111.65'],
  ]
    .map((cells) => cells.map((cell) => (/[,;]/.test(cell) ? `"${cell}"` : cell)).join(delimiter))
    .join('\r\n')

const rows = (cells: (string | null)[][], first = 1) =>
  cells
    .map((row, i) => {
      const inside = row.map((cell, column) => {
        const reference = `${String.fromCharCode(65 + column)}${first + i}`
        return cell === null ? '' : `<c r="${reference}" t="str"><v>${cell}</v></c>`
      })
      return `<row r="${first + i}">${inside.join('')}</row>`
    })
    .join('')

describe('a csv of the table', () => {
  const expected = ['2 Xã Hoà Lạc ← Xã Hòa Lạc + Xã Quí Sơn', '3 Xã Cao Bồ ← =']
  it.each([
    ['UTF-8 with commas', utf8(csv(','))],
    ['UTF-8 with semicolons', utf8(csv(';'))],
    ['UTF-16 with tabs', encodeUtf16(csv('\t'))],
    ['Windows-1258', encodeWindows1258(csv(';'))],
    ['decomposed', utf8(csv(',').normalize('NFD'))],
  ])('in %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual(expected)
  })

  it('may be sentences saved as a text', async () => {
    const text = 'Xã Kia: xã Này, xã Xưa\nXã Nọ: giữ nguyên'
    expect(await read(utf8(text))).toEqual(['1 Xã Kia ← xã Này + xã Xưa', '2 Xã Nọ ← ='])
  })
})

describe('a workbook with the table', () => {
  const head = [
    ['TT', 'Trước sắp xếp', null, 'Sau sắp xếp', null],
    [null, 'Tên đơn vị', 'Diện tích', 'Tên đơn vị', 'Diện tích'],
  ]
  const body = [
    ['1', 'Xã Hòa Lạc', '12', 'Xã Hoà Lạc', '53'],
    [null, 'Xã Quí Sơn&#10;xã Mĩ Lí', '41', null, null],
    ['2', 'Giữ nguyên', '111', 'Xã Cao Bồ', '111'],
  ]
  const cover = { name: 'Bìa', rows: rows([['PHƯƠNG ÁN SẮP XẾP'], ['Tỉnh Lam Sơn']]) }
  const list = {
    name: 'Danh sách cán bộ',
    rows: rows([
      ['STT', 'Họ tên', 'Đơn vị'],
      ['1', 'Vàng Mí Sình', 'Xã Hoà Lạc'],
    ]),
  }
  const table = { name: 'Phụ lục 1', rows: rows([['PHỤ LỤC']], 1) + rows([...head, ...body], 4) }
  const expected = ['6 Xã Hoà Lạc ← Xã Hòa Lạc + Xã Quí Sơn + xã Mĩ Lí', '8 Xã Cao Bồ ← =']

  it('is read from the sheet that has it, below a header of merged cells', async () => {
    const bytes = makeXlsx({ sheets: [cover, list, table] })
    const result = await readDecisionTable({ bytes })
    expect(result.sheet).toBe('Phụ lục 1')
    expect(shown(result)).toEqual(expected)
  })

  it('is read from a hidden sheet only where no other has one', async () => {
    const other = rows([
      ['Tên mới', 'Đơn vị cũ'],
      ['Xã A', 'Xã B, xã C'],
    ])
    const sheets = [
      { ...table, state: 'hidden' },
      { name: 'Bản cuối', rows: other },
    ]
    expect(await read(makeXlsx({ sheets }))).toEqual(['2 Xã A ← Xã B + xã C'])
    expect(await read(makeXlsx({ sheets: [cover, { ...table, state: 'hidden' }] }))).toEqual(
      expected,
    )
  })

  it('reads the small reform as it was pasted', async () => {
    const cells = smallTable.map(([name, cell]) => [name, cell.replaceAll('\n', '&#10;')])
    const bytes = makeXlsx({
      sheets: [{ name: 'A', rows: rows([['Tên mới', 'Đơn vị cũ'], ...cells]) }],
    })
    const { rows: found } = await readDecisionTable({ bytes })
    expect(found.map(({ newName }) => newName)).toEqual(smallTable.map(([name]) => name))
    expect(found.map(({ predecessors }) => predecessors.length)).toEqual([
      3, 2, 3, 2, 3, 3, 3, 3, 0, 3, 0, 3, 0, 2, 1, 0, 1,
    ])
  })
})

describe('what has no such table', () => {
  it.each([
    ['a list of people', { bytes: utf8('Họ tên,Ngày sinh\nVàng Mí Sình,3/4/2004\n') }],
    ['a text', { text: 'Kính gửi các đồng chí' }],
    ['a workbook', { bytes: makeXlsx({ sheets: [{ name: 'A', rows: rows([['x', 'y']]) }] }) }],
  ])('%s is refused with what to do', async (_, input) => {
    await expect(readDecisionTable(input)).rejects.toMatchObject({
      code: 'restructuring.no_decision_table',
    })
  })

  it('a file that is no spreadsheet is refused as for any list', async () => {
    const bytes = utf8('%PDF-1.7 …')
    await expect(readDecisionTable({ bytes })).rejects.toMatchObject({
      code: 'import.other_format',
    })
  })

  it('a sheet that is far too long is refused', async () => {
    const bytes = utf8(`Tên mới,Đơn vị cũ\n${'Xã A,Xã B\n'.repeat(20_000)}`)
    await expect(readDecisionTable({ bytes })).rejects.toMatchObject({
      code: 'restructuring.decision_table_too_long',
    })
  })
})
