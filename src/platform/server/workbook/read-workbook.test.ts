import fc from 'fast-check'
import { streamXlsxRows, writeXlsx, XlsxStreamWriter } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { ImportFileProblem } from './import-file-problem.ts'
import { importLimits } from './limits.ts'
import { openWorkbook } from './read-workbook.ts'
import { collect, encodeUtf16, encodeWindows1258, makeXlsx, makeZip } from './testing.ts'

const rowsOf = async (bytes: Uint8Array, sheet = 0) =>
  collect((await openWorkbook(bytes)).rows(sheet))
const utf8 = (text: string) => new TextEncoder().encode(text)
const day = (text: string) => new Date(`${text}T00:00:00Z`)

async function problemOf(bytes: Uint8Array, limits = importLimits): Promise<string> {
  try {
    await collect((await openWorkbook(bytes, limits)).rows())
  } catch (error) {
    if (error instanceof ImportFileProblem) return error.problem
    throw error
  }
  return 'none'
}

describe('an xlsx workbook', () => {
  const rows =
    '<row r="2" spans="1:4"><c r="A2" t="s"><v>0</v></c><c r="C2" s="1"><v>38080</v></c><c r="D2"><v>912345678</v></c></row>' +
    '<row r="3"><c r="A3" s="1"/><c r="B3"/></row>' +
    '<row r="7"><c r="B7" t="s"><v>1</v></c><c r="C7" s="2"><v>0.5</v></c><c r="D7" t="inlineStr"><is><r><t>Hà </t></r><r><t>Giang</t></r></is></c><c r="E7" t="b"><v>1</v></c><c r="F7" t="str"><f>A1&amp;"x"</f><v>đ&#7889;i &lt;1&gt;_x000D_</v></c></row>'
  const parts = {
    sheets: [
      { name: 'Bìa', rows: '' },
      { name: 'DS &amp; lớp', rows, state: 'hidden' },
    ],
    sharedTexts: [
      '<t>Vàng Mí Sình</t>',
      '<r><t>Nguyễn </t></r><r><rPr/><t xml:space="preserve">An</t></r><rPh><t>reading</t></rPh>',
    ],
    formats: ['dd/mm/yyyy', '&quot;ngày&quot; hh:mm'],
  }

  it('gives texts, numbers and days, with the row numbers that Excel shows', async () => {
    const expected = [
      { number: 2, cells: ['Vàng Mí Sình', null, day('2004-04-03'), 912345678] },
      { number: 7, cells: [null, 'Nguyễn An', 0.5, 'Hà Giang', 'TRUE', 'đối <1>\r'] },
    ]
    expect(await rowsOf(makeXlsx(parts), 1)).toEqual(expected)
    expect(await rowsOf(makeXlsx({ ...parts, prefix: 'x' }), 1)).toEqual(expected)
  })

  it('names its sheets and says which are hidden', async () => {
    expect((await openWorkbook(makeXlsx(parts))).sheets).toEqual([
      { name: 'Bìa', hidden: false },
      { name: 'DS & lớp', hidden: true },
    ])
  })

  it('counts from 1904 where the workbook says so', async () => {
    const sheets = [{ name: 'A', rows: '<row><c s="1"><v>36618</v></c></row>' }]
    const bytes = makeXlsx({ sheets, formats: ['d/m/yyyy'], startsIn1904: true })
    expect(await rowsOf(bytes)).toEqual([{ number: 1, cells: [day('2004-04-03')] }])
  })

  it('can be read again, from any sheet, and can be left half read', async () => {
    const workbook = await openWorkbook(makeXlsx(parts))
    for await (const row of workbook.rows(1)) {
      expect(row.number).toBe(2)
      break
    }
    expect(await collect(workbook.rows(1))).toHaveLength(2)
    expect(await collect(workbook.rows(0))).toEqual([])
    await expect(collect(workbook.rows(9))).rejects.toMatchObject({ problem: 'no_such_sheet' })
  })

  it('that another program wrote reads the same as by that program', async () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'ế', '<', '&', '"', ' x', "'", '>', 'Đ') }),
      fc.integer({ min: -1e9, max: 1e9 }),
      fc
        .date({ min: day('1950-01-01'), max: day('2040-01-01'), noInvalidDate: true })
        .map((date) => day(date.toISOString().slice(0, 10))),
      fc.constant(null),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 12 }),
        async (table) => {
          const writer = new XlsxStreamWriter({ name: 'A' })
          for (const row of table) writer.addRow(row)
          const bytes = await writer.finish()
          const theirs = await collect(streamXlsxRows(bytes))
          const filled = theirs
            .map((row) => ({
              number: row.index + 1,
              cells: row.values.map((v) => (typeof v === 'string' && v.trim() === '' ? null : v)),
            }))
            .map((row) => ({
              ...row,
              cells: row.cells.slice(0, row.cells.findLastIndex((v) => v !== null) + 1),
            }))
            .filter((row) => row.cells.length > 0)
          expect(await rowsOf(bytes)).toEqual(filled)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('text files', () => {
  const list = 'Họ và tên;Ngày sinh\r\nVàng Mí Sình;03/04/2004\r\n'
  it.each([
    ['utf-8', utf8(list)],
    ['utf-16le', encodeUtf16(list)],
    ['windows-1258', encodeWindows1258(list)],
  ])('in %s', async (encoding, bytes) => {
    const workbook = await openWorkbook(bytes)
    expect(workbook).toMatchObject({ format: 'csv', encoding, delimiter: ';' })
    expect(await collect(workbook.rows())).toEqual([
      { number: 1, cells: ['Họ và tên', 'Ngày sinh'] },
      { number: 2, cells: ['Vàng Mí Sình', '03/04/2004'] },
    ])
  })
})

describe('a file that cannot be imported says why', () => {
  const compound = (name: string) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(500),
      Buffer.from(name, 'utf16le'),
      Buffer.alloc(90),
    ])
  const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3)) % 251)

  it.each([
    ['empty', new Uint8Array()],
    ['empty', utf8('  \r\n\r\n')],
    ['legacy_xls', compound('Workbook')],
    ['encrypted', compound('EncryptedPackage')],
    ['not_a_spreadsheet', compound('WordDocument')],
    ['other_format', utf8('%PDF-1.7 …')],
    ['other_format', utf8('\n<html><body><table><tr><td>Họ tên</td></tr></table>')],
    ['other_format', makeZip({ 'word/document.xml': '<w/>', '_rels/.rels': '' })],
    ['other_format', makeZip({ 'content.xml': '<x/>', mimetype: '' })],
    ['not_a_spreadsheet', makeZip({ 'photo.jpg': 'x' })],
    ['not_a_spreadsheet', noise],
    ['damaged', makeZip({ '_rels/.rels': '<Relationships/>' })],
    ['damaged', utf8('PK\x03\x04 and then nothing')],
  ])('%s', async (problem, bytes) => {
    expect(await problemOf(bytes)).toBe(problem)
  })

  it('an encrypted workbook of a real writer is told from an old one', async () => {
    const sheets = [{ name: 'A', rows: [['x']] }]
    const bytes = await writeXlsx({ sheets, encryption: { password: 'mật khẩu', spinCount: 10 } })
    expect(await problemOf(bytes)).toBe('encrypted')
  })

  it('a workbook cut off in the middle is damaged, whatever the place', async () => {
    const whole = makeXlsx({
      sheets: [{ name: 'A', rows: '<row><c t="str"><v>x</v></c></row>'.repeat(50) }],
    })
    for (let cut = 10; cut < whole.length; cut += 97) {
      expect(await problemOf(whole.subarray(0, cut))).toBe('damaged')
    }
  })

  it('spoilt bytes never end in anything but rows or a clear problem', async () => {
    const whole = makeXlsx({
      sheets: [{ name: 'A', rows: '<row><c t="str"><v>Vàng</v></c></row>'.repeat(20) }],
    })
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const spoilt = Uint8Array.from(whole)
          spoilt[at] = (spoilt[at] ?? 0) ^ flip
          expect(await problemOf(spoilt)).toEqual(expect.any(String))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('a bomb meets the limit instead of the memory', async () => {
    const rows = `<row><c t="str"><v>${' '.repeat(1000)}</v></c></row>`.repeat(20_000)
    const bomb = makeXlsx({ sheets: [{ name: 'A', rows }] })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await problemOf(bomb, { ...importLimits, sheetBytes: 1_000_000 })).toBe('too_large')
    const texts = makeXlsx({
      sheets: [{ name: 'A', rows: '<row><c t="s"><v>0</v></c></row>' }],
      sharedTexts: ['<t/>'.repeat(100_000)],
    })
    expect(await problemOf(texts, { ...importLimits, sharedTextBytes: 100_000 })).toBe('too_large')
    const manyTexts = makeXlsx({
      sheets: [{ name: 'A', rows: '<row><c t="s"><v>0</v></c></row>' }],
      sharedTexts: ['</si><si>'.repeat(3_000_000)],
    })
    expect(manyTexts.length).toBeLessThan(200_000)
    expect(await problemOf(manyTexts)).toBe('too_large')
    const oneText = makeXlsx({
      sheets: [{ name: 'A', rows: `<row><c t="str"><v>${'a'.repeat(9_000_000)}</v></c></row>` }],
    })
    expect(await problemOf(oneText)).toBe('too_large')
  })

  it('too many rows, columns or bytes are refused', async () => {
    const row = '<row><c t="str"><v>x</v></c></row>'
    const tall = makeXlsx({ sheets: [{ name: 'A', rows: row.repeat(11) }] })
    expect(await problemOf(tall, { ...importLimits, rows: 10 })).toBe('too_many_rows')
    expect(await problemOf(utf8('a,b\n'.repeat(11)), { ...importLimits, rows: 10 })).toBe(
      'too_many_rows',
    )
    const wide = makeXlsx({
      sheets: [{ name: 'A', rows: '<row r="1"><c r="XFD1" t="str"><v>x</v></c></row>' }],
    })
    expect(await problemOf(wide)).toBe('too_many_columns')
    expect(await problemOf(tall, { ...importLimits, fileBytes: 100 })).toBe('too_large')
  })

  it('formatted cells without content far to the right are no columns', async () => {
    const rows = '<row r="1"><c r="A1" t="str"><v>x</v></c><c r="XFD1" s="1"/></row>'
    expect(await rowsOf(makeXlsx({ sheets: [{ name: 'A', rows }] }))).toEqual([
      { number: 1, cells: ['x'] },
    ])
  })
})
