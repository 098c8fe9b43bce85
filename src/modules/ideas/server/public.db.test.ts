import { beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { syncHandlersFor } from '#modules/sync.server.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { readConfig } from '#platform/server/config.ts'
import { type Actor, nobody } from '#platform/server/context.ts'
import { openSyncInbox } from '#platform/server/sync/receive-batch.ts'
import { asking, person, testSecret, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  attachFile,
  chooseName,
  commentOnIdea,
  confirmProposal,
  discardProposal,
  findSimilar,
  getIdea,
  ideaTasks,
  listComments,
  listCommentsToModerate,
  listFiles,
  listMyIdeas,
  listProposals,
  listPublicIdeas,
  moderateComment,
  receiveProposal,
  removeFile,
  reportComment,
  saveDraft,
  supportIdea,
  withdrawSupport,
} from './index.ts'
import { anIdea } from './testing.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })
const inbox = openSyncInbox(testSecret, syncHandlersFor(readConfig({})))

let tree: SmallTree
let author: Actor & { personId: string }
let voter: Actor & { personId: string }
let branch: Actor
let commune: Actor
let foreign: Actor
let published: string
const run = (actor: Actor, command: Parameters<typeof app.run>[1], input: unknown) =>
  app.run(asking(app, actor), command, input) as Promise<{ id: string; state?: string }>
const read = <Result>(
  actor: Actor,
  look: (ctx: Parameters<Parameters<typeof app.read>[1]>[0]) => Promise<Result>,
) => app.read(asking(app, actor), look)
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows

beforeAll(async () => {
  const { testDatabase } = app
  tree = await aTree(testDatabase)
  const somebody = async (name: string, birthOn = '2004-05-01') => {
    const id = await aPerson(testDatabase, { unitId: tree.branch, name, birthOn })
    return { ...person(id), personId: id }
  }
  author = await somebody('Sùng Thị Dợ')
  voter = await somebody('Giàng A Páo')
  branch = await anOfficer(testDatabase, tree.branch, 'branch_secretary')
  commune = await anOfficer(testDatabase, tree.commune, 'commune_secretary')
  foreign = await anOfficer(testDatabase, tree.otherCommune, 'commune_secretary')
  published = await anIdea(testDatabase, {
    unitId: tree.branch,
    authorId: author.personId,
    state: 'published',
    stepUnitId: tree.commune,
    title: 'Bể lọc nước cát than cho điểm trường',
    problem: 'Học sinh uống nước suối đục sau mưa hay bị đau bụng',
    solution: 'Làm bể lọc ba lớp sỏi cát than bằng thùng nhựa cũ',
  })
})

const supports = async () =>
  (await owner('select supports from ideas.idea where id = $1', [published]))[0].supports

test('a person supports an idea once, however often they ask and by whatever way; it can be taken back', async () => {
  await Promise.all([1, 2, 3, 4].map(() => run(voter, supportIdea, { ideaId: published })))
  expect(await supports()).toBe(1)
  await expect(
    read(voter, (ctx) =>
      ctx.db
        .insertInto('ideas.support')
        .values({
          ideaId: published,
          personId: author.personId,
          unitId: tree.branch,
          supportedAt: new Date(),
        })
        .execute(),
    ),
  ).rejects.toThrow()
  await expect(run(author, supportIdea, { ideaId: published })).rejects.toMatchObject({
    status: 422,
  })
  await expect(run(nobody, supportIdea, { ideaId: published })).rejects.toMatchObject({
    status: 403,
  })
  await run(voter, withdrawSupport, { ideaId: published })
  await run(voter, withdrawSupport, { ideaId: published })
  expect(await supports()).toBe(0)
})

test('what is not published can be neither supported nor commented on', async () => {
  const id = await anIdea(app.testDatabase, { unitId: tree.branch, authorId: author.personId })
  await expect(run(voter, supportIdea, { ideaId: id })).rejects.toMatchObject({ status: 404 })
  const comment = { id: uuidv7(), ideaId: id, body: 'Hay' }
  await expect(run(voter, commentOnIdea, comment)).rejects.toMatchObject({ status: 404 })
})

test('a comment is shown at once, one with a phone number only after an officer has looked', async () => {
  const [plain, number] = [uuidv7(), uuidv7()]
  await run(voter, commentOnIdea, { id: plain, ideaId: published, body: 'Rất thiết thực.' })
  await run(voter, commentOnIdea, { id: plain, ideaId: published, body: 'Rất thiết thực.' })
  await run(voter, commentOnIdea, { id: number, ideaId: published, body: 'Gọi 0912 345 678' })
  const shown = async () =>
    (await read(nobody, (ctx) => listComments(ctx, published))).map(({ id }) => id)
  expect(await shown()).toEqual([plain])
  expect((await read(nobody, (ctx) => listComments(ctx, published)))[0]).toMatchObject({
    shownAs: 'Một đoàn viên ở Đoàn xã Sủng Là',
  })
  expect((await read(commune, listCommentsToModerate)).map(({ id }) => id)).toEqual([number])
  expect(await read(foreign, listCommentsToModerate)).toEqual([])
  await expect(
    run(foreign, moderateComment, { commentId: number, decision: 'show' }),
  ).rejects.toMatchObject({ status: 404 })
  await run(commune, moderateComment, { commentId: number, decision: 'show' })
  expect((await shown()).sort()).toEqual([plain, number].sort())
  await run(author, reportComment, { commentId: plain, reason: 'Không liên quan' })
  await expect(
    run(commune, moderateComment, { commentId: plain, decision: 'hide' }),
  ).rejects.toMatchObject({ status: 400 })
  await run(commune, moderateComment, { commentId: plain, decision: 'hide', reason: 'Lạc đề' })
  expect(await shown()).toEqual([number])
  const mine = await read(voter, (ctx) => listComments(ctx, published))
  expect(mine.find(({ id }) => id === plain)).toMatchObject({ decidedReason: 'Lạc đề' })
})

test('nobody under sixteen is named, whatever they chose; others as they choose, also later', async () => {
  const { testDatabase } = app
  const child = await aPerson(testDatabase, {
    unitId: tree.branch,
    name: 'Vàng Thị Nhỏ',
    birthOn: '2012-01-01',
  })
  const id = await anIdea(testDatabase, {
    unitId: tree.branch,
    authorId: child,
    state: 'published',
    stepUnitId: tree.commune,
  })
  await run(person(child), chooseName, { ideaId: id, showsName: 'on' })
  await run(author, chooseName, { ideaId: published, showsName: 'on' })
  const gallery = await read(nobody, (ctx) => listPublicIdeas(ctx, {}))
  const authorOf = (ideaId: string) => gallery.rows.find((row) => row.id === ideaId)?.publicAuthor
  expect(authorOf(id)).toBe('Một đoàn viên ở Đoàn xã Sủng Là')
  expect(authorOf(published)).toBe('Sùng Thị Dợ')
  await run(author, chooseName, { ideaId: published, showsName: '' })
  expect((await read(nobody, (ctx) => getIdea(ctx, published))).publicAuthor).toMatch(
    /^Một đoàn viên/,
  )
  await expect(
    run(voter, chooseName, { ideaId: published, showsName: 'on' }),
  ).rejects.toMatchObject({
    status: 404,
  })
})

const proposal = (more: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  unitId: tree.branch,
  title: 'Giá phơi ngô hai tầng',
  problem: 'Ngô phơi sân bị gà ăn.',
  solution: 'Giá tre có mái kéo.',
  category: 'farming',
  name: 'Hờ Thị Chía',
  phone: '0987 000 111',
  birthYear: '2006',
  consent: 'on',
  website: '',
  ...more,
})

test('a proposal without an account waits, unseen, until a branch has called; then it is its author’s', async () => {
  const sent = proposal()
  await run(nobody, receiveProposal, sent)
  await run(nobody, receiveProposal, sent)
  expect(await read(foreign, listProposals)).toEqual([])
  expect(await read(nobody, listProposals)).toEqual([])
  const [waiting] = await read(branch, listProposals)
  expect(waiting).toMatchObject({ id: sent.id, phone: '+84987000111', people: [] })
  expect(
    (await read(nobody, (ctx) => listPublicIdeas(ctx, { text: 'gia phoi ngo' }))).rows,
  ).toEqual([])
  const newPersonId = uuidv7()
  await run(branch, confirmProposal, { proposalId: sent.id, newPersonId, birth: '2006' })
  const idea = await read(branch, (ctx) => getIdea(ctx, sent.id))
  expect(idea).toMatchObject({ state: 'branch', authorId: newPersonId, stepUnitId: tree.branch })
  const [youth] = await owner('select standing, phone from members.person where id = $1', [
    newPersonId,
  ])
  expect(youth).toEqual({ standing: 'youth', phone: '+84987000111' })
  expect(await owner('select from ideas.proposal where id = $1', [sent.id])).toEqual([])
})

test('who fills in the trap, gives no consent or floods is not listened to; what is discarded is deleted', async () => {
  await run(nobody, receiveProposal, proposal({ website: 'http://spam', phone: '0987000222' }))
  await expect(
    run(nobody, receiveProposal, proposal({ consent: undefined })),
  ).rejects.toMatchObject({ status: 400 })
  await expect(
    run(nobody, receiveProposal, proposal({ unitId: tree.province })),
  ).rejects.toMatchObject({ status: 400 })
  for (let turn = 0; turn < 3; turn += 1)
    await run(nobody, receiveProposal, proposal({ phone: '0987000333' }))
  await expect(
    run(nobody, receiveProposal, proposal({ phone: '0987000333' })),
  ).rejects.toMatchObject({
    status: 422,
  })
  const waiting = await read(commune, listProposals)
  expect(waiting.map(({ phone }) => phone)).toEqual([
    '+84987000333',
    '+84987000333',
    '+84987000333',
  ])
  const [first] = waiting
  await expect(
    run(foreign, discardProposal, { proposalId: first?.id, reason: 'x' }),
  ).rejects.toMatchObject({ status: 404 })
  await run(commune, discardProposal, { proposalId: first?.id, reason: 'Gọi không được' })
  app.setNow('2026-08-01T03:00:00Z')
  const tidy = ideaTasks.find(({ name }) => name === 'ideas.tidy')
  await tidy?.run(app, asking(app, nobody), {})
  app.setNow('2026-06-15T03:00:00Z')
  expect(await owner('select from ideas.proposal')).toEqual([])
})

test('an idea from a phone goes up once, to the branch, under its own id; taken back there it counts no more', async () => {
  const device = { id: uuidv7() }
  const record = (seq: number, kind: string, body: unknown, id = uuidv7()) => ({
    id,
    seq,
    kind,
    happenedAt: '2026-06-14T08:00:00+07:00',
    body,
  })
  const idea = record(1, 'ideas.propose', {
    title: 'Chuông báo lũ',
    problem: 'Nước lên không ai biết',
    solution: 'Phao kéo chuông',
    category: 'society',
    place: '',
    beneficiaries: '',
    showsName: true,
    photos: [{ id: uuidv7() }],
  })
  const send = (records: unknown[]) => inbox.receive(app, asking(app, author), { device, records })
  expect((await send([idea])).results).toMatchObject([{ status: 'stored' }])
  expect((await send([idea])).results).toMatchObject([{ status: 'known' }])
  expect(await read(author, (ctx) => getIdea(ctx, idea.id))).toMatchObject({
    state: 'branch',
    proposedOn: '2026-06-14',
    showsName: true,
    stepDue: '2026-06-22',
  })
  const undo = record(2, 'ideas.propose.undo', { recordId: idea.id })
  expect((await send([undo])).results).toMatchObject([{ status: 'stored' }])
  expect(await read(author, (ctx) => getIdea(ctx, idea.id))).toMatchObject({ state: 'withdrawn' })
  const theirs = record(3, 'ideas.propose.undo', { recordId: published })
  const answer = await inbox.receive(app, asking(app, voter), {
    device: { id: uuidv7() },
    records: [theirs],
  })
  expect(answer.results).toMatchObject([{ status: 'refused', reason: 'forbidden' }])
})

test('files belong to their author’s idea; the public sees photos of what is published and nothing else', async () => {
  const { id } = await run(author, saveDraft, { id: uuidv7(), title: 'Có ảnh' })
  const file = (more: Record<string, unknown> = {}) => ({
    id: uuidv7(),
    ideaId: id,
    name: 'anh.jpg',
    mediaType: 'image/jpeg',
    size: 10,
    sha256: '0'.repeat(64),
    isPhoto: true,
    ...more,
  })
  const photo = file()
  await run(author, attachFile, photo)
  await run(author, attachFile, photo)
  expect(await read(author, (ctx) => listFiles(ctx, id))).toHaveLength(1)
  await expect(run(voter, attachFile, file())).rejects.toMatchObject({ status: 404 })
  await expect(run(branch, removeFile, { fileId: photo.id })).rejects.toMatchObject({ status: 404 })
  expect(await read(nobody, (ctx) => listFiles(ctx, id))).toEqual([])
  for (let turn = 0; turn < 7; turn += 1) await run(author, attachFile, file())
  await expect(run(author, attachFile, file())).rejects.toMatchObject({ status: 422 })
  await run(author, removeFile, { fileId: photo.id })
  for (const isPhoto of [true, false])
    await owner(
      `insert into ideas.file (id, idea_id, unit_id, name, media_type, size, sha256, is_photo, added_by, added_at)
       values ($1, $2, $3, 'x', 'x', 1, repeat('0', 64), $4, $5, now())`,
      [uuidv7(), published, tree.branch, isPhoto, author.personId],
    )
  expect(await read(nobody, (ctx) => listFiles(ctx, published))).toHaveLength(1)
  expect(await read(commune, (ctx) => listFiles(ctx, published))).toHaveLength(2)
})

test('similar ideas are found by their words in any order and without diacritics, and never what one may not see', async () => {
  const hidden = await anIdea(app.testDatabase, {
    unitId: tree.foreignBranch,
    authorId: author.personId,
    title: 'Bể lọc nước cát than cho điểm trường',
    problem: 'Học sinh uống nước suối đục sau mưa hay bị đau bụng',
    solution: 'Làm bể lọc ba lớp sỏi cát than bằng thùng nhựa cũ',
  })
  const typed = {
    title: 'diem truong be loc nuoc',
    problem: 'sau mua nuoc suoi duc hoc sinh uong dau bung',
    solution: 'thung nhua cu cat than soi',
  }
  const forVoter = await read(voter, (ctx) => findSimilar(ctx, typed))
  expect(forVoter.map(({ id }) => id)).toEqual([published])
  expect(forVoter[0]?.reasons).toContain('problem')
  expect((await read(foreign, (ctx) => findSimilar(ctx, typed))).map(({ id }) => id)).toContain(
    hidden,
  )
  expect(
    await read(voter, (ctx) => findSimilar(ctx, { title: 'của và là', problem: '', solution: '' })),
  ).toEqual([])
  expect((await read(author, listMyIdeas)).length).toBeGreaterThan(0)
})
