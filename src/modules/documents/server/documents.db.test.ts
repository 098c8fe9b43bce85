import { beforeEach, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, aUnit, type SmallTree } from '#modules/units/server/testing.ts'
import type { Asking } from '#platform/server/context.ts'
import { listNotices } from '#platform/server/notices/queries.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import * as documents from './index.ts'
import { aDraft, anApproved, anIssued, aTerm } from './testing.ts'

const app = useApp({
  now: '2026-06-15T02:00:00Z',
  tasks: [{ ...documents.readFileText, run: async () => {} }],
})
let tree: SmallTree
let secretary: Asking
let officer: Asking
let branch: Asking
let foreign: Asking

beforeEach(async () => {
  app.setNow('2026-06-15T02:00:00Z')
  tree = await aTree(app.testDatabase)
  await aTerm(app.testDatabase, { unitId: tree.province })
  const of = async (unitId: string, role: Parameters<typeof anOfficer>[2]) =>
    asking(app, await anOfficer(app.testDatabase, unitId, role))
  secretary = await of(tree.commune, 'commune_secretary')
  officer = await of(tree.commune, 'commune_officer')
  branch = await of(tree.branch, 'branch_secretary')
  foreign = await of(tree.otherCommune, 'commune_secretary')
})

const told = async (by: Asking) =>
  (await app.read(by, (ctx) => listNotices(ctx))).notices.map(({ text }) => text)
const paper = (by: Asking, id: string) => app.read(by, (ctx) => documents.getDocument(ctx, id))
const step = (documentId: string, note?: string) => ({ documentId, stepId: uuidv7(), note })
const receipts = (by: Asking, documentId: string, filter: 'all' | 'unread' | 'read' = 'all') =>
  app.read(by, (ctx) => documents.listDeliveries(ctx, { documentId, filter }))

test('a draft is submitted, sent back with a reason, mended, approved and issued, and each is told', async () => {
  const draft = aDraft(tree.commune)
  await app.run(officer, documents.draftDocument, draft)
  await app.run(officer, documents.draftDocument, draft)
  await app.run(officer, documents.submitDocument, step(draft.id))
  expect(await told(secretary)).toEqual([`Văn bản “${draft.subject}” chờ đồng chí duyệt.`])
  await expect(app.run(officer, documents.approveDocument, step(draft.id))).rejects.toMatchObject({
    status: 403,
  })
  await app.run(secretary, documents.sendBackDocument, step(draft.id, 'Thêm phân công'))
  expect(await told(officer)).toEqual([`Văn bản “${draft.subject}” được trả lại để sửa.`])
  const { id: documentId, unitId: _, ...content } = draft
  await app.run(officer, documents.changeDocument, {
    ...content,
    documentId,
    body: 'Phân công rõ.',
  })
  await app.run(officer, documents.submitDocument, step(documentId))
  await app.run(secretary, documents.approveDocument, step(documentId))
  await expect(
    app.run(officer, documents.changeDocument, { ...content, documentId }),
  ).rejects.toMatchObject({ code: 'documents.not_in_state' })
  await app.run(secretary, documents.issueDocument, { documentId, issuedOn: '2026-06-15' })
  const issued = await paper(officer, documentId)
  expect(issued).toMatchObject({ state: 'issued', number: 1, body: 'Phân công rõ.' })
  expect(await app.files.has(issued.pdfSha256 ?? '')).toBe(true)
  const steps = await app.read(officer, (ctx) => documents.listSteps(ctx, documentId))
  expect(steps.map(({ kind }) => kind).sort()).toEqual(
    ['approved', 'drafted', 'issued', 'sent_back', 'submitted', 'submitted'].sort(),
  )
})

test('a paper goes to all branches in one step; who has received and read it is seen by the sender', async () => {
  const { id: documentId, symbol } = await anIssued(app, secretary, tree.commune)
  const to = { documentId, below: ['branches'] }
  expect((await app.run(secretary, documents.distributeDocument, to)).sent).toBe(2)
  expect((await app.run(secretary, documents.distributeDocument, to)).sent).toBe(0)
  expect(await told(branch)).toEqual([`Văn bản đến ${symbol}: Ra quân Ngày Chủ nhật xanh`])
  const inbox = await app.read(branch, (ctx) => documents.listInbox(ctx, { unitId: tree.branch }))
  expect(inbox.rows).toMatchObject([{ id: documentId, readAt: null, receivedAt: null }])
  await app.run(branch, documents.receiveDocuments, {
    deliveryIds: inbox.rows.map(({ deliveryId }) => deliveryId),
  })
  const { readAt, receivedAt } = (await receipts(secretary, documentId)).rows.find(
    ({ name }) => name === 'Chi đoàn thôn Đoàn Kết',
  ) ?? { readAt: undefined, receivedAt: undefined }
  expect([readAt, receivedAt]).toEqual([null, expect.any(Date)])
  await app.run(branch, documents.openDocument, { documentId })
  await app.run(branch, documents.openDocument, { documentId })
  expect(await app.read(secretary, (ctx) => documents.countDeliveries(ctx, documentId))).toEqual({
    sent: 2,
    received: 1,
    read: 1,
  })
  expect((await receipts(secretary, documentId, 'read')).rows).toMatchObject([
    { name: 'Chi đoàn thôn Đoàn Kết', readByName: 'Nguyễn Văn Cán Bộ' },
  ])
  expect((await receipts(secretary, documentId, 'unread')).rows).toMatchObject([
    { name: 'Chi đoàn thôn Tân Tiến' },
  ])
})

test('an officer from above who looks at it does not make a branch have read it', async () => {
  const { id: documentId } = await anIssued(app, secretary, tree.commune)
  await app.run(secretary, documents.distributeDocument, { documentId, below: ['branches'] })
  await app.run(secretary, documents.openDocument, { documentId })
  expect(
    (await app.read(secretary, (ctx) => documents.countDeliveries(ctx, documentId))).read,
  ).toBe(0)
})

test('those who have not read it are reminded once a day; who has is left in peace', async () => {
  const { id: documentId, symbol } = await anIssued(app, secretary, tree.commune)
  const other = asking(app, await anOfficer(app.testDatabase, tree.otherBranch, 'branch_secretary'))
  await app.run(secretary, documents.distributeDocument, { documentId, below: ['branches'] })
  await app.run(branch, documents.openDocument, { documentId })
  expect((await app.run(secretary, documents.remindReceivers, { documentId })).told).toBe(1)
  await expect(app.run(secretary, documents.remindReceivers, { documentId })).rejects.toMatchObject(
    { code: 'documents.reminded_today' },
  )
  expect(await told(other)).toContain(`Văn bản ${symbol} chưa được đọc: Ra quân Ngày Chủ nhật xanh`)
  expect(await told(branch)).toHaveLength(1)
  app.setNow('2026-06-16T02:00:00Z')
  expect((await app.run(secretary, documents.remindReceivers, { documentId })).told).toBe(1)
})

test('a paper of another unit is not there, before it is sent and for whom it was not sent', async () => {
  const draft = aDraft(tree.commune)
  await app.run(secretary, documents.draftDocument, draft)
  const { id: documentId } = await anIssued(app, secretary, tree.commune)
  const member = asking(app, person(await aPerson(app.testDatabase, { unitId: tree.branch })))
  for (const by of [foreign, branch, member, asking(app, { kind: 'nobody' })])
    for (const id of [draft.id, documentId])
      await expect(paper(by, id)).rejects.toMatchObject({ status: 404 })
  await app.run(secretary, documents.distributeDocument, {
    documentId,
    unitIds: [tree.branch],
    personIds: [member.actor.personId],
  })
  for (const by of [branch, member]) expect((await paper(by, documentId)).id).toBe(documentId)
  await expect(paper(foreign, documentId)).rejects.toMatchObject({ status: 404 })
  // Who was sent it sees neither what was said about it within the unit nor to whom else it went.
  expect(await app.read(branch, (ctx) => documents.listSteps(ctx, documentId))).toEqual([])
  expect((await receipts(branch, documentId)).rows).toHaveLength(1)
  await expect(
    app.run(branch, documents.distributeDocument, { documentId, unitIds: [tree.otherBranch] }),
  ).rejects.toMatchObject({ status: 403 })
})

test('a paper for 124 communes and 2,000 branches is sent in one go, and its table comes in pages', async () => {
  const { ownerPool } = app.testDatabase
  await ownerPool.query(
    `with made as (insert into units.unit (id) select gen_random_uuid() from generate_series(1, 2124) returning id)
     insert into units.unit_version (id, unit_id, parent_id, level, type, name, code, valid_from)
     select gen_random_uuid(), id, $1, case when n <= 124 then 'commune' else 'branch' end,
            case when n <= 124 then 'commune_union' else 'village_branch' end, 'Đơn vị số ' || n, $2 || n, '2020-01-01'
       from (select id, row_number() over () as n from made) m`,
    [tree.province, uuidv7().slice(-8)],
  )
  const province = asking(
    app,
    await anOfficer(app.testDatabase, tree.province, 'province_secretary'),
  )
  const { id: documentId } = await anIssued(app, province, tree.province)
  const { sent } = await app.run(province, documents.distributeDocument, {
    documentId,
    below: ['communes', 'branches'],
  })
  expect(sent).toBe(2124 + 5)
  const page = await receipts(province, documentId, 'unread')
  expect([page.rows.length, page.next]).toEqual([50, 50])
}, 60_000)

test('only an issued paper is sent, and somebody must be there to receive it', async () => {
  const documentId = await anApproved(app, secretary, tree.commune)
  await expect(
    app.run(secretary, documents.distributeDocument, { documentId, below: ['branches'] }),
  ).rejects.toMatchObject({ code: 'documents.not_issued' })
  const issued = await anIssued(app, secretary, tree.commune)
  await expect(
    app.run(secretary, documents.distributeDocument, {
      documentId: issued.id,
      unitIds: [uuidv7()],
    }),
  ).rejects.toMatchObject({ code: 'documents.nobody_found' })
  await expect(
    app.run(secretary, documents.distributeDocument, { documentId: issued.id }),
  ).rejects.toMatchObject({ status: 400 })
})

test('a task out of a paper reaches its owner with where it came from', async () => {
  const { id: documentId } = await anIssued(app, secretary, tree.commune)
  const ownerId = await aPerson(app.testDatabase, { unitId: tree.branch })
  const task = {
    id: uuidv7(),
    documentId,
    unitId: tree.commune,
    title: 'Lập danh sách đội hình',
    ownerId,
    dueOn: '2026-06-25',
  }
  await app.run(secretary, documents.giveTask, task)
  const { rows } = await app.testDatabase.ownerPool.query(
    'select source_kind, source_id from assignments.assignment where id = $1',
    [task.id],
  )
  expect(rows).toEqual([{ source_kind: 'document', source_id: documentId }])
  await expect(
    app.run(foreign, documents.giveTask, { ...task, id: uuidv7(), unitId: tree.otherCommune }),
  ).rejects.toMatchObject({ status: 404 })
})

test('a paper taken back says so to whoever was sent it, with the reason', async () => {
  const { id: documentId, symbol } = await anIssued(app, secretary, tree.commune)
  await app.run(secretary, documents.distributeDocument, { documentId, below: ['branches'] })
  await app.run(secretary, documents.withdrawDocument, { documentId, reason: 'Sai số liệu' })
  expect(await paper(branch, documentId)).toMatchObject({
    state: 'withdrawn',
    withdrawnReason: 'Sai số liệu',
  })
  expect(await told(branch)).toContain(
    `Văn bản ${symbol} đã bị thu hồi: Ra quân Ngày Chủ nhật xanh`,
  )
})

test('a draft is thrown away as long as it has no number', async () => {
  const draft = aDraft(tree.commune)
  await app.run(officer, documents.draftDocument, draft)
  await app.run(officer, documents.discardDocument, { documentId: draft.id })
  await expect(paper(officer, draft.id)).rejects.toMatchObject({ status: 404 })
  const { id } = await anIssued(app, secretary, tree.commune)
  await expect(
    app.run(secretary, documents.discardDocument, { documentId: id }),
  ).rejects.toMatchObject({ code: 'documents.not_in_state' })
})

test('confidential papers are not shared, and whoever opens one is written down', async () => {
  const { id: documentId } = await anIssued(app, secretary, tree.commune, {
    secrecy: 'confidential',
  })
  await expect(
    app.run(secretary, documents.shareDocument, { id: uuidv7(), documentId, endsOn: '2026-06-30' }),
  ).rejects.toMatchObject({ code: 'documents.confidential_not_shared' })
  await app.run(officer, documents.openDocument, { documentId })
  const { rows } = await app.testDatabase.ownerPool.query(
    `select person_id from audit.entry where command = 'documents.open' and subject_id = $1`,
    [documentId],
  )
  expect(rows).toHaveLength(1)
})

test('a paper without a PDF and without a scan has no link to share', async () => {
  const { id: documentId } = await anIssued(app, secretary, tree.commune)
  await app.testDatabase.ownerPool.query(
    'update documents.document set pdf_sha256 = null, pdf_size = null where id = $1',
    [documentId],
  )
  await expect(
    app.run(secretary, documents.shareDocument, { id: uuidv7(), documentId, endsOn: '2026-06-30' }),
  ).rejects.toMatchObject({ code: 'documents.nothing_to_share' })
})

test('a link opens the paper for anybody until its day, counts, and ends when it is revoked', async () => {
  const { id: documentId, symbol } = await anIssued(app, secretary, tree.commune)
  const share = { id: uuidv7(), documentId, endsOn: '2026-06-20' }
  await app.run(secretary, documents.shareDocument, share)
  await app.run(secretary, documents.shareDocument, share)
  const links = () => app.read(secretary, (ctx) => documents.listLinks(ctx, documentId))
  const [link] = await links()
  const token = link?.token ?? ''
  expect(token).toHaveLength(32)
  expect(await documents.findSharedPaper(app, token, { count: true })).toMatchObject({
    symbol,
    unitName: 'Đoàn xã Sủng Là',
  })
  expect((await links())[0]).toMatchObject({ openings: 1 })
  expect(await documents.findSharedPaper(app, token.replace(/.$/, '-'))).toBeUndefined()
  app.setNow('2026-06-20T16:59:00Z')
  expect(await documents.findSharedPaper(app, token)).toBeDefined()
  app.setNow('2026-06-20T17:01:00Z')
  expect(await documents.findSharedPaper(app, token)).toBeUndefined()
  app.setNow('2026-06-15T02:00:00Z')
  await app.run(secretary, documents.revokeLink, { linkId: share.id })
  expect(await documents.findSharedPaper(app, token)).toBeUndefined()
  for (const endsOn of ['2026-06-14', '2027-07-01'])
    await expect(
      app.run(secretary, documents.shareDocument, { id: uuidv7(), documentId, endsOn }),
    ).rejects.toMatchObject({ details: { faults: [{ path: 'endsOn' }] } })
})

test('an experience is found without diacritics, marked useful once each, and copied as a plan', async () => {
  const experience = {
    id: uuidv7(),
    unitId: tree.branch,
    title: 'Điểm hướng dẫn tại phiên chợ',
    problem: 'Bà con ở xa.',
    done: 'Đặt bàn cạnh cổng chợ.',
    result: '96 lượt.',
    tags: 'Dịch vụ công, phiên chợ',
  }
  await app.run(branch, documents.shareExperience, experience)
  const found = () =>
    app.read(foreign, (ctx) => documents.listExperiences(ctx, { text: 'diem huong dan phien cho' }))
  expect((await found()).rows.map(({ id }) => id)).toContain(experience.id)
  const mark = { experienceId: experience.id, isUseful: 'true' }
  for (const by of [foreign, foreign, secretary]) await app.run(by, documents.markUseful, mark)
  const read = () => app.read(foreign, (ctx) => documents.getExperience(ctx, experience.id))
  expect(await read()).toMatchObject({ useful: 2, isUsefulToMe: true })
  await app.run(foreign, documents.markUseful, { ...mark, isUseful: 'false' })
  expect(await read()).toMatchObject({ useful: 1, isUsefulToMe: false })
  const copy = { id: uuidv7(), experienceId: experience.id, unitId: tree.otherCommune }
  await app.run(foreign, documents.copyExperience, copy)
  await app.run(foreign, documents.copyExperience, copy)
  expect(await paper(foreign, copy.id)).toMatchObject({
    type: 'plan',
    state: 'draft',
    originId: experience.id,
    subject: experience.title,
  })
  expect(await read()).toMatchObject({ copied: 1 })
  await expect(
    app.run(foreign, documents.changeExperience, { ...experience, experienceId: experience.id }),
  ).rejects.toMatchObject({ status: 403 })
})

test('what is drafted follows its unit in a reform; what was issued stays where it was', async () => {
  const { rows } = await app.testDatabase.ownerPool.query(
    `select condition from restructuring.followed where relation = 'documents.document'`,
  )
  expect(rows[0]?.condition).toContain('r.number is null')
  // A unit that is no more: its papers are read by those above it.
  const old = await aUnit(app.testDatabase, {
    parentId: tree.commune,
    type: 'village_branch',
    name: 'Chi đoàn cũ',
  })
  const draft = aDraft(old)
  await app.run(secretary, documents.draftDocument, draft)
  await app.testDatabase.ownerPool.query(
    `update units.unit_version set valid_to = '2026-06-15' where unit_id = $1`,
    [old],
  )
  expect((await paper(secretary, draft.id)).unitName).toBe('Chi đoàn cũ')
})
