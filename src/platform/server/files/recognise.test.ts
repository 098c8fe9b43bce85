import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeZip } from '#platform/server/workbook/testing.ts'
import { recogniseFile } from './recognise.ts'

const text = (content: string) => Buffer.from(content)
const pdf = text('%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n')
const chunk = (name: string, body: Buffer = Buffer.alloc(0)) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, Buffer.from(name), body, Buffer.alloc(4)])
}
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.alloc(13)),
  chunk('IDAT', deflateSync(Buffer.alloc(4))),
  chunk('IEND'),
])
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')
const webp = Buffer.concat([text('RIFF'), Buffer.from('08000000', 'hex'), text('WEBPVP8 ')])
const types = (more = '') =>
  `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${more}</Types>`
const docx = makeZip({ '[Content_Types].xml': types(), 'word/document.xml': '<w:document/>' })
const xlsx = makeZip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' })

test.each([
  ['pdf', pdf, 'application/pdf'],
  ['png', png, 'image/png'],
  ['jpeg', jpeg, 'image/jpeg'],
  ['webp', webp, 'image/webp'],
  ['docx', docx, /wordprocessingml/],
  ['xlsx', xlsx, /spreadsheetml/],
  ['txt', text('Nghị quyết\nđã thông qua: 5 < 7\n'), /^text\/plain/],
] as const)('a %s is known by its content', async (kind, bytes, mediaType) => {
  const found = await recogniseFile(bytes)
  expect(found.kind).toBe(kind)
  expect(found.mediaType).toMatch(mediaType)
})

test.each([
  ['nothing', Buffer.alloc(0), 'files.empty'],
  ['a Windows program named .pdf', Buffer.from('4d5a90000300000004', 'hex'), 'files.program'],
  ['a Linux program', Buffer.from('7f454c4602010100', 'hex'), 'files.program'],
  ['a script', text('#!/bin/sh\nrm -rf ~\n'), 'files.program'],
  ['a page named .png', text('\n <!DOCTYPE html><script>alert(1)</script>'), 'files.markup'],
  ['a drawing that can run', text('<svg onload="alert(1)"/>'), 'files.markup'],
  ['a text with a page in it', text('hello\n<script src=x></script>'), 'files.markup'],
  ['a PDF behind junk', Buffer.concat([text('GIF89a;'), pdf]), 'files.polyglot'],
  ['a PDF behind a picture', Buffer.concat([jpeg, pdf]), 'files.polyglot'],
  ['a PDF with a zip behind', Buffer.concat([pdf, docx]), 'files.polyglot'],
  ['a PDF with a page behind', Buffer.concat([pdf, text('<script>1</script>')]), 'files.polyglot'],
  ['a picture with a zip behind', Buffer.concat([png, xlsx]), 'files.polyglot'],
  ['a PDF cut short', pdf.subarray(0, 40), 'files.damaged'],
  ['a picture cut short', png.subarray(0, 40), 'files.damaged'],
  ['a zip cut short', docx.subarray(0, 60), 'files.damaged'],
  ['an archive of anything', makeZip({ 'a.txt': 'a' }), 'files.unknown'],
  ['bytes without meaning', Buffer.from('00ff00ff', 'hex'), 'files.unknown'],
  ['an old Word paper', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'files.legacy_office'],
  [
    'a Word paper with macros',
    makeZip({
      '[Content_Types].xml': types(),
      'word/document.xml': '<w:document/>',
      'word/vbaProject.bin': 'x',
    }),
    'files.macros',
  ],
  [
    'a macro paper that calls itself plain',
    makeZip({
      '[Content_Types].xml': types(
        '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
      ),
      'word/document.xml': '<w:document/>',
    }),
    'files.macros',
  ],
])('%s is refused', async (_name, bytes, code) => {
  await expect(recogniseFile(bytes)).rejects.toMatchObject({ code })
})

test('a zip that hides its paper behind a bomb of a list of parts is refused', async () => {
  const bomb = makeZip({ '[Content_Types].xml': Buffer.alloc(5_000_000), 'word/document.xml': '' })
  await expect(recogniseFile(bomb)).rejects.toMatchObject({ code: 'files.damaged' })
})

test('a caller takes only the kinds it names', async () => {
  await expect(recogniseFile(png, ['pdf'])).rejects.toMatchObject({
    code: 'files.kind_not_taken',
    details: { kind: 'png', taken: 'pdf' },
  })
  expect((await recogniseFile(pdf, ['pdf'])).extension).toBe('pdf')
})
