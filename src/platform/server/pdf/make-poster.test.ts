import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poppler } from '#platform/testing/poppler.ts'
import { readQrByZbar, readQrOfPdf } from '#platform/testing/read-qr.ts'
import { makePoster, type Poster, type PosterSize, posterSizes } from './make-poster.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-poster-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const address = 'https://xungkich.tinhdoanhagiang.vn/q/K7M2PXQ'
const poster = (size: PosterSize, more: Partial<Poster> = {}): Poster => ({
  size,
  heading: 'Tuyển 20 công nhân may tại Vị Xuyên',
  lines: [
    'Lương 8 – 11 triệu đồng mỗi tháng',
    'Có chỗ ở, có xe đưa đón',
    'Nhận hồ sơ đến 15/12/2026',
  ],
  address,
  caption: 'Quét mã để xem và ứng tuyển',
  footer: 'Đoàn xã Lũng Phìn – chợ phiên Lũng Phìn',
  at: new Date('2026-11-20T02:00:00Z'),
  ...more,
})
const onDisk = async (name: string, bytes: Uint8Array) => {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

const points = { A4: [595.3, 841.9], A3: [841.9, 1190.6], card: [255.1, 155.9] } as const

test.each(posterSizes)(
  'a poster of size %s is one page whose code two readers read',
  async (size) => {
    const path = await onDisk(`${size}.pdf`, await makePoster(poster(size)))
    const info = await poppler('pdfinfo', path)
    expect(info).toMatch(/Pages: +1\n/)
    const [, width, height] = /Page size: +([\d.]+) x ([\d.]+)/.exec(info) ?? []
    expect(Math.abs(Number(width) - points[size][0])).toBeLessThan(1)
    expect(Math.abs(Number(height) - points[size][1])).toBeLessThan(1)
    expect(await readQrOfPdf(path, size === 'card' ? 200 : 100)).toEqual([address])
    expect(await readQrByZbar(`${path}.png`)).toEqual([address])
    const text = (await poppler('pdftotext', path, '-')).normalize('NFC').replace(/\s+/g, ' ')
    for (const words of [
      'Tuyển 20 công nhân may',
      'triệu đồng',
      'Quét mã',
      'chợ phiên Lũng Phìn',
      'xungkich.tinhdoanhagiang.vn/q/K7M2PXQ',
    ])
      expect(text.replace(/ /g, '')).toContain(words.replace(/ /g, ''))
  },
)

test.each(posterSizes)(
  'however much is written, size %s stays one page with a code that reads',
  async (size) => {
    const heading =
      'Ngày hội việc làm và tư vấn hướng nghiệp cho đoàn viên thanh niên các dân tộc '.repeat(2)
    const lines = Array.from(
      { length: 8 },
      () =>
        'Hỗ trợ chỗ ở, xe đưa đón, ăn ca, đóng bảo hiểm đầy đủ theo quy định của pháp luật về lao động',
    )
    const path = await onDisk(
      `long-${size}.pdf`,
      await makePoster(poster(size, { heading, lines })),
    )
    expect(await poppler('pdfinfo', path)).toMatch(/Pages: +1\n/)
    expect(await readQrOfPdf(path, size === 'card' ? 200 : 100)).toEqual([address])
  },
)

test('the same poster at the same time gives the same bytes', async () => {
  expect(Buffer.compare(await makePoster(poster('card')), await makePoster(poster('card')))).toBe(0)
})
