import { beforeEach, expect, test } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import type { Asking } from '#platform/server/context.ts'
import { paragraph } from '#platform/server/pdf/blocks.ts'
import { makePdf } from '#platform/server/pdf/make-pdf.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import * as documents from './index.ts'
import { aDraft, anIssued, aTerm } from './testing.ts'

const queued: { fileId: string; sha256: string; kind: string }[] = []
const app = useApp({
  now: '2026-06-15T02:00:00Z',
  tasks: [
    {
      ...documents.readFileText,
      run: async (_, __, payload) => void queued.push(payload as (typeof queued)[number]),
    },
  ],
})
let tree: SmallTree
let secretary: Asking
let branch: Asking
let foreign: Asking

beforeEach(async () => {
  tree = await aTree(app.testDatabase)
  await aTerm(app.testDatabase, { unitId: tree.province })
  secretary = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  branch = asking(app, await anOfficer(app.testDatabase, tree.branch, 'branch_secretary'))
  foreign = asking(app, await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary'))
})

const attach = (
  by: Asking,
  documentId: string,
  bytes: Uint8Array,
  fields: { fileName?: string; role?: 'scan' } = {},
) =>
  app.run(by, documents.attachFile, {
    id: uuidv7(),
    documentId,
    fileName: 'van-ban.pdf',
    bytes,
    ...fields,
  })
/** Reads a file at once, as the queue would after the commit. */
const readText = async (fileId: string) => {
  const { rows } = await app.testDatabase.ownerPool.query(
    'select sha256, kind from documents.file where id = $1',
    [fileId],
  )
  await documents.readFileText.run(app, secretary, { fileId, ...rows[0] })
  const file = await app.testDatabase.ownerPool.query(
    'select text_state from documents.file where id = $1',
    [fileId],
  )
  return file.rows[0].text_state
}
const find = async (by: Asking, text: string, more: object = {}) =>
  (await app.read(by, (ctx) => documents.searchDocuments(ctx, { text, ...more }))).rows
const aDocument = async (fields: object = {}) => {
  const draft = aDraft(tree.commune, fields)
  await app.run(secretary, documents.draftDocument, draft)
  return draft.id
}
const pdfSaying = (text: string) =>
  makePdf({ title: 'Phụ lục', at: new Date(0), content: [paragraph(text)] })

test('a program, a page or a script that calls itself a PDF is refused, and nothing is kept', async () => {
  const id = await aDocument()
  const wrong: [string, Uint8Array][] = [
    ['files.program', Buffer.from('MZ\u0090\u0000 this program cannot be run in DOS mode')],
    ['files.program', Buffer.from('\u007fELF\u0002\u0001')],
    ['files.program', Buffer.from('#!/bin/sh\nrm -rf /')],
    ['files.markup', Buffer.from('<html><script>alert(1)</script></html>')],
    ['files.polyglot', Buffer.concat([await pdfSaying('x'), Buffer.from('\nMZ hidden program')])],
    ['files.empty', new Uint8Array()],
  ]
  for (const [code, bytes] of wrong)
    await expect(attach(secretary, id, bytes), code).rejects.toMatchObject({ code })
  expect(await app.read(secretary, (ctx) => documents.listFiles(ctx, id))).toEqual([])
})

test('what a PDF and a docx say is found without diacritics, with the words around', async () => {
  const id = await aDocument({ subject: 'Phụ lục kèm theo' })
  const pdf = await attach(secretary, id, await pdfSaying('Nuôi ong lấy mật ở vùng đá tai mèo'))
  expect(await readText(pdf.id)).toBe('found')
  const [hit] = await find(secretary, 'nuoi ong da tai meo')
  expect(hit?.id).toBe(id)
  expect(hit?.snippet.some(({ isHit, text }) => isHit && text === 'ong')).toBe(true)
  const other = await aDocument({ body: 'Trồng hoa tam giác mạch dọc đường.' })
  const paper = await app.read(secretary, async (ctx) =>
    documents.makePaperDocx(
      await documents.contentOf(ctx, await documents.getDocument(ctx, other)),
    ),
  )
  const docx = await attach(secretary, id, paper, { fileName: 'ke hoach.docx' })
  expect(await readText(docx.id)).toBe('found')
  expect((await find(secretary, 'hoa tam giác mạch')).map((one) => one.id)).toContain(id)
  // Taken off again, it is no longer found by it.
  await app.run(secretary, documents.removeFile, { fileId: pdf.id })
  expect(await find(secretary, 'nuoi ong da tai meo')).toEqual([])
})

test('a file that cannot be read is kept, said to be so, and holds nothing up', async () => {
  const id = await aDocument()
  const good = await pdfSaying('x')
  const broken = Buffer.from(good.toString('latin1').replaceAll(/obj\n<</g, 'obj\n[['), 'latin1')
  const { id: fileId } = await attach(secretary, id, broken)
  expect(await readText(fileId)).toBeOneOf(['failed', 'none'])
  expect(await app.read(secretary, (ctx) => documents.listFiles(ctx, id))).toHaveLength(1)
})

test('a file of another unit is not there, nor found; whoever was sent the paper reads it', async () => {
  const { id } = await anIssued(app, secretary, tree.commune)
  const scan = await attach(secretary, id, await pdfSaying('Bản chụp ký tay số bảy'), {
    role: 'scan',
  })
  await readText(scan.id)
  const file = (by: Asking) => app.read(by, (ctx) => documents.getFile(ctx, id, scan.id))
  for (const by of [foreign, branch, asking(app, { kind: 'nobody' })])
    await expect(file(by)).rejects.toMatchObject({ status: 404 })
  expect(await find(branch, 'ban chup ky tay')).toEqual([])
  await app.run(secretary, documents.distributeDocument, { documentId: id, unitIds: [tree.branch] })
  expect((await file(branch)).kind).toBe('pdf')
  expect((await find(branch, 'ban chup ky tay')).map((one) => one.id)).toEqual([id])
  expect(await find(foreign, 'ban chup ky tay')).toEqual([])
  await expect(attach(branch, id, await pdfSaying('x'), { role: 'scan' })).rejects.toMatchObject({
    status: 403,
  })
  await expect(attach(secretary, id, await pdfSaying('x'))).rejects.toMatchObject({
    code: 'documents.not_in_state',
  })
})

test('a number is found as it is written and in part, a word before it is typed to its end', async () => {
  const word = `Riêng${uuidv7().slice(-6)}`
  const { id, symbol } = await anIssued(app, secretary, tree.commune, { subject: `Việc ${word}` })
  for (const typed of [`${symbol} ${word}`, word.slice(0, 9), word.toUpperCase()])
    expect((await find(secretary, typed)).map((one) => one.id)).toEqual([id])
  expect(await find(secretary, word, { direction: 'in' })).toEqual([])
  expect(await find(secretary, word, { type: 'plan', from: '2026-06-15' })).toHaveLength(1)
  expect(await find(secretary, word, { to: '2026-06-14' })).toEqual([])
  expect(await find(secretary, '!!! & | :*')).toEqual([])
})

test('a file is called what it is, without what would lead astray', async () => {
  const id = await aDocument()
  await attach(secretary, id, await pdfSaying('x'), { fileName: '../../etc/Kế hoạch\u202e.exe' })
  expect(await app.read(secretary, (ctx) => documents.listFiles(ctx, id))).toMatchObject([
    { name: 'Kế hoạch.pdf', mediaType: 'application/pdf' },
  ])
})
