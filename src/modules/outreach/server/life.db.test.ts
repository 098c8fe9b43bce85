import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, aUnit, type SmallTree } from '#modules/units/server/testing.ts'
import { anyone } from '#platform/server/access/sentence.ts'
import { defineCommand } from '#platform/server/command.ts'
import { type Actor, nobody } from '#platform/server/context.ts'
import { listNotices } from '#platform/server/notices/queries.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  attachFile,
  countReading,
  decidePost,
  getCampaign,
  getPost,
  getPublicPost,
  listCampaigns,
  listLeaders,
  listPosts,
  listPublicPosts,
  listQuestions,
  listReach,
  listWrittenQuestions,
  outreachTasks,
  playQuiz,
  removeFile,
  saveCampaign,
  savePost,
  saveQuiz,
  submitPost,
  takeBackPost,
  withdrawPost,
} from './index.ts'
import { aPost } from './testing.ts'

const app = useApp({
  now: '2026-06-15T03:00:00Z',
  tasks: outreachTasks.map(({ schedule: _, ...task }) => ({ ...task, run: async () => {} })),
})
type Officer = Actor & { personId: string }
let tree: SmallTree
let writer: Officer
let approver: Officer
let foreign: Officer
let province: Officer
const run = <Result>(actor: Actor, command: Parameters<typeof app.run>[1], input: unknown) =>
  app.run(asking(app, actor), command, input) as Promise<Result>
const read = <Result>(
  actor: Actor,
  look: (ctx: Parameters<Parameters<typeof app.read>[1]>[0]) => Promise<Result>,
) => app.read(asking(app, actor), look)
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows
const clock = (name: string) =>
  outreachTasks.find((task) => task.name === name)?.run(app, asking(app, nobody), {})

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  writer = await anOfficer(app.testDatabase, tree.commune, 'commune_officer')
  approver = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  foreign = await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary')
  province = await anOfficer(app.testDatabase, tree.province, 'province_officer')
})

const post = (fields: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  unitId: tree.commune,
  texts: [
    { language: 'vi', title: 'Ra quân', summary: 'Thứ bảy về thôn.', body: 'Mang theo căn cước.' },
    { language: 'hmn', title: 'Mus ua hauj lwm', summary: 'Hnub rau.', body: 'Nqa daim npav.' },
  ],
  audience: [tree.commune],
  channels: ['push'],
  ...fields,
})
const written = async (fields: Record<string, unknown> = {}, by: Actor = writer) =>
  (await run<{ id: string }>(by, savePost, post(fields))).id
const waiting = async (fields: Record<string, unknown> = {}, by: Actor = writer) => {
  const id = await written(fields, by)
  await run(by, submitPost, { postId: id, version: 1 })
  return id
}
const approve = (by: Actor, postId: string, more: Record<string, unknown> = {}) =>
  run(by, decidePost, { postId, version: 2, verdict: 'approve', ...more })

test('a post is written once, approved by somebody else, scheduled, and public when its time has come', async () => {
  app.setNow('2026-06-15T03:00:00Z')
  const id = await waiting()
  expect((await read(approver, (ctx) => listNotices(ctx))).notices[0]?.href).toBe(`/outreach/${id}`)
  await approve(approver, id, { publishAt: '2026-06-15T17:30' })
  expect((await read(writer, (ctx) => listNotices(ctx))).notices[0]?.text).toContain('Ra quân')
  await clock('outreach.publish_due')
  await expect(read(nobody, (ctx) => getPublicPost(ctx, id))).rejects.toMatchObject({ status: 404 })
  expect(await owner('select from outreach.parcel')).toEqual([])

  app.setNow('2026-06-15T10:31:00Z')
  await clock('outreach.publish_due')
  await clock('outreach.publish_due')
  const found = await read(nobody, (ctx) => getPublicPost(ctx, id))
  expect(found).toMatchObject({ state: 'published', isPublic: true, unitName: 'Đoàn xã Sủng Là' })
  expect(found.texts.map(({ language }) => language)).toEqual(['vi', 'hmn'])
  expect((await read(nobody, (ctx) => listPublicPosts(ctx))).rows.map((row) => row.id)).toContain(
    id,
  )
  const [entry] = await owner(`select kind, address from platform.public_entry where id = $1`, [id])
  expect(entry).toEqual({ kind: 'post', address: `/news/${id}` })
  // No channel is set up here: nothing waits that would go out as old news one day.
  expect(await owner('select from outreach.delivery where post_id = $1', [id])).toEqual([])

  await expect(run(writer, withdrawPost, { postId: id, reason: 'Sai ngày' })).rejects.toMatchObject(
    { status: 403 },
  )
  await run(approver, withdrawPost, { postId: id, reason: 'Sai ngày' })
  await expect(read(nobody, (ctx) => getPublicPost(ctx, id))).rejects.toMatchObject({ status: 404 })
  expect(await owner(`select from platform.public_entry where id = $1`, [id])).toEqual([])
})

test('nobody approves what they wrote in, not even by way of another’s pen', async () => {
  const own = await waiting({}, approver)
  await expect(approve(approver, own)).rejects.toMatchObject({ code: 'outreach.own_post' })
  // The approver put a word in: from then on they are one of its writers.
  const shared = await written()
  await run(approver, savePost, { ...post({ id: shared }), version: 1 })
  await run(writer, submitPost, { postId: shared, version: 2 })
  await expect(approve(approver, shared, { version: 3 })).rejects.toMatchObject({
    code: 'outreach.own_post',
  })
  await approve(province, shared, { version: 3 })
  // A file counts as a word, and the database notes it by itself.
  const pictured = await written()
  await run(approver, attachFile, {
    id: uuidv7(),
    postId: pictured,
    kind: 'picture',
    name: 'a.jpg',
    mediaType: 'image/jpeg',
    size: 1,
    sha256: '0'.repeat(64),
  })
  await run(writer, submitPost, { postId: pictured, version: 2 })
  await expect(approve(approver, pictured, { version: 3 })).rejects.toMatchObject({
    code: 'outreach.own_post',
  })
})

test('what was read is what is approved: another picture, voice or quiz is another version', async () => {
  const picture = {
    id: uuidv7(),
    kind: 'picture',
    name: 'a.jpg',
    mediaType: 'image/jpeg',
    size: 1,
    sha256: '0'.repeat(64),
  }
  const question = { text: 'Gọi số nào?', options: ['113', '0'], right: 1, explanation: 'x' }
  const changes: [string, (postId: string) => Promise<unknown>][] = [
    ['a picture', (postId) => run(writer, attachFile, { ...picture, id: uuidv7(), postId })],
    ['no picture', () => run(writer, removeFile, { fileId: picture.id })],
    ['a quiz', (postId) => run(writer, saveQuiz, { postId, questions: [question] })],
    ['nothing at all', async () => {}],
  ]
  const versionOf = async (id: string) => (await read(writer, (ctx) => getPost(ctx, id))).version
  const id = await written()
  await run(writer, attachFile, { ...picture, postId: id })
  const submit = async () => run(writer, submitPost, { postId: id, version: await versionOf(id) })
  await submit()
  for (const [what, change] of changes) {
    const seen = await versionOf(id)
    await run(writer, takeBackPost, { postId: id })
    await change(id)
    await submit()
    await expect(approve(approver, id, { version: seen }), what).rejects.toMatchObject({
      code: 'outreach.changed_meanwhile',
    })
  }
  // Nor does a page that was open before the picture came ask for it.
  await run(writer, takeBackPost, { postId: id })
  const seen = await versionOf(id)
  await run(writer, attachFile, { ...picture, id: uuidv7(), postId: id })
  await expect(run(writer, submitPost, { postId: id, version: seen })).rejects.toMatchObject({
    code: 'outreach.changed_meanwhile',
  })
})

test('without approval nothing is published: by no command, and by no statement of the application', async () => {
  const id = await waiting()
  await expect(approve(writer, id)).rejects.toMatchObject({ status: 403 })
  await expect(approve(foreign, id)).rejects.toMatchObject({ status: 404 })
  const forced = async (actor: Actor, text: string) =>
    app
      .run(asking(app, actor), forge(text), {})
      .then(() => 'done')
      .catch((error) => error.code ?? error)
  for (const [actor, text] of [
    [
      writer,
      `update outreach.post set state = 'published', published_at = now() where id = '${id}'`,
    ],
    [
      writer,
      `update outreach.post set state = 'approved', approved_by = '${approver.personId}', publish_at = now() where id = '${id}'`,
    ],
    [
      writer,
      `update outreach.post set state = 'approved', approved_by = '${writer.personId}', publish_at = now() where id = '${id}'`,
    ],
    [writer, `update outreach.post set editors = '{}' where id = '${id}'`],
    [writer, `update outreach.text set title = 'Khác' where post_id = '${id}'`],
    [approver, `update outreach.post set state = 'published' where id = '${id}'`],
  ] as const) {
    await forced(actor, text)
    const [row] = await owner(
      'select state, title, editors from outreach.post p join outreach.text t on t.post_id = p.id and t.language = p.language where p.id = $1',
      [id],
    )
    expect(row, text).toEqual({ state: 'waiting', title: 'Ra quân', editors: [writer.personId] })
  }
  await clock('outreach.publish_due')
  await expect(read(nobody, (ctx) => getPublicPost(ctx, id))).rejects.toMatchObject({ status: 404 })
  // What changed after it was read is not approved, and what was taken back is approved anew.
  await run(writer, takeBackPost, { postId: id })
  await run(writer, savePost, { ...post({ id }), version: 2 })
  await run(writer, submitPost, { postId: id, version: 3 })
  await expect(approve(approver, id)).rejects.toMatchObject({ code: 'outreach.changed_meanwhile' })
  await approve(approver, id, { version: 4, publishAt: '2026-12-01T08:00' })
  await run(writer, takeBackPost, { postId: id })
  expect((await read(writer, (ctx) => getPost(ctx, id))).state).toBe('draft')
})

test('nobody writes to units that are not theirs, nor to everybody from a commune', async () => {
  for (const fields of [
    { audience: [tree.otherCommune] },
    { audience: [tree.commune, tree.province] },
    { everybody: true, audience: [] },
  ])
    await expect(run(writer, savePost, post(fields))).rejects.toMatchObject({ status: 403 })
  await expect(run(foreign, savePost, post())).rejects.toMatchObject({ status: 403 })
  // A province's officer may write to both; the secretary of one commune cannot approve it for the other.
  const both = await waiting(
    { unitId: tree.commune, audience: [tree.commune, tree.otherCommune] },
    province,
  )
  await expect(approve(approver, both)).rejects.toMatchObject({ status: 403 })
  const all = await waiting({ unitId: tree.province, everybody: true, audience: [] }, province)
  await expect(approve(approver, all)).rejects.toMatchObject({ status: 404 })
  const slipped = await app
    .run(
      asking(app, writer),
      forge(`insert into outreach.audience values ('${await written()}', '${tree.otherCommune}')`),
      {},
    )
    .catch((error) => error.code)
  expect(slipped).toBe('42501')
})

test('a draft is seen by those who write for its unit, a published post by all, near a commune what concerns it', async () => {
  const id = await written()
  expect((await read(approver, (ctx) => listPosts(ctx))).rows.map((row) => row.id)).toContain(id)
  expect((await read(foreign, (ctx) => listPosts(ctx))).rows.map((row) => row.id)).not.toContain(id)
  for (const actor of [
    foreign,
    nobody,
    person(await aPerson(app.testDatabase, { unitId: tree.branch })),
  ])
    await expect(read(actor, (ctx) => getPost(ctx, id))).rejects.toMatchObject({ status: 404 })
  const made = (fields: Partial<Parameters<typeof aPost>[1]>) =>
    aPost(app.testDatabase, {
      unitId: tree.province,
      authorId: writer.personId,
      approverId: approver.personId,
      state: 'published',
      ...fields,
    })
  const here = await made({ audience: [tree.commune] })
  const there = await made({ audience: [tree.otherCommune] })
  const above = await made({ audience: [tree.district] })
  const below = await made({ audience: [tree.branch] })
  const all = await made({ audience: [tree.province], everybody: true })
  const near = (
    await read(nobody, (ctx) => listPublicPosts(ctx, { communeId: tree.commune, limit: 100 }))
  ).rows.map((row) => row.id)
  expect(near).toEqual(expect.arrayContaining([here, above, below, all]))
  expect(near).not.toContain(there)
})

test('reading is counted by commune and day, and nothing else of it is kept', async () => {
  const id = await aPost(app.testDatabase, {
    unitId: tree.commune,
    authorId: writer.personId,
    approverId: approver.personId,
    state: 'published',
  })
  const [unit] = await owner('select code from units.unit_version where unit_id = $1', [
    tree.commune,
  ])
  for (const commune of [unit.code, unit.code, undefined, 'no such place'])
    await run(nobody, countReading, { postId: id, commune })
  const reach = await read(writer, (ctx) => listReach(ctx, id))
  expect(new Map(reach.map(({ name, reads }) => [name, reads]))).toEqual(
    new Map([
      ['Đoàn xã Sủng Là', 2],
      [null, 2],
    ]),
  )
  expect(await read(foreign, (ctx) => listReach(ctx, id))).toEqual([])
  const columns = await owner(
    `select column_name from information_schema.columns where table_schema = 'outreach' and table_name in ('reading', 'play', 'played') order by 1`,
  )
  expect([...new Set(columns.map((it) => it.column_name))]).toEqual([
    'answers',
    'day',
    'id',
    'played_on',
    'plays',
    'post_id',
    'reads',
    'right_answers',
    'unit_id',
  ])
  const draft = await written()
  await run(nobody, countReading, { postId: draft })
  expect(await owner('select from outreach.reading where post_id = $1', [draft])).toEqual([])
  // Neither an address nor a name: not even in the audit.
  expect(
    await owner(
      `select from audit.entry where command in ('outreach.count_reading', 'outreach.play')`,
    ),
  ).toEqual([])
})

test('a quiz tells what is right only after it was answered, and counts a form once', async () => {
  const campaignId = uuidv7()
  await run(writer, saveCampaign, {
    id: campaignId,
    unitId: tree.commune,
    name: 'An toàn số',
    goal: 'Không ai mất tiền oan.',
    startsOn: '2026-06-01',
    endsOn: '2026-06-30',
  })
  const id = await written({ campaignId })
  await run(writer, saveQuiz, {
    postId: id,
    questions: [
      {
        text: 'Ngân hàng hỏi mã OTP?',
        options: ['Không bao giờ', 'Khi cần'],
        right: 1,
        explanation: 'Không ai được hỏi mã này.',
      },
      { text: 'Gọi số nào?', options: ['Số lạ', '113'], right: 2, explanation: 'Báo công an.' },
    ],
  })
  await run(writer, submitPost, { postId: id, version: 2 })
  await approve(approver, id, { version: 3 })
  await clock('outreach.publish_due')
  const questions = await read(nobody, (ctx) => listQuestions(ctx, id))
  expect(Object.keys(questions[0] ?? {}).sort()).toEqual(['id', 'options', 'position', 'text'])
  expect(await read(nobody, (ctx) => listWrittenQuestions(ctx, id))).toEqual([])
  expect(await read(foreign, (ctx) => listWrittenQuestions(ctx, id))).toEqual([])

  const form = { id: uuidv7(), postId: id, commune: tree.commune, answers: [1, 1] }
  const answered = await run<{ rightOption: number; counted: boolean }[]>(nobody, playQuiz, form)
  expect(answered.map(({ rightOption, counted }) => [rightOption, counted])).toEqual([
    [1, true],
    [2, true],
  ])
  const again = await run<{ counted: boolean }[]>(nobody, playQuiz, { ...form, answers: [1, 2] })
  expect(again[0]?.counted).toBe(false)
  await expect(
    run(nobody, playQuiz, { ...form, id: uuidv7(), answers: [1] }),
  ).rejects.toMatchObject({ code: 'outreach.quiz_closed' })
  const leaders = await read(nobody, (ctx) => listLeaders(ctx, campaignId))
  expect(leaders).toMatchObject([{ unitId: tree.commune, plays: 1, rightShare: 50 }])
})

test('the table of a campaign ranks by turns for a hundred members, not by how large a commune is', async () => {
  const small = await aUnit(app.testDatabase, { name: 'Đoàn xã Nhỏ', parentId: tree.district })
  const large = await aUnit(app.testDatabase, { name: 'Đoàn xã Lớn', parentId: tree.district })
  for (let n = 0; n < 2; n++) await aPerson(app.testDatabase, { unitId: small })
  for (let n = 0; n < 10; n++) await aPerson(app.testDatabase, { unitId: large })
  const campaignId = uuidv7()
  await run(writer, saveCampaign, {
    id: campaignId,
    unitId: tree.commune,
    name: 'Đọc luật',
    goal: 'x',
    startsOn: '2026-06-01',
    endsOn: '2026-06-30',
  })
  const id = await aPost(app.testDatabase, {
    unitId: tree.commune,
    authorId: writer.personId,
    approverId: approver.personId,
    state: 'published',
    campaignId,
    quiz: true,
  })
  const play = (commune: string) =>
    run(nobody, playQuiz, { id: uuidv7(), postId: id, commune, answers: [1, 2] })
  await play(small)
  for (let n = 0; n < 3; n++) await play(large)
  const leaders = await read(nobody, (ctx) => listLeaders(ctx, campaignId))
  expect(
    leaders.map(({ name, members, plays, perHundred }) => [name, members, plays, perHundred]),
  ).toEqual([
    ['Đoàn xã Nhỏ', 2, 1, 50],
    ['Đoàn xã Lớn', 10, 3, 30],
  ])
})

test('a campaign is public once a post of it is, and only its planners put posts into it', async () => {
  const planned = async (by: Actor, unitId: string) =>
    (
      await run<{ id: string }>(by, saveCampaign, {
        id: uuidv7(),
        unitId,
        name: 'Sống xanh',
        goal: 'Bớt rác.',
        startsOn: '2026-06-01',
        endsOn: '2026-06-30',
      })
    ).id
  const campaignId = await planned(writer, tree.commune)
  const listed = async (actor: Actor, mine = false) =>
    (await read(actor, (ctx) => listCampaigns(ctx, { mine }))).map(({ id }) => id)
  for (const actor of [nobody, foreign]) {
    expect(await listed(actor)).not.toContain(campaignId)
    await expect(read(actor, (ctx) => getCampaign(ctx, campaignId))).rejects.toMatchObject({
      status: 404,
    })
  }
  expect(await listed(writer)).not.toContain(campaignId)
  expect(await listed(writer, true)).toContain(campaignId)
  expect(await read(approver, (ctx) => getCampaign(ctx, campaignId))).toMatchObject({
    name: 'Sống xanh',
  })

  const id = await waiting({ campaignId })
  expect(await listed(nobody)).not.toContain(campaignId)
  await approve(approver, id)
  await clock('outreach.publish_due')
  expect(await listed(nobody)).toContain(campaignId)

  // What everybody reads now is changed by whoever may publish, not by whoever planned it.
  const renamed = {
    id: campaignId,
    unitId: tree.commune,
    name: 'Sống sạch',
    goal: 'Bớt rác.',
    startsOn: '2026-06-01',
    endsOn: '2026-06-30',
  }
  await expect(run(writer, saveCampaign, renamed)).rejects.toMatchObject({ status: 403 })
  const forged = `update outreach.campaign set name = 'Mua ngay' where id = '${campaignId}'`
  await app.run(asking(app, writer), forge(forged), {})
  expect((await read(nobody, (ctx) => getCampaign(ctx, campaignId))).name).toBe('Sống xanh')
  const mayChange = async (actor: Actor) =>
    (await read(actor, (ctx) => listCampaigns(ctx, { mine: true }))).find(
      ({ id }) => id === campaignId,
    )?.mayChange
  expect([await mayChange(writer), await mayChange(approver)]).toEqual([false, true])
  await run(approver, saveCampaign, renamed)
  expect((await read(nobody, (ctx) => getCampaign(ctx, campaignId))).name).toBe('Sống sạch')

  // Public or not, it takes no stranger's post; one that the province put into its own stays there.
  const ofForeign = { unitId: tree.otherCommune, audience: [tree.otherCommune] }
  await expect(run(foreign, savePost, post({ ...ofForeign, campaignId }))).rejects.toMatchObject({
    status: 403,
  })
  const slipped = `update outreach.post set campaign_id = '${campaignId}' where id = '${await written(ofForeign, foreign)}'`
  await expect(app.run(asking(app, foreign), forge(slipped), {})).rejects.toMatchObject({
    code: '42501',
  })
  const above = await planned(province, tree.province)
  await expect(run(writer, savePost, post({ campaignId: above }))).rejects.toMatchObject({
    status: 404,
  })
  const lent = await written({ campaignId: above }, province)
  await run(writer, savePost, { ...post({ id: lent, campaignId: above }), version: 1 })
  const [row] = await owner('select campaign_id from outreach.post where id = $1', [lent])
  expect(row).toEqual({ campaign_id: above })
})

test('a policy names its source, and its passage stands beside the plain words', async () => {
  await expect(run(writer, savePost, post({ kind: 'policy' }))).rejects.toMatchObject({
    status: 400,
  })
  await expect(
    run(
      writer,
      savePost,
      post({
        kind: 'policy',
        sourceName: 'Luật',
        sourceUrl: 'javascript:alert(1)',
        sourceText: 'x',
      }),
    ),
  ).rejects.toMatchObject({ status: 400 })
  const id = await written({
    kind: 'policy',
    sourceName: 'Nghị định 69/2024/NĐ-CP',
    sourceUrl: 'https://vanban.chinhphu.vn/1',
    sourceOn: '2024-06-25',
    sourceText: 'Điều 10.',
  })
  expect(await read(writer, (ctx) => getPost(ctx, id))).toMatchObject({
    kind: 'policy',
    sourceText: 'Điều 10.',
  })
})

/** As if every policy in the code had been forgotten. */
const forge = (text: string) =>
  defineCommand('test.forge', z.object({}), async (ctx) => {
    await ctx.authorize(anyone)
    await sql.raw(text).execute(ctx.db)
  })
