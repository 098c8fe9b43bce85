import { describe, expect, it } from 'vitest'
import { readText } from './read-text.ts'

/** Rows as `line new ← predecessors`, with `½` behind parts and the faults' codes. */
const rowsOf = (text: string) =>
  readText(text)?.rows.map(({ line, newName, predecessors, unchanged, faults }) => {
    const names = predecessors.map(({ written, part }) => written + (part ? ' ½' : ''))
    const old = unchanged ? ['=', ...names] : names
    return [`${line} ${newName} ← ${old.join(' + ')}`, ...faults.map(({ code }) => code)].join(
      ' ! ',
    )
  })

describe('text pasted from a sheet or a table of a document', () => {
  it('with a header, in any order of columns', () => {
    expect(
      rowsOf(
        'TT\tĐơn vị trước sắp xếp\tĐơn vị sau sắp xếp\n1\tXã B, xã C\tXã A\n2\tGiữ nguyên\tXã D',
      ),
    ).toEqual(['2 Xã A ← Xã B + xã C', '3 Xã D ← ='])
  })

  it('without a header', () => {
    expect(rowsOf('Xã A\tXã B, xã C\t12,5\nXã D\tgiữ nguyên\t3,1\nXã E\t\t1')).toEqual([
      '1 Xã A ← Xã B + xã C',
      '2 Xã D ← =',
      '3 Xã E ←  ! predecessors_missing',
    ])
  })

  it('with line ends in its cells, quoted by a sheet or bare from a document', () => {
    const bare = 'Tên mới\tSáp nhập từ\nXã A\tXã B\nXã C\nXã D\tXã E, xã F'
    expect(rowsOf(bare)).toEqual(['2 Xã A ← Xã B + Xã C', '4 Xã D ← Xã E + xã F'])
    const quoted = 'Tên mới\tSáp nhập từ\nXã A\t"Xã B\nXã C"\nXã D\tXã E, xã F'
    expect(rowsOf(quoted)).toEqual(['2 Xã A ← Xã B + Xã C', '4 Xã D ← Xã E + xã F'])
  })

  it('with a new name merged over several rows', () => {
    const merged = 'STT\tĐơn vị mới\tĐơn vị cũ\n1\tXã A\tXã B\n\t\tXã C\n2\tXã D\tXã E\n3\t\tXã F'
    expect(rowsOf(merged)).toEqual([
      '2 Xã A ← Xã B + Xã C',
      '4 Xã D ← Xã E',
      '5  ← Xã F ! new_name_missing',
    ])
  })

  it('with titles, sections, a row of numbers, the header again and a sum', () => {
    const lines = [
      'PHỤ LỤC',
      'Tên mới\tCác xã cũ',
      '(1)\t(2)',
      'I. Huyện Đồng Văn\t',
      'Xã A\tXã B, xã C',
      'Tên mới\tCác xã cũ',
      'Xã D\tXã E, xã F',
      'Tổng cộng\t4',
    ]
    expect(rowsOf(lines.join('\n'))).toEqual(['5 Xã A ← Xã B + xã C', '7 Xã D ← Xã E + xã F'])
  })
})

describe('sentences of a decision', () => {
  it('with a colon', () => {
    expect(rowsOf('Xã A: Xã B, Xã C\n- Phường D: giữ nguyên\n3. Xã E giữ nguyên')).toEqual([
      '1 Xã A ← Xã B + Xã C',
      '2 Phường D ← =',
      '3 Xã E ← =',
    ])
  })

  it('in the words of the law, broken over lines', () => {
    const text = `Điều 1. Sắp xếp các đơn vị hành chính cấp xã của tỉnh T
1. Thành lập xã Đại Sơn trên cơ sở nhập toàn bộ diện tích tự nhiên, quy mô dân số của xã
Bắc Sơn, xã Cẩm và một phần xã Đồng.
2. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của các xã Bản, Cát và Đá thành xã mới có tên gọi là xã Ấm.
3. Nhập xã U, xã V vào xã Y;
4. Đổi tên xã Cũ thành xã Tân.
5. Hai xã không thực hiện sắp xếp là các xã Trung Hà, Kiến Thiết.
6. Xã Hà Lạ chưa rõ thế nào
Nơi nhận: các cơ quan.`
    expect(rowsOf(text)).toEqual([
      '2 xã Đại Sơn ← xã Bắc Sơn + xã Cẩm + xã Đồng ½',
      '4 xã Ấm ← Bản + Cát + Đá',
      '5 xã Y ← xã U + xã V + xã Y',
      '6 xã Tân ← xã Cũ',
      '7 Xã Trung Hà ← =',
      '7 Xã Kiến Thiết ← =',
      '8  ←  ! line_unreadable',
    ])
  })

  it('none of which is a table', () => {
    expect(readText('')).toBeUndefined()
    expect(readText('Kính gửi các đồng chí\nNgày mai họp.')).toBeUndefined()
    expect(readText('Họ tên\tNgày sinh\nVàng Mí Sình\t3/4/2004')).toBeUndefined()
  })
})

describe('a row', () => {
  it('must have a new name, with its type, and something that it is made of', () => {
    expect(rowsOf('Tên mới\tĐơn vị cũ\nXã A\tXã B, xã C\nĐồng Văn\tXã D, xã E\nXã F\t')).toEqual([
      '2 Xã A ← Xã B + xã C',
      '3 Đồng Văn ← Xã D + xã E ! new_type_unknown',
      '4 Xã F ←  ! predecessors_missing',
    ])
  })

  it('is not read where a cell is longer than any decision has it', () => {
    const long = 'xã B, '.repeat(2000)
    expect(rowsOf(`Tên mới\tĐơn vị cũ\nXã C\tXã D, xã E\nXã A\t${long}`)?.[1]).toBe(
      '3 Xã A ←  ! predecessors_too_long',
    )
  })

  it('says that it stays in many words, with or without its name', () => {
    for (const words of [
      'giữ nguyên',
      'Giữ nguyên hiện trạng',
      'Không thay đổi',
      'không sắp xếp',
      'Không thực hiện sắp xếp',
    ])
      expect(rowsOf(`Tên mới\tĐơn vị cũ\nXã B\tXã C, xã D\nXã A\t${words}`)?.[1]).toBe('3 Xã A ← =')
    expect(rowsOf('Tên mới\tĐơn vị cũ\nXã B\tXã C, xã D\nXã A\tGiữ nguyên xã A')?.[1]).toBe(
      '3 Xã A ← = + xã A',
    )
  })
})
