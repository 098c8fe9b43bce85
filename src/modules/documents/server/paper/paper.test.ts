import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { poppler } from '#platform/testing/poppler.ts'
import { parseBody } from '../../body.ts'
import { extractText } from '../text/extract-text.ts'
import { dayInWords, type PaperContent } from './content.ts'
import { makePaperDocx } from './make-paper-docx.ts'
import { makePaperPdf } from './make-paper-pdf.ts'

const paper = (fields: Partial<PaperContent> = {}): PaperContent => ({
  form: 'union',
  title: 'Kế hoạch 392-KH/TWĐTN-CTTTN',
  issuer: ['TRUNG ƯƠNG ĐOÀN', 'BAN CÔNG TÁC THANH NIÊN'],
  numberLine: 'Số: 392-KH/TWĐTN-CTTTN',
  placeAndDay: 'Hà Giang, ngày 05 tháng 02 năm 2026',
  typeName: 'KẾ HOẠCH',
  subject: 'Tổ chức Tháng Thanh niên <b>& "an toàn"</b>',
  isLetter: false,
  blocks: parseBody('I. MỤC ĐÍCH\n1. Yêu cầu\n- Thiết thực, hiệu quả;\nCác đơn vị thực hiện.'),
  recipients: ['Như trên', 'Lưu VP'],
  signerLines: ['T/M BAN CHẤP HÀNH', 'BÍ THƯ'],
  signerName: 'Nguyễn Thị Ánh',
  marks: ['HỎA TỐC'],
  ...fields,
})
const state = () =>
  paper({
    form: 'state',
    numberLine: 'Số: 12/TĐTN-VP',
    isLetter: true,
    typeName: '',
    subject: 'phối hợp tổ chức',
  })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-paper-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const pdfText = async (bytes: Uint8Array) => {
  const path = join(folder, 'paper.pdf')
  await writeFile(path, bytes)
  return (await poppler('pdftotext', '-layout', path, '-')).normalize('NFC')
}
const unionParts = [
  'ĐOÀN TNCS HỒ CHÍ MINH',
  'BAN CÔNG TÁC THANH NIÊN',
  'Số: 392-KH/TWĐTN-CTTTN',
  'ngày 05 tháng 02 năm 2026',
  'KẾ HOẠCH',
  'Tổ chức Tháng Thanh niên <b>& "an toàn"</b>',
  'I. MỤC ĐÍCH',
  '- Thiết thực, hiệu quả;',
  'Nơi nhận:',
  '- Lưu VP',
  'T/M BAN CHẤP HÀNH',
  'Nguyễn Thị Ánh',
  'HỎA TỐC',
]
const stateParts = [
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'Số: 12/TĐTN-VP',
  'V/v phối hợp tổ chức',
]

test('the PDF of a paper holds its eight parts, in the Union’s form and in the State’s', async () => {
  const union = await pdfText(await makePaperPdf(paper(), { at: new Date(0) }))
  for (const part of unionParts) expect(union).toContain(part)
  expect(union).not.toContain('CỘNG HÒA')
  const letter = await pdfText(await makePaperPdf(state(), { at: new Date(0) }))
  for (const part of stateParts) expect(letter).toContain(part)
  expect(letter).not.toContain('ĐOÀN TNCS HỒ CHÍ MINH')
})

test('the docx of a paper is one, and says the same', async () => {
  for (const [content, parts] of [
    [paper(), unionParts],
    [state(), stateParts],
  ] as const) {
    const bytes = await makePaperDocx(content)
    expect((await recogniseFile(bytes)).kind).toBe('docx')
    const text = (await extractText('docx', bytes)).normalize('NFC')
    for (const part of parts) expect(text).toContain(part)
  }
})

test('what a PDF says is read in a thread of its own, and one that is broken ends with it', async () => {
  const bytes = await makePaperPdf(paper(), { at: new Date(0) })
  expect((await extractText('pdf', bytes)).normalize('NFC')).toContain('Các đơn vị thực hiện')
  await expect(
    extractText('pdf', Buffer.from('%PDF-1.7\nnothing\nstartxref\n0\n%%EOF')).then((text) => {
      if (!text.trim()) throw new Error('nothing')
    }),
  ).rejects.toThrow()
}, 60_000)

test('a day is written as the regulation has it', () => {
  expect(dayInWords('2026-02-05')).toBe('ngày 05 tháng 02 năm 2026')
  expect(dayInWords('2026-11-15')).toBe('ngày 15 tháng 11 năm 2026')
  expect(dayInWords(null)).toContain('ngày …')
})
