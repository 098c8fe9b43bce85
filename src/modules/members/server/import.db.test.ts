import { expect, test } from 'vitest'
import { aTree, aUnit } from '#modules/units/server/testing.ts'
import type { Asking } from '#platform/server/context.ts'
import { writeWorkbook } from '#platform/server/files/write-workbook.ts'
import { openWorkbook } from '#platform/server/workbook/read-workbook.ts'
import { collect } from '#platform/server/workbook/testing.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { importChunk } from './commands/import-chunk.ts'
import {
  cancelImport,
  decideImportRows,
  exportMembers,
  exportSheet,
  faultyRows,
  getImport,
  importMembers,
  listImportRows,
  mapImport,
  purgeImports,
  resumeImports,
  runImport,
  startImport,
  writeFaults,
} from './index.ts'
import { anOfficer, aPerson } from './testing.ts'

// The queue takes the work; the tests themselves say when it is done.
const app = useApp({ tasks: [{ ...importMembers, run: async () => {} }] })
const csv = (...lines: string[]) =>
  Buffer.from(
    [
      'STT,Họ và tên,Ngày sinh,Giới tính,Dân tộc,Chi đoàn,Số điện thoại,Số CCCD,Mã đoàn viên',
      ...lines,
    ].join('\n'),
  )
const sinh = '1,VÀNG MÍ SÌNH,03/04/2004,Nam,Mông,Đoàn Kết,0912345678,,'
const my = '2,Hoàng Thị Mỷ,2003,Nữ,Tày,Tân Tiến,,,'

async function aCommune() {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_officer'))
  return { tree, officer }
}

const handIn = async (officer: Asking, unitId: string, bytes: Uint8Array, id = uuidv7()) => {
  await app.run(officer, startImport, {
    id,
    unitId,
    fileName: 'danh sách.csv',
    bytes,
    joinedOn: '26/03/2024',
  })
  return id
}
const write = (officer: Asking, importId: string) => importMembers.run(app, officer, { importId })

async function bringIn(officer: Asking, unitId: string, bytes: Uint8Array): Promise<string> {
  const importId = await handIn(officer, unitId, bytes)
  await app.run(officer, runImport, { importId })
  await write(officer, importId)
  return importId
}

/** A spreadsheet as somebody saves it after changing a cell. */
async function rewritten(file: Uint8Array, from: string, to: string): Promise<Uint8Array> {
  const [head, ...rows] = await collect((await openWorkbook(file)).rows())
  const columns = (head?.cells ?? []).map((header) => ({
    header: String(header),
    type: 'text' as const,
  }))
  const lines = rows.map((row) => row.cells.map((cell) => (cell === from ? to : cell)))
  return new Response(writeWorkbook({ name: 'x', columns, rows: lines })).bytes()
}

const rowsOf = async (text: string, values: unknown[]) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows
const peopleBelow = (unitId: string) =>
  rowsOf(
    `select p.full_name, p.phone, p.unit_id, m.valid_from, m.reason_in, p.ethnicity_sealed, p.note
       from members.person p join members.membership m on m.person_id = p.id
      where m.unit_id in (select unit_id from access.reach where ancestor_id = $1) and m.reason_in = 'imported'
      order by p.full_name`,
    [unitId],
  )
const rowOf = async (importId: string) =>
  (await rowsOf('select * from members.import where id = $1', [importId]))[0]
const linesOf = (importId: string) =>
  rowsOf('select * from members.import_row where import_id = $1 order by line', [importId])

test('a checked list becomes members of the units that it names, from the day that was said', async () => {
  const { tree, officer } = await aCommune()
  const importId = await bringIn(officer, tree.commune, csv(sinh, my))
  expect(await peopleBelow(tree.commune)).toMatchObject([
    { full_name: 'Hoàng Thị Mỷ', unit_id: tree.otherBranch, valid_from: '2024-03-26' },
    { full_name: 'Vàng Mí Sình', unit_id: tree.branch, phone: '+84912345678' },
  ])
  expect(await rowOf(importId)).toMatchObject({
    state: 'done',
    stored: 2,
    known: 0,
    content_sealed: null,
  })
  const [audited] = await rowsOf(
    `select details from audit.entry where subject_id = $1 and command = 'members.import_chunk'`,
    [importId],
  )
  expect(audited.details).toEqual({ stored: 2, known: 0, skipped: 0 })
})

test('nobody is brought into a unit before it stood, nor from a day ahead', async () => {
  const { tree, officer } = await aCommune()
  await aUnit(app.testDatabase, {
    type: 'village_branch',
    name: 'Chi đoàn thôn Mới',
    parentId: tree.commune,
    from: '2025-01-01',
  })
  const importId = await handIn(
    officer,
    tree.commune,
    csv(sinh, my.replace('Tân Tiến', 'thôn Mới')),
  )
  const rows = await app.read(officer, (ctx) => listImportRows(ctx, importId, { filter: 'error' }))
  expect(rows.map((row) => row.faults.map((fault) => fault.code))).toEqual([['unit_younger']])
  const ahead = {
    unitId: tree.commune,
    fileName: 'x.csv',
    bytes: csv(sinh),
    joinedOn: '2026-06-16',
  }
  await expect(app.run(officer, startImport, { ...ahead, id: uuidv7() })).rejects.toMatchObject({
    faults: [{ path: 'joinedOn', code: 'joined_in_future' }],
  })
})

test('a header that nobody knows is said by hand: the row first, then its columns', async () => {
  const { tree, officer } = await aCommune()
  const bytes = Buffer.from('A1,B2,C3\nVÀNG MÍ SÌNH,03/04/2004,Đoàn Kết\n')
  const importId = await handIn(officer, tree.commune, bytes)
  expect(await rowOf(importId)).toMatchObject({ state: 'uploaded' })
  await app.run(officer, mapImport, { importId, sheet: 0, headerRow: 1 })
  const { state, layout } = await app.read(officer, (ctx) => getImport(ctx, importId))
  expect([state, layout.header?.columns.map(({ header }) => header)]).toEqual([
    'uploaded',
    ['A1', 'B2', 'C3'],
  ])
  const say = (fields: (string | null)[]) =>
    app.run(officer, mapImport, { importId, sheet: 0, headerRow: 1, mapping: { fields } })
  await expect(say([null, 'birth', 'unit'])).rejects.toMatchObject({
    code: 'members.import_needs_name',
  })
  await say(['fullName', 'birth', 'unit'])
  expect(await app.read(officer, (ctx) => getImport(ctx, importId))).toMatchObject({
    state: 'checked',
    counts: { people: 1, errors: 0 },
  })
})

test('a list in which nobody is new says that nothing will be added', async () => {
  const { tree, officer } = await aCommune()
  await bringIn(officer, tree.commune, csv(sinh, my))
  const again = await handIn(officer, tree.commune, csv(sinh, my))
  const counts = async () => (await app.read(officer, (ctx) => getImport(ctx, again))).counts
  expect(await counts()).toMatchObject({ people: 2, same: 2, added: 0 })
})

test('nothing of a person waits unsealed', async () => {
  const { tree, officer } = await aCommune()
  const importId = await handIn(officer, tree.commune, csv(sinh))
  const stored = JSON.stringify([await rowOf(importId), await linesOf(importId)], (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  )
  for (const told of ['Sình', 'SÌNH', '0912345678', 'Mông']) {
    expect(stored).not.toContain(told)
    expect(stored).not.toContain(Buffer.from(told).toString('latin1'))
  }
})

test('the same file twice adds nothing', async () => {
  const { tree, officer } = await aCommune()
  await bringIn(officer, tree.commune, csv(sinh, my))
  const again = await bringIn(officer, tree.commune, csv(my, sinh))
  expect(await peopleBelow(tree.commune)).toHaveLength(2)
  expect(await rowOf(again)).toMatchObject({ state: 'done', stored: 0, known: 2 })
})

test('two namesakes of one birth date wait for somebody to say whether they are two', async () => {
  const { tree, officer } = await aCommune()
  const other = sinh.replace('0912345678', '0987654321')
  const importId = await handIn(officer, tree.commune, csv(sinh, other))
  await expect(app.run(officer, runImport, { importId })).rejects.toMatchObject({
    code: 'members.import_undecided',
    details: { count: 1 },
  })
  await app.run(officer, decideImportRows, { importId, lines: [3], decision: 'import' })
  await app.run(officer, runImport, { importId })
  await write(officer, importId)
  expect(await peopleBelow(tree.commune)).toHaveLength(2)
  const again = await bringIn(officer, tree.commune, csv(sinh, other)).catch((error) => error)
  expect(again).not.toBeInstanceOf(Error)
  expect(await peopleBelow(tree.commune)).toHaveLength(2)
})

test('somebody who is in the register already is not entered again', async () => {
  const { tree, officer } = await aCommune()
  const known = await aPerson(app.testDatabase, {
    unitId: tree.branch,
    name: 'Vàng Mí Sình',
    code: 'HG-1',
  })
  const maybe = await aPerson(app.testDatabase, {
    unitId: tree.otherBranch,
    name: 'Hoàng Thị Mỷ',
    birthOn: '2003-06-05',
  })
  const importId = await handIn(officer, tree.commune, csv(`${sinh}HG-1`, my))
  expect(await linesOf(importId)).toMatchObject([
    { same_person: known, decision: 'same', doubtful: false },
    { same_person: maybe, decision: null, doubtful: true },
  ])
  await app.run(officer, decideImportRows, { importId, lines: 'undecided', decision: 'same' })
  await app.run(officer, runImport, { importId })
  await write(officer, importId)
  expect(await peopleBelow(tree.commune)).toEqual([])
  expect(await rowOf(importId)).toMatchObject({ stored: 0, known: 2 })
})

test('a code that somebody elsewhere has is an error, and says nothing about them', async () => {
  const { tree, officer } = await aCommune()
  await aPerson(app.testDatabase, {
    unitId: tree.foreignBranch,
    name: 'Người Nơi Khác',
    code: 'HG-77',
  })
  const importId = await handIn(officer, tree.commune, csv(`${sinh}HG-77`))
  const [line] = await linesOf(importId)
  expect(line).toMatchObject({ level: 'error', same_person: null })
  expect(app.sealer.unseal(line.content_sealed)).not.toContain('Nơi Khác')
})

test('rows with errors stay out, and only when that was said', async () => {
  const { tree, officer } = await aCommune()
  const importId = await handIn(officer, tree.commune, csv(sinh, my.replace('2003', '31/02/2003')))
  await expect(app.run(officer, runImport, { importId })).rejects.toMatchObject({
    code: 'members.import_has_errors',
  })
  await app.run(officer, runImport, { importId, withoutErrors: true })
  await write(officer, importId)
  expect(await peopleBelow(tree.commune)).toMatchObject([{ full_name: 'Vàng Mí Sình' }])
})

test('a list cut off between two chunks goes on where it stopped, with nobody twice', async () => {
  const { tree, officer } = await aCommune()
  const people = Array.from(
    { length: 1500 },
    (_, i) =>
      `${i},Giàng Mí Sính,${1 + (i % 28)}/${1 + (Math.floor(i / 28) % 12)}/${1995 + Math.floor(i / 336)},Nam,Mông,Đoàn Kết,,,`,
  )
  const importId = await handIn(officer, tree.commune, csv(...people))
  await app.run(officer, runImport, { importId })
  expect(await app.run(officer, importChunk, { importId })).toEqual({ more: true })
  expect(await rowOf(importId)).toMatchObject({ state: 'importing', stored: 1000, total: 1500 })
  await resumeImports.run(app, officer, {})
  expect(await rowOf(importId)).toMatchObject({ state: 'importing', stored: 1000 })
  await rowsOf(
    `update members.import set progress_at = now() - interval '2 minutes' where id = $1`,
    [importId],
  )
  await resumeImports.run(app, officer, {})
  expect(await rowOf(importId)).toMatchObject({ state: 'done', stored: 1500 })
  expect(await peopleBelow(tree.commune)).toHaveLength(1500)
})

test('two runs of one list at once bring everybody in once', async () => {
  const { tree, officer } = await aCommune()
  const ids = [
    await handIn(officer, tree.commune, csv(sinh, my)),
    await handIn(officer, tree.commune, csv(sinh, my)),
  ]
  for (const importId of ids) await app.run(officer, runImport, { importId })
  await Promise.all(ids.flatMap((id) => [write(officer, id), write(officer, id)]))
  expect(await peopleBelow(tree.commune)).toHaveLength(2)
})

test('whoever lost the right in between writes nobody', async () => {
  const { tree, officer } = await aCommune()
  const importId = await handIn(officer, tree.commune, csv(sinh))
  await app.run(officer, runImport, { importId })
  await rowsOf(`update access.role set valid_to = '2025-01-01' where person_id = $1`, [
    officer.actor.personId,
  ])
  await write(officer, importId)
  expect(await peopleBelow(tree.commune)).toEqual([])
  expect(await rowOf(importId)).toMatchObject({ state: 'failed' })
})

test("another unit's lists are neither seen nor touched, by command or by SQL", async () => {
  const { tree, officer } = await aCommune()
  const importId = await handIn(officer, tree.commune, csv(sinh))
  const stranger = asking(
    app,
    await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary'),
  )
  const volunteer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'branch_deputy'))
  for (const other of [stranger, volunteer]) {
    for (const command of [runImport, cancelImport]) {
      await expect(app.run(other, command, { importId })).rejects.toMatchObject({ status: 404 })
    }
    await expect(handIn(other, tree.commune, csv(sinh))).rejects.toMatchObject({
      code: 'forbidden',
    })
    const seen = await app.read(other, async ({ db }) => [
      ...(await db.selectFrom('members.import').select('id').execute()),
      ...(await db.selectFrom('members.importRow').select('line').execute()),
      ...(await db.selectFrom('members.importKey').select('key').execute()),
      ...(await db.selectFrom('members.importMapping').select('fingerprint').execute()),
    ])
    expect(seen).toEqual([])
  }
})

test('a unit that is not below the chosen one is not found, so nobody is written there', async () => {
  const { tree, officer } = await aCommune()
  const importId = await handIn(officer, tree.commune, csv(sinh.replace('Đoàn Kết', 'Séo Lủng')))
  expect(await linesOf(importId)).toMatchObject([{ level: 'error', unit_id: null }])
})

test('what somebody said of columns and units holds for the next list of the same kind', async () => {
  const { tree, officer } = await aCommune()
  const list = Buffer.from(
    'Họ và tên,Ngày sinh,Ghi thêm,Chi đoàn\nVàng Mí Sình,2004,0912345678,Xóm Núi',
  )
  const importId = await handIn(officer, tree.commune, list)
  expect((await rowOf(importId)).remarks.unknownUnits).toEqual(['Xóm Núi'])
  await app.run(officer, mapImport, {
    importId,
    sheet: 0,
    mapping: { fields: ['fullName', 'birth', 'note', 'unit'] },
    unitChoices: { 'Xóm Núi': tree.branch },
  })
  expect(await linesOf(importId)).toMatchObject([{ level: null, unit_id: tree.branch }])
  const next = await handIn(
    officer,
    tree.commune,
    Buffer.from(list.toString().replace('Sình', 'Già')),
  )
  expect(await rowOf(next)).toMatchObject({
    mapping: { fields: ['fullName', 'birth', 'note', 'unit'] },
  })
  expect(await linesOf(next)).toMatchObject([{ level: null, unit_id: tree.branch }])
  await expect(
    app.run(officer, mapImport, { importId, sheet: 0, mapping: { fields: [null, 'birth'] } }),
  ).rejects.toMatchObject({ code: 'members.import_needs_name' })
})

test('a cancelled list is gone, and may not be run', async () => {
  const { tree, officer } = await aCommune()
  const importId = await handIn(officer, tree.commune, csv(sinh))
  await app.run(officer, cancelImport, { importId })
  expect(await linesOf(importId)).toEqual([])
  expect(await rowOf(importId)).toMatchObject({
    state: 'cancelled',
    content_sealed: null,
    layout_sealed: null,
  })
  await expect(app.run(officer, runImport, { importId })).rejects.toMatchObject({
    code: 'members.import_closed',
  })
})

test('after thirty days nothing of the people in a list is left but the register', async () => {
  const { tree, officer } = await aCommune()
  const done = await bringIn(officer, tree.commune, csv(sinh))
  const waiting = await handIn(officer, tree.commune, csv(my))
  const recent = await handIn(officer, tree.commune, csv(my))
  await rowsOf(
    `update members.import set created_at = now() - interval '31 days' where id = any ($1)`,
    [[done, waiting]],
  )
  await rowsOf(`update members.import set created_at = now() where id = $1`, [recent])
  await purgeImports.run(app, officer, {})
  expect([...(await linesOf(done)), ...(await linesOf(waiting))]).toEqual([])
  expect(await rowOf(done)).toMatchObject({ state: 'done', stored: 1, layout_sealed: null })
  expect(await rowOf(waiting)).toMatchObject({ state: 'cancelled', content_sealed: null })
  expect(await linesOf(recent)).toHaveLength(1)
  const again = await bringIn(officer, tree.commune, csv(sinh))
  expect(await rowOf(again)).toMatchObject({ known: 1, stored: 0 })
})

test('a mended file of faults is the same list: nobody twice, and the mended row goes in', async () => {
  const { tree, officer } = await aCommune()
  const bad = my.replace('2003', '31/02/2003')
  const importId = await handIn(officer, tree.commune, csv(sinh, bad))
  await app.run(officer, runImport, { importId, withoutErrors: true })
  await write(officer, importId)
  const { header } = (await app.read(officer, (ctx) => getImport(ctx, importId))).layout
  if (!header) throw new Error('no header')
  const words = {
    sheet: 'x',
    faultHeader: 'Lỗi cần sửa',
    keyHeader: 'Mã dòng (không sửa)',
    errors: '',
    warnings: '',
    fault: () => 'sai',
  }
  const file = await new Response(
    writeFaults(header, faultyRows(app, officer, importId), words),
  ).bytes()
  const mended = await rewritten(file, '31/02/2003', '28/02/2003')
  const again = await bringIn(officer, tree.commune, mended)
  expect(await rowOf(again)).toMatchObject({ state: 'done', stored: 1 })
  expect(await peopleBelow(tree.commune)).toHaveLength(2)
})

test('an exported list holds whom one may export, and comes in again as the same people', async () => {
  const { tree, officer } = await aCommune()
  await bringIn(officer, tree.commune, csv(`${sinh}HG-5`, my))
  await aPerson(app.testDatabase, { unitId: tree.foreignBranch, name: 'Người Nơi Khác' })
  const file = await new Response(
    writeWorkbook(exportSheet(app, officer, { text: '' }, [])),
  ).bytes()
  const texts = (await collect((await openWorkbook(file)).rows())).flatMap((row) =>
    row.cells.map(String),
  )
  expect(texts).toContain('Chi đoàn thôn Đoàn Kết, Đoàn xã Sủng Là')
  expect(texts.join()).not.toMatch(/Người Nơi Khác|Mông/)
  const importId = await handIn(officer, tree.commune, file)
  expect((await app.read(officer, (ctx) => getImport(ctx, importId))).counts).toMatchObject({
    people: 3,
    errors: 0,
    undecided: 1,
  })
})

test('exporting is asked for and audited before anybody is read', async () => {
  const { tree, officer } = await aCommune()
  await app.run(officer, exportMembers, { unitId: tree.commune, filters: ['sex'] })
  const audited = await rowsOf(
    `select details from audit.entry where command = 'members.export' and unit_id = $1`,
    [tree.commune],
  )
  expect(audited).toEqual([{ details: { filters: ['sex'], people: 0 } }])
  await expect(
    app.run(officer, exportMembers, { unitId: tree.otherCommune }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})
