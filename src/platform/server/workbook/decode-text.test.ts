import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text.ts'
import { encodeUtf16, encodeWindows1258 } from './testing.ts'

const list =
  'STT,Họ và tên,Ngày sinh,Chi đoàn\r\n1,Vàng Mí Sình,03/04/2004,Thôn Nà Nong\r\n2,Hoàng Thị Mỷ,5/6/2003,Xã Lũng Cú\r\n'
const bom = (bytes: number[], rest: Uint8Array) => Buffer.concat([Buffer.from(bytes), rest])
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('the text of a csv is read as its program wrote it', () => {
  it.each([
    ['UTF-8', utf8(list), 'utf-8', false],
    ['UTF-8 with a mark', bom([0xef, 0xbb, 0xbf], utf8(list)), 'utf-8', true],
    ['UTF-16 little endian with a mark', bom([0xff, 0xfe], encodeUtf16(list)), 'utf-16le', true],
    ['UTF-16 little endian', encodeUtf16(list), 'utf-16le', false],
    ['UTF-16 big endian with a mark', bom([0xfe, 0xff], encodeUtf16(list, 'be')), 'utf-16be', true],
    ['UTF-16 big endian', encodeUtf16(list, 'be'), 'utf-16be', false],
    ['Windows-1258', encodeWindows1258(list), 'windows-1258', false],
  ] as const)('%s', (_, bytes, encoding, marked) => {
    expect(decodeText(bytes)).toEqual({ text: list, encoding, marked })
  })

  it('short files too', () => {
    const short = 'Tên\nẾ Á\n'
    expect(decodeText(utf8(short))).toMatchObject({ text: short, encoding: 'utf-8' })
    expect(decodeText(encodeWindows1258(short))).toMatchObject({
      text: short,
      encoding: 'windows-1258',
    })
    expect(decodeText(encodeUtf16(short))).toMatchObject({ text: short, encoding: 'utf-16le' })
    expect(decodeText(encodeUtf16(short, 'be'))).toMatchObject({
      text: short,
      encoding: 'utf-16be',
    })
    expect(decodeText(encodeUtf16('Đỗ'))).toMatchObject({ encoding: expect.any(String) })
  })

  it('plain ASCII is UTF-8', () => {
    expect(decodeText(utf8('ho ten,ngay sinh\nVang Mi Sinh,1/2/2003'))).toMatchObject({
      encoding: 'utf-8',
      marked: false,
    })
  })

  it('decomposed letters come out composed', () => {
    expect(decodeText(utf8(list.normalize('NFD'))).text).toBe(list)
  })

  it('one spoilt byte does not turn UTF-8 into something else', () => {
    const bytes = utf8(list.repeat(40))
    bytes[bytes.indexOf(0xe1)] = 0x20
    expect(decodeText(bytes).encoding).toBe('utf-8')
    expect(decodeText(bytes).text).toContain('Hoàng Thị Mỷ')
  })

  it('every Vietnamese letter survives Windows-1258', () => {
    const letters = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ'
    const all = letters + letters.toUpperCase()
    expect(decodeText(encodeWindows1258(all)).text).toBe(all)
  })

  it('any text comes back from UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\ufeff'))
        expect(decodeText(utf8(text)).text).toBe(text.normalize('NFC'))
      }),
    )
  })
})
