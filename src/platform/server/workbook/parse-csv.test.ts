import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Delimiter, guessDelimiter, parseCsv } from './parse-csv.ts'

const rowsOf = (text: string, delimiter: Delimiter = ',') =>
  [...parseCsv(text, delimiter)].map((row) => row.cells)

describe('rows of a csv', () => {
  it('ends lines as any system does', () => {
    expect(rowsOf('a,b\r\nc,d\ne,f\rg,h')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ])
  })

  it('keeps separators, doubled quotes and line ends that stand in quotes', () => {
    expect(rowsOf('"Thôn 3, xã Lũng Cú","gọi là ""Sình""","hai\r\ndòng"')).toEqual([
      ['Thôn 3, xã Lũng Cú', 'gọi là "Sình"', 'hai\r\ndòng'],
    ])
  })

  it('gives an empty cell after a trailing separator', () => {
    expect(rowsOf('a,b,\n1,2,')).toEqual([
      ['a', 'b', null],
      ['1', '2', null],
    ])
  })

  it('leaves empty rows out and still counts them', () => {
    expect([...parseCsv('a,b\n,,\n\n  ,\nc,d\n', ',')]).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 5, cells: ['c', 'd'] },
    ])
  })

  it('is not swallowed by one stray quote', () => {
    expect(rowsOf('a,"b\nc,d\ne,f')).toEqual([
      ['a', '"b'],
      ['c', 'd'],
      ['e', 'f'],
    ])
    expect(rowsOf('"Sình" Mí,b\nc,d')).toEqual([
      ['"Sình" Mí', 'b'],
      ['c', 'd'],
    ])
  })

  it('gives back what was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ế', '"', ',', ';', '\n', '\r', ' ', "'") })
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom<Delimiter>(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, lineEnd) => {
          const text = rows
            .map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(delimiter))
            .join(lineEnd)
          const filled = rows.filter((cells) => cells.some((c) => c.trim() !== ''))
          expect(rowsOf(text, delimiter)).toEqual(
            filled.map((cells) => cells.map((c) => c || null)),
          )
        },
      ),
    )
  })
})

describe('the separator is guessed', () => {
  const table = (separator: string) =>
    [
      ['STT', 'Họ và tên', 'Quê quán', 'Ngày sinh'],
      ['1', 'Vàng Mí Sình', 'Thôn 3, Lũng Cú, Đồng Văn', '03/04/2004'],
      ['2', 'Hoàng Thị Mỷ', 'Mèo Vạc; Hà Giang', '05/06/2003'],
    ]
      .map((cells) => cells.map((c) => (c.includes(separator) ? `"${c}"` : c)).join(separator))
      .join('\n')

  it.each([',', ';', '\t', '|'] as Delimiter[])('%j', (delimiter) => {
    expect(guessDelimiter(table(delimiter))).toBe(delimiter)
  })

  it('titles above the table do not mislead', () => {
    expect(guessDelimiter(`DANH SÁCH ĐOÀN VIÊN, THANH NIÊN\nNăm 2024;;;\n${table(';')}`)).toBe(';')
  })

  it('one column is a table too', () => {
    expect(
      rowsOf('Họ và tên\nVàng Mí Sình\n', guessDelimiter('Họ và tên\nVàng Mí Sình\n')),
    ).toHaveLength(2)
  })

  it("Excel's own announcement is believed and is not a row", () => {
    expect(guessDelimiter('sep=;\na,b;c,d;e,f')).toBe(';')
    expect([...parseCsv('sep=;\r\na;b', ';')]).toEqual([{ number: 2, cells: ['a', 'b'] }])
  })
})
