import { describe, expect, it } from 'vitest'
import type { RawCell, RawRow } from '#platform/server/workbook/raw-row.ts'
import { findHeader, type GuessedHeader, headerAt } from './find-header.ts'
import { fingerprintOf } from './header-fingerprint.ts'
import { mappingOf, recall, toRemember } from './remembered-mapping.ts'

/** Rows as a file gives them: empty ones are missing, numbers go on. */
const sheet = (...rows: RawCell[][]): RawRow[] =>
  rows
    .map((cells, i) => ({ number: i + 1, cells }))
    .filter((row) => row.cells.some((cell) => cell !== null && cell !== ''))
const found = (...rows: RawCell[][]): GuessedHeader => {
  const header = findHeader(sheet(...rows))
  if (!header) throw new Error('no header')
  return header
}
const fieldsOf = (header: GuessedHeader) => header.columns.map((column) => column.field ?? null)
const fieldOf = (text: string) => found(['Họ và tên', text]).columns[1]?.field

describe('the field of a column is guessed from its header', () => {
  it.each([
    ['Ngày sinh', 'birth'],
    ['Ngày, tháng, năm sinh', 'birth'],
    ['NTNS', 'birth'],
    ['NS', 'birth'],
    ['Sinh ngày', 'birth'],
    ['Ngày sinh (dd/mm/yyyy)', 'birth'],
    ['Năm sinh', 'birthYear'],
    ['NAM SINH', 'birthYear'],
    ['SĐT', 'phone'],
    ['Số ĐT', 'phone'],
    ['Điện thoại', 'phone'],
    ['Số điện thoại (Zalo)', 'phone'],
    ['SO DIEN THOAI', 'phone'],
    ['CCCD', 'citizenId'],
    ['CMND/CCCD', 'citizenId'],
    ['Số định danh', 'citizenId'],
    ['Số căn cước công dân', 'citizenId'],
    ['Số CMT', 'citizenId'],
    ['Dân tộc', 'ethnicity'],
    ['Tôn giáo', 'religion'],
    ['Quê quán', 'hometown'],
    ['Nguyên quán', 'hometown'],
    ['Nơi ở hiện nay', 'residence'],
    ['Chỗ ở', 'residence'],
    ['Địa chỉ thường trú', 'residence'],
    ['HKTT', 'residence'],
    ['Chức vụ', 'position'],
    ['Chức vụ Đoàn', 'position'],
    ['Ngày vào Đoàn', 'admittedOn'],
    ['NGAY VAO DOAN', 'admittedOn'],
    ['Ngày kết nạp', 'admittedOn'],
    ['Nơi vào Đoàn', 'admittedAtPlace'],
    ['Số thẻ đoàn', 'cardNumber'],
    ['Mã đoàn viên', 'code'],
    ['Chi đoàn', 'unit'],
    ['Đơn vị', 'unit'],
    ['Đơn vị công tác', 'unit'],
    ['Xã', 'commune'],
    ['Xã/Phường', 'commune'],
    ['Trình độ văn hóa', 'education'],
    ['Trình độ văn hoá', 'education'],
    ['Học vấn', 'education'],
    ['Chuyên môn', 'professionalLevel'],
    ['Trình độ chuyên môn', 'professionalLevel'],
    ['LLCT', 'politicalTheory'],
    ['Lý luận chính trị', 'politicalTheory'],
    ['Ngoại ngữ', 'languages'],
    ['Nghề nghiệp', 'occupation'],
    ['Email', 'email'],
    ['E-mail', 'email'],
    ['Giới tính', 'sex'],
    ['Giới tính (Nam/Nữ)', 'sex'],
    ['Nam/Nữ', 'sex'],
    ['Ngày vào Đảng', 'partyOn'],
    ['Đảng viên', 'partyStatus'],
    ['Đoàn viên', 'memberMark'],
    ['Ghi chú', 'note'],
    ['Người giới thiệu', 'introducer'],
    ['Tên gọi khác', 'otherName'],
    ['Tình trạng cư trú', 'residenceStatus'],
    ['Ngày vào Đoàn TNCS Hồ Chí Minh', 'admittedOn'],
    ['Ngày, tháng, năm sinh của đoàn viên', 'birth'],
    ['Số điện thoại liên hệ khi cần', 'phone'],
  ])('%s: %s', (text, field) => expect(fieldOf(text)).toBe(field))

  it.each([
    'Họ và tên',
    'Họ tên',
    'HO VA TEN',
    'HỌ VÀ TÊN',
    'Họ, tên',
    'Họ tên đoàn viên',
    'Họ và tên khai sinh (chữ in hoa)',
    'Tên',
  ])('%s is the name', (text) => {
    expect(fieldsOf(found([text, 'Ngày sinh']))).toEqual(['fullName', 'birth'])
  })

  it('what nobody knows is left to be mapped by hand', () => {
    expect(found(['Họ và tên', 'Cỡ áo', 'Ngày sinh']).columns[1]).toMatchObject({
      header: 'Cỡ áo',
      confidence: 0,
    })
    expect(fieldOf('Cỡ áo')).toBeUndefined()
  })

  it('a sure guess has more confidence than a partial one', () => {
    const header = found(['Họ và tên', 'SĐT', 'Ngày sinh (nếu có)', 'Địa chỉ của bố mẹ'])
    expect(header.columns.map((column) => [column.reason, column.confidence >= 0.9])).toEqual([
      ['same', true],
      ['same', true],
      ['without_brackets', true],
      ['part', false],
    ])
  })
})

describe('the header is found', () => {
  it('below titles, with empty columns and an order number', () => {
    const header = found(
      ['ĐOÀN XÃ LŨNG CÚ', null, null, null, 'ĐOÀN TNCS HỒ CHÍ MINH'],
      ['CHI ĐOÀN THÔN NÀ NONG', null, null, null, 'Lũng Cú, ngày 3 tháng 4 năm 2024'],
      [],
      [null, 'DANH SÁCH ĐOÀN VIÊN CHI ĐOÀN THÔN NÀ NONG, HỌ VÀ TÊN VÀ NGÀY SINH'],
      ['STT', 'Họ và tên', null, 'Ngày sinh', 'Dân tộc'],
      [1, 'Vàng Mí Sình', null, '03/04/2004', 'Mông'],
    )
    expect(header).toMatchObject({ firstRow: 5, lastRow: 5 })
    expect(fieldsOf(header)).toEqual(['orderNumber', 'fullName', null, 'birth', 'ethnicity'])
    expect(header.titles[1]).toBe('CHI ĐOÀN THÔN NÀ NONG Lũng Cú, ngày 3 tháng 4 năm 2024')
    expect(header.columns[1]?.samples).toEqual(['Vàng Mí Sình'])
  })

  it('over two rows: the birth date under the column of the sex', () => {
    const header = found(
      ['DANH SÁCH'],
      ['TT', 'Họ và tên', 'Ngày sinh', null, 'Quê quán', 'Trình độ', null, null],
      [null, null, 'Nam', 'Nữ', null, 'Văn hóa', 'Chuyên môn', 'LLCT'],
      [1, 'Vàng Mí Sình', '03/04/2004', null, 'Lũng Cú', '12/12', null, null],
      [2, 'Hoàng Thị Mỷ', null, '05/06/2003', 'Lũng Cú', '9/12', null, null],
    )
    expect(header).toMatchObject({ firstRow: 2, lastRow: 3 })
    expect(fieldsOf(header)).toEqual([
      'orderNumber',
      'fullName',
      'birthIfMale',
      'birthIfFemale',
      'hometown',
      'education',
      'professionalLevel',
      'politicalTheory',
    ])
    expect(header.columns[3]?.header).toBe('Ngày sinh / Nữ')
  })

  it.each([
    [
      ['Năm sinh', null],
      ['Nam', 'Nữ'],
      ['birthIfMale', 'birthIfFemale'],
    ],
    [
      ['NGAY SINH', null],
      ['NAM', 'NU'],
      ['birthIfMale', 'birthIfFemale'],
    ],
    [
      ['Giới tính', null],
      ['Nam', 'Nữ'],
      ['maleMark', 'femaleMark'],
    ],
    [
      ['Ngày sinh', null, null],
      ['Ngày', 'Tháng', 'Năm'],
      ['birthDay', 'birthMonth', 'birthYear'],
    ],
    [
      ['NGAY SINH', null, null],
      ['NGAY', 'THANG', 'NAM'],
      ['birthDay', 'birthMonth', 'birthYear'],
    ],
    [
      ['Quê quán', null, null],
      ['Xã', 'Huyện', 'Tỉnh'],
      ['hometown', 'hometown', 'hometown'],
    ],
    [
      ['Họ và tên', null],
      ['Họ đệm', 'Tên'],
      ['familyNames', 'givenName'],
    ],
  ])('over two rows: %j above %j', (upper, lower, fields) => {
    const name = fields.includes('givenName') ? 'Chi đoàn' : 'Họ tên'
    const header = found(['TT', name, ...upper], [null, null, ...lower])
    expect(fieldsOf(header).slice(2)).toEqual(fields)
  })

  it('three rows high', () => {
    const header = found(
      ['STT', 'Họ và tên', 'Thông tin cá nhân', null, null],
      [null, null, 'Ngày sinh', null, 'Dân tộc'],
      [null, null, 'Nam', 'Nữ', null],
      [1, 'Vàng Mí Sình', '03/04/2004', null, 'Mông'],
    )
    expect(header).toMatchObject({ firstRow: 1, lastRow: 3 })
    expect(fieldsOf(header)).toEqual([
      'orderNumber',
      'fullName',
      'birthIfMale',
      'birthIfFemale',
      'ethnicity',
    ])
  })

  it('a name under one header that spans family names and given name', () => {
    const header = found(
      ['STT', 'Họ và tên', null, 'Ngày sinh'],
      [1, 'Vàng Mí', 'Sình', '03/04/2004'],
      [2, 'Hoàng Thị', 'Mỷ', '05/06/2003'],
    )
    expect(fieldsOf(header)).toEqual(['orderNumber', 'familyNames', 'givenName', 'birth'])
    expect(header).toMatchObject({ firstRow: 1, lastRow: 1 })
  })

  it('family names and given name in columns of their own', () => {
    expect(fieldsOf(found(['Họ và tên đệm', 'Tên', 'Năm sinh']))).toEqual([
      'familyNames',
      'givenName',
      'birthYear',
    ])
    expect(fieldsOf(found(['Họ', 'Tên đệm', 'Tên', 'NS']))).toEqual([
      'familyNames',
      'familyNames',
      'givenName',
      'birth',
    ])
  })

  it('columns "Nam" and "Nữ" without a group: dates or ticks, as they hold', () => {
    const dates = found(
      ['Họ và tên', 'Nam', 'Nữ'],
      ['Vàng Mí Sình', 2004, null],
      ['Hoàng Thị Mỷ', null, '2003'],
    )
    expect(fieldsOf(dates)).toEqual(['fullName', 'birthIfMale', 'birthIfFemale'])
    const ticks = found(
      ['Họ và tên', 'Nam', 'Nữ'],
      ['Vàng Mí Sình', 'x', null],
      ['Hoàng Thị Mỷ', null, 'x'],
    )
    expect(fieldsOf(ticks)).toEqual(['fullName', 'maleMark', 'femaleMark'])
  })

  it('a row of column numbers below belongs to it', () => {
    expect(
      found(['STT', 'Họ và tên', 'Ngày sinh'], ['(1)', '(2)', '(3)'], [1, 'Vàng Mí Sình', 2004]),
    ).toMatchObject({ firstRow: 1, lastRow: 2 })
    expect(
      found(['STT', 'Họ và tên', 'Ngày sinh'], ['A', 'B', 1], [1, 'Vàng Mí Sình', 2004]).lastRow,
    ).toBe(1)
    expect(found(['STT', 'Họ và tên', 'Ngày sinh'], [1, 'Vàng Mí Sình', 2004])).toMatchObject({
      lastRow: 1,
    })
  })

  it('never takes the first person for a second line', () => {
    const header = found(
      ['Họ và tên', 'Chức vụ', 'Đơn vị'],
      ['Nông Văn Tên', 'Đoàn viên', 'Chi đoàn thôn Nam'],
    )
    expect(header).toMatchObject({ firstRow: 1, lastRow: 1 })
  })

  it('nowhere, when there is none; then it can be pointed at', () => {
    const rows = sheet(
      ['Vàng Mí Sình', '03/04/2004', 'Mông'],
      ['Hoàng Thị Mỷ', '05/06/2003', 'Dao'],
    )
    expect(findHeader(rows)).toBeUndefined()
    expect(
      findHeader(sheet(['BÁO CÁO KẾT QUẢ'], ['Nội dung', 'Số lượng'], ['Trồng cây', 30])),
    ).toBeUndefined()
    const pointed = headerAt(sheet(['Người', 'Khi nào'], ['Vàng Mí Sình', '03/04/2004']), 0, 1)
    expect(pointed.columns.map((column) => column.header)).toEqual(['Người', 'Khi nào'])
  })
})

describe('content helps where the header does not', () => {
  const people = (cells: RawCell[]): RawCell[][] => cells.map((cell) => ['Vàng Mí Sình', cell])
  it.each([
    ['Số', [2204001234, 2304001235, '002204001236'], 'citizenId'],
    ['Liên lạc', ['0912345678', 912345679, '0987 654 321'], 'phone'],
    ['Thư', ['a@b.vn', 'c@d.vn', 'e@f.vn'], 'email'],
    ['ĐT', ['0912345678', 912345679, '0987 654 321'], 'phone'],
    ['DT', ['Mông', 'Dao', 'Tày'], 'ethnicity'],
    ['Cỡ áo', [38, 39, 40], null],
  ])('%s', (header, cells, field) => {
    expect(fieldsOf(found(['Họ và tên', header], ...people(cells)))[1]).toBe(field)
  })
})

describe('a field that two columns claim', () => {
  it('stays with the surer one', () => {
    expect(fieldsOf(found(['Họ và tên', 'Số điện thoại bố mẹ', 'Số điện thoại']))).toEqual([
      'fullName',
      null,
      'phone',
    ])
    expect(fieldsOf(found(['Họ và tên', 'SĐT', 'Điện thoại']))).toEqual(['fullName', 'phone', null])
  })
  it('keeps both where parts are joined', () => {
    expect(fieldsOf(found(['Họ và tên', 'Thôn', 'Địa chỉ']))).toEqual([
      'fullName',
      'residence',
      'residence',
    ])
  })
})

describe('a mapping made by hand is remembered', () => {
  const rows = [
    ['Họ và tên', 'Cỡ áo', 'Ngày sinh'],
    ['Vàng Mí Sình', 'L', '2004'],
  ]

  it('for the same columns however they are written, and for no others', () => {
    const fingerprint = fingerprintOf(['Họ và tên', 'Ngày sinh', 'SĐT'])
    expect(fingerprintOf(['HO VA TEN', ' ngày  sinh ', 'SĐT', '', ''])).toBe(fingerprint)
    expect(
      fingerprintOf(['Lỗi cần sửa', 'Mã dòng (không sửa)', 'Họ và tên', 'Ngày sinh', 'SĐT']),
    ).toBe(fingerprint)
    expect(fingerprintOf(['Họ và tên', 'SĐT', 'Ngày sinh'])).not.toBe(fingerprint)
    expect(fingerprintOf(['Họ và tên', '', 'Ngày sinh', 'SĐT'])).not.toBe(fingerprint)
  })

  it('and found again although our own columns were added', () => {
    const header = found(...rows)
    const mapping = mappingOf(header)
    mapping.fields[1] = 'note'
    const remembered = toRemember(header, mapping)
    const mended = found(
      ...rows.map((cells, i) => [
        i === 0 ? 'Lỗi cần sửa' : 'Sai',
        ...cells,
        i === 0 ? 'Mã dòng (không sửa)' : 'k1',
      ]),
    )
    expect(mended.fingerprint).toBe(header.fingerprint)
    const recalled = recall(mended, remembered)
    expect(fieldsOf(recalled)).toEqual(['importFault', 'fullName', 'note', 'birth', 'importRowKey'])
    expect(mappingOf(recalled).fields).toEqual([null, 'fullName', 'note', 'birth', null])
  })
})
