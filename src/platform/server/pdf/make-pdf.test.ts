import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { poppler } from '#platform/testing/poppler.ts'
import { letterhead, paperTitle, paragraph, qrWithText, signatures, table } from './blocks.ts'
import { makePdf } from './make-pdf.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-pdf-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const letters =
  'Ấ Ầ Ẩ Ẫ Ậ ấ ầ ẩ ẫ ậ Ắ Ằ Ẳ Ẵ Ặ ắ ằ ẳ ẵ ặ Ế Ề Ể Ễ Ệ ế ề ể ễ ệ Ố Ồ Ổ Ỗ Ộ ố ồ ổ ỗ ộ Ớ Ờ Ở Ỡ Ợ ớ ờ ở ỡ ợ Ứ Ừ Ử Ữ Ự ứ ừ ử ữ ự Ỳ Ý Ỷ Ỹ Ỵ ỳ ý ỷ ỹ ỵ Đ đ Ĩ ĩ Ũ ũ'
const sentence =
  'Hội nghị Ban Chấp hành Đoàn xã đã thảo luận, thống nhất đẩy mạnh phong trào thanh niên tình nguyện hỗ trợ người dân sử dụng dịch vụ công trực tuyến.'

const minutes = () =>
  makePdf({
    title: 'Biên bản họp Chi đoàn thôn Lũng Phìn',
    at: new Date('2026-03-26T02:00:00Z'),
    content: [
      letterhead({
        issuer: ['ĐOÀN XÃ LŨNG PHÌN', 'CHI ĐOÀN THÔN LŨNG PHÌN A'],
        number: 'Số: 03-BB/CĐ',
        motto: 'ĐOÀN TNCS HỒ CHÍ MINH',
        placeAndDay: 'Lũng Phìn, ngày 26 tháng 3 năm 2026',
      }),
      paperTitle('Biên bản', 'Họp Chi đoàn tháng 3 năm 2026'),
      paragraph(letters, { indent: false }),
      ...Array.from({ length: 14 }, () => paragraph(sentence)),
      table(
        [{ title: 'STT', width: 30, alignment: 'center' }, { title: 'Họ và tên' }],
        Array.from({ length: 50 }, (_, i) => [i + 1, `Vàng Mí Thứ ${i + 1}`]),
      ),
      signatures([
        { role: 'Thư ký', name: 'Giàng Thị Mẩy' },
        { role: 'Chủ tọa', name: 'Vàng Mí Chứ' },
      ]),
      qrWithText('https://example.vn/verify/ABCD', ['Quét mã để kiểm tra', 'ABCD']),
    ],
  })

const pdfText = async (bytes: Uint8Array, ...words: string[]) => {
  const path = join(folder, 'paper.pdf')
  await writeFile(path, bytes)
  return poppler('pdftotext', ...words, path, '-')
}

test('a paper keeps every Vietnamese letter as text, numbers its later pages and repeats the head of a table', async () => {
  const bytes = await minutes()
  expect((await recogniseFile(bytes)).kind).toBe('pdf')
  const text = (await pdfText(bytes, '-layout')).normalize('NFC')
  for (const letter of letters.split(' ')) expect(text).toContain(letter)
  expect(text.replace(/\s+/g, ' ')).toContain('thống nhất đẩy mạnh phong trào')
  const [first = '', second = ''] = text.split('\f')
  expect(first).not.toMatch(/^\s*1\s*$/m)
  expect(second.trimStart()).toMatch(/^2\s/)
  expect(text.match(/Họ và tên/g)?.length).toBeGreaterThan(1)
})

test('its fonts are embedded and cut to what is used, and A4 has the margins of an official paper', async () => {
  const bytes = await minutes()
  expect(bytes.length).toBeLessThan(100_000)
  const path = join(folder, 'fonts.pdf')
  await writeFile(path, bytes)
  const fonts = (await poppler('pdffonts', path)).trim().split('\n').slice(2)
  expect(fonts.length).toBeGreaterThan(1)
  for (const font of fonts) expect(font).toMatch(/\+Tinos.* yes +yes +yes /)
  const boxes = await pdfText(bytes, '-bbox')
  expect(boxes).toMatch(/<page width="595\.\d+" height="841\.\d+"/)
  const lefts = [...boxes.matchAll(/xMin="([\d.]+)"/g)].map((match) => Number(match[1]))
  const rights = [...boxes.matchAll(/xMax="([\d.]+)"/g)].map((match) => Number(match[1]))
  expect(Math.min(...lefts)).toBeGreaterThan((30 / 25.4) * 72 - 0.5)
  expect(Math.max(...rights)).toBeLessThan(((210 - 20) / 25.4) * 72 + 1)
})

test('the same paper at the same time gives the same bytes, so that it is kept once', async () => {
  expect(Buffer.compare(await minutes(), await minutes())).toBe(0)
})

test('no text of a paper makes the server read a file or an address', async () => {
  const paper = (image: string) =>
    makePdf({ title: 'x', at: new Date(0), content: [{ image, width: 10 }] })
  await expect(paper('/etc/passwd')).rejects.toThrow(/polic/)
  await expect(paper('http://127.0.0.1:1/x.png')).rejects.toThrow(/polic/)
})
