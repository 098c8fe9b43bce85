import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePdf } from '#platform/server/pdf/make-pdf.ts'
import { poppler } from '#platform/testing/poppler.ts'
import { stampFor } from './stamp.ts'

const reader = { name: 'Sùng Thị Dợ', at: new Date('2026-06-15T12:05:00Z') }
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-stamp-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const paper = () =>
  makePdf({
    title: 'Danh sách',
    at: reader.at,
    content: [
      { text: 'Trang một' },
      { text: 'Trang hai', pageBreak: 'before' },
      { text: 'Trang ba', pageBreak: 'before' },
    ],
  })

test('the reader’s name and the moment stand on every page, and what was written stays', async () => {
  const file = join(folder, 'stamped.pdf')
  await writeFile(file, await stampFor(await paper(), 'pdf', reader))
  for (const [index, written] of ['Trang một', 'Trang hai', 'Trang ba'].entries()) {
    const page = String(index + 1)
    const text = await poppler('pdftotext', '-f', page, '-l', page, file, '-')
    expect(text.normalize('NFC')).toContain(written)
    expect(text.normalize('NFC')).toContain('Sùng Thị Dợ · 19 giờ 05, 15/06/2026')
  }
})

test('two readers never have the same copy, and a paper that is none is refused', async () => {
  const bytes = await paper()
  const one = await stampFor(bytes, 'pdf', reader)
  const other = await stampFor(bytes, 'pdf', { ...reader, name: 'Ly Thị Mỷ' })
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false)
  await expect(stampFor(Buffer.from('không phải PDF'), 'pdf', reader)).rejects.toMatchObject({
    code: 'meetings.cannot_stamp',
  })
})
