import { deflateRawSync } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { strToU8, zipSync } from 'fflate'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { type Actor, type Context, nobody } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  beginCourse,
  beginVersion,
  builtInCourses,
  courseFileOf,
  editDraft,
  getAuthored,
  getMedia,
  getPublicCourse,
  importBuiltIn,
  importGivenCourse,
  listMissing,
  listMyPaths,
  listProgress,
  openPath,
  readCourseFile,
  readMedia,
  remindPath,
  removeMedia,
  reviewVersion,
  submitVersion,
  withdrawCourse,
  writeCourseFile,
} from './index.ts'
import { learningTasks } from './tasks/learning-tasks.ts'
import { aCertificate, aCourse, someQuestions } from './testing.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })

let tree: SmallTree
let author: Actor & { personId: string }
let reviewer: Actor & { personId: string }
let branch: Actor & { personId: string }
let foreign: Actor & { personId: string }
let learner: Actor & { personId: string }
const run = (actor: Actor, command: Parameters<typeof app.run>[1], input: unknown) =>
  app.run(asking(app, actor), command, input) as Promise<Record<string, unknown> & { id: string }>
const read = <Result>(actor: Actor, look: (ctx: Context) => Promise<Result>) =>
  app.read(asking(app, actor), look)
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows

beforeAll(async () => {
  const { testDatabase } = app
  tree = await aTree(testDatabase)
  author = await anOfficer(testDatabase, tree.commune, 'commune_officer')
  reviewer = await anOfficer(testDatabase, tree.commune, 'commune_secretary')
  branch = await anOfficer(testDatabase, tree.branch, 'branch_secretary')
  foreign = await anOfficer(testDatabase, tree.otherCommune, 'commune_secretary')
  const id = await aPerson(testDatabase, { unitId: tree.branch, name: 'Sùng Mí Sì' })
  learner = { ...person(id), personId: id }
})

test('a course is written, reviewed by somebody else, published, changed in a new version, withdrawn', async () => {
  const [id, versionId] = [uuidv7(), uuidv7()]
  await run(author, beginCourse, {
    id,
    versionId,
    unitId: tree.commune,
    slug: 'an-toan-dien',
    title: 'An toàn điện',
  })
  await expect(
    run(foreign, beginCourse, {
      id: uuidv7(),
      versionId: uuidv7(),
      unitId: tree.otherCommune,
      slug: 'an-toan-dien',
      title: 'x',
    }),
  ).rejects.toMatchObject({ status: 409 })
  let revision = 1
  const edit = async (change: unknown, actor = author) => {
    const result = await run(actor, editDraft, { versionId, revision, change })
    revision = Number(result.revision)
  }
  await edit({
    kind: 'about',
    title: 'An toàn điện',
    questions: 2,
    passPercent: 50,
    attempts: 2,
    days: 1,
    validMonths: '',
    task: '',
    sources: 'Luật Điện lực',
  })
  await edit({
    kind: 'lesson',
    lesson: {
      key: 'mot',
      title: 'Bài một',
      text: '![ổ cắm](o-cam.svg)\nKhông cắm nhiều thiết bị.',
    },
  })
  for (const question of someQuestions.slice(0, 3))
    await edit({ kind: 'question', use: 'exam', question })
  await edit({ kind: 'question', use: 'practice', question: someQuestions[2] })
  // What was seen is not what is there any more.
  await expect(
    run(reviewer, editDraft, {
      versionId,
      revision: 1,
      change: { kind: 'remove', what: 'lesson', key: 'mot' },
    }),
  ).rejects.toMatchObject({ code: 'learning.changed_meanwhile' })
  await expect(
    run(foreign, editDraft, {
      versionId,
      revision,
      change: { kind: 'remove', what: 'lesson', key: 'mot' },
    }),
  ).rejects.toMatchObject({ status: 404 })
  await expect(run(author, submitVersion, { versionId })).rejects.toMatchObject({
    code: 'learning.media_missing',
  })
  await edit({
    kind: 'lesson',
    lesson: { key: 'mot', title: 'Bài một', text: 'Không cắm nhiều thiết bị.' },
  })
  await run(author, submitVersion, { versionId })
  await expect(
    read(nobody, (ctx) => getPublicCourse(ctx, { slug: 'an-toan-dien' })),
  ).rejects.toMatchObject({ status: 404 })
  await expect(run(author, reviewVersion, { versionId, verdict: 'publish' })).rejects.toMatchObject(
    { status: 403 },
  )
  await run(reviewer, reviewVersion, { versionId, verdict: 'return', note: 'Thêm nguồn.' })
  expect(await read(author, (ctx) => getAuthored(ctx, versionId))).toMatchObject({
    state: 'draft',
    reviewNote: 'Thêm nguồn.',
  })
  // Whoever sends it does not publish it, also where they may review.
  await run(reviewer, submitVersion, { versionId })
  await expect(
    run(reviewer, reviewVersion, { versionId, verdict: 'publish' }),
  ).rejects.toMatchObject({ code: 'learning.own_version' })
  await owner(`update learning.version set submitted_by = $2 where id = $1`, [
    versionId,
    author.personId,
  ])
  await run(reviewer, reviewVersion, { versionId, verdict: 'publish' })
  const shown = await read(nobody, (ctx) => getPublicCourse(ctx, { slug: 'an-toan-dien' }))
  expect(shown.content.practice.map(({ key }) => key)).toEqual(['q3'])
  expect(JSON.stringify(shown)).not.toContain('bí mật')
  // A picture can be taken off a draft, and never off what was published.
  const draft = await aCourse(app.testDatabase, { unitId: tree.commune, state: 'draft' })
  await run(author, removeMedia, { mediaId: draft.mediaId })
  const open = await aCourse(app.testDatabase, { unitId: tree.commune })
  await expect(run(author, removeMedia, { mediaId: open.mediaId })).rejects.toMatchObject({
    code: 'learning.not_a_draft',
  })
  await expect(owner(`delete from learning.media where id = $1`, [open.mediaId])).rejects.toThrow(
    /does not change/,
  )
  const next = uuidv7()
  await run(author, beginVersion, { id: next, courseId: id })
  expect(await read(author, (ctx) => getAuthored(ctx, next))).toMatchObject({
    number: 2,
    state: 'draft',
    bank: [{ key: 'q1' }, { key: 'q2' }],
  })
  await expect(run(author, beginVersion, { id: uuidv7(), courseId: id })).rejects.toMatchObject({
    code: 'learning.draft_open',
  })
  await expect(read(learner, (ctx) => getAuthored(ctx, versionId))).rejects.toMatchObject({
    status: 404,
  })
  await run(reviewer, withdrawCourse, { courseId: id, reason: 'Đã cũ.' })
  await expect(
    read(nobody, (ctx) => getPublicCourse(ctx, { slug: 'an-toan-dien' })),
  ).rejects.toMatchObject({ status: 404 })
  expect(
    await owner(`select from platform.public_entry where kind = 'lesson' and id = $1`, [id]),
  ).toEqual([])
})

test('the three courses of the product go in by the same way as a file, and out and in again the same', async () => {
  expect(builtInCourses).toHaveLength(3)
  for (const { course } of builtInCourses) {
    const { versionId } = await importBuiltIn(app, asking(app, author), course.slug, tree.commune)
    const version = await read(author, (ctx) => getAuthored(ctx, versionId))
    expect(version.bank.length).toBeGreaterThanOrEqual(15)
    expect(version.content.lessons.length).toBeGreaterThanOrEqual(5)
    expect(version.content.lessons.length).toBeLessThanOrEqual(8)
    const media = []
    for (const { name, sha256 } of version.media)
      media.push({ name, bytes: await readMedia(app, sha256) })
    const file = writeCourseFile(courseFileOf(version), media)
    expect(
      Buffer.from(writeCourseFile(courseFileOf(version), media)).equals(Buffer.from(file)),
    ).toBe(true)
    const back = await readCourseFile(file)
    expect(back.course).toEqual(course)
    expect(back.media.map(({ name }) => name).sort()).toEqual(media.map(({ name }) => name).sort())
    // It can be published as it is.
    await run(author, submitVersion, { versionId })
    await run(reviewer, reviewVersion, { versionId, verdict: 'publish' })
  }
  expect(
    await owner(`select count(*)::int as n from platform.public_entry where kind = 'lesson'`),
  ).toEqual([{ n: 3 }])
})

const content = (more: Record<string, unknown> = {}) =>
  strToU8(
    JSON.stringify({
      format: 'xungkich-course-1',
      slug: 'thu',
      title: 'Thử',
      content: { lessons: [{ key: 'a', title: 'A', text: 'x' }] },
      ...more,
    }),
  )
const svg = (inner: string) =>
  strToU8(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inner}</svg>`)
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test.for([
  [
    'leads out of its folder',
    { 'course.json': content(), 'media/../../etc/passwd': strToU8('x') },
    'learning.foreign_part',
  ],
  [
    'is an absolute path',
    { 'course.json': content(), '/etc/cron.d/x': strToU8('x') },
    'learning.foreign_part',
  ],
  [
    'leads out by a backslash',
    { 'course.json': content(), 'media/..\\..\\x.svg': svg('') },
    'learning.foreign_part',
  ],
  [
    'brings a program along',
    { 'course.json': content(), 'run.sh': strToU8('#!/bin/sh') },
    'learning.foreign_part',
  ],
  [
    'holds no course',
    { 'media/a.svg': svg('<rect width="1" height="1"/>') },
    'learning.no_course_file',
  ],
  ['is no JSON', { 'course.json': strToU8('{') }, 'files.damaged'],
  [
    'calls a page a picture',
    { 'course.json': content(), 'media/a.png': strToU8('<html><script>alert(1)</script></html>') },
    /^files\./,
  ],
  [
    'calls a picture a sound',
    { 'course.json': content(), 'media/a.mp3': png },
    'files.kind_not_taken',
  ],
  [
    'has a drawing with a script',
    { 'course.json': content(), 'media/a.svg': svg('<script>alert(1)</script>') },
    'files.markup',
  ],
  [
    'has a drawing that listens',
    {
      'course.json': content(),
      'media/a.svg': svg('<rect width="1" height="1" onload="alert(1)"/>'),
    },
    'files.markup',
  ],
  [
    'has a drawing that leads elsewhere',
    {
      'course.json': content(),
      'media/a.svg': svg('<a href="https://x.example"><rect width="1" height="1"/></a>'),
    },
    'files.markup',
  ],
  [
    'has a drawing that fetches',
    {
      'course.json': content(),
      'media/a.svg': svg('<rect width="1" height="1" fill="url(https://x.example/#a)"/>'),
    },
    'files.markup',
  ],
  [
    'has a drawing with entities',
    {
      'course.json': content(),
      'media/a.svg': strToU8(
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
      ),
    },
    'files.markup',
  ],
  [
    'has a question without a right answer',
    {
      'course.json': content({
        bank: [{ key: 'q', kind: 'single', text: '?', options: ['a', 'b'] }],
      }),
    },
    'invalid',
  ],
  ['has an address that is a path', { 'course.json': content({ slug: '../../admin' }) }, 'invalid'],
  [
    'has a lesson beyond all measure',
    {
      'course.json': content({
        content: { lessons: [{ key: 'a', title: 'A', text: 'x'.repeat(7000) }] },
      }),
    },
    'invalid',
  ],
] as const)('a file that %s is refused as a whole', async ([, parts, code]) => {
  const fault = await readCourseFile(zipSync(parts as Record<string, Uint8Array>)).catch(
    (error) => error,
  )
  expect(fault.code).toMatch(
    code instanceof RegExp ? code : new RegExp(`^${code.replaceAll('.', '\\.')}$`),
  )
})

test('a photo in a course’s file is kept without where it was taken', async () => {
  const photo = await createCanvas(600, 400).encode('jpeg')
  const said = Buffer.from('Exif\0\0GPS 23.2447 105.4119')
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, said.length + 2]), said])
  const located = Buffer.concat([photo.subarray(0, 2), segment, photo.subarray(2)])
  const file = zipSync({
    'course.json': content({ slug: 'co-anh' }),
    'media/ban.jpg': new Uint8Array(located),
    'media/nho.png': new Uint8Array(png),
  })
  const { versionId } = await importGivenCourse(
    app,
    asking(app, author),
    new File([new Uint8Array(file)], 'khoa-hoc.zip'),
    tree.commune,
  )
  const { media } = await read(author, (ctx) => getAuthored(ctx, versionId))
  expect(media.map(({ name }) => name).sort()).toEqual(['ban.jpg', 'nho.png'])
  for (const { name, sha256 } of media) {
    const bytes = await readMedia(app, sha256)
    expect(bytes.includes('GPS'), name).toBe(false)
    expect((await loadImage(bytes)).width).toBe(name === 'ban.jpg' ? 600 : 1)
  }
})

/** A zip whose one part unpacks to far more than it says. */
function bomb(name: string, megabytes: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(megabytes * 1024 * 1024))
  const title = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(10, 22)
  local.writeUInt16LE(title.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(10, 24)
  entry.writeUInt16LE(title.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length + title.length, 12)
  end.writeUInt32LE(local.length + title.length + packed.length, 16)
  return Buffer.concat([local, title, packed, entry, title, end])
}

test('a bomb ends at its limit, whatever it says of its size; many large parts end at the limit of all', async () => {
  const before = process.memoryUsage().rss
  await expect(readCourseFile(bomb('course.json', 400))).rejects.toMatchObject({
    code: 'files.too_large',
  })
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  const sound = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(1_400_000)])
  const many = Object.fromEntries(
    Array.from({ length: 16 }, (_, n) => [`media/s-${n}.mp3`, new Uint8Array(sound)]),
  )
  await expect(
    readCourseFile(zipSync({ 'course.json': content(), ...many })),
  ).rejects.toMatchObject({ status: expect.toBeOneOf([413, 422]) })
})

test('a file is neither unpacked nor kept for whoever may not write there; nor is a draft’s picture shown', async () => {
  const file = new File([new Uint8Array(zipSync({ 'course.json': content() }))], 'x.zip')
  await expect(
    importGivenCourse(app, asking(app, foreign), file, tree.commune),
  ).rejects.toMatchObject({ status: 403 })
  await expect(
    importGivenCourse(app, asking(app, learner), file, tree.branch),
  ).rejects.toMatchObject({ status: 403 })
  const made = await importGivenCourse(app, asking(app, author), file, tree.commune)
  expect(await read(author, (ctx) => getAuthored(ctx, made.versionId))).toMatchObject({
    slug: 'thu',
    state: 'draft',
  })
  const draft = await aCourse(app.testDatabase, { unitId: tree.commune, state: 'draft' })
  await expect(read(nobody, (ctx) => getMedia(ctx, draft.mediaId))).rejects.toMatchObject({
    status: 404,
  })
  expect(await read(author, (ctx) => getMedia(ctx, draft.mediaId))).toMatchObject({
    isPublic: false,
  })
})

test('a path says who is missing, per unit; they are reminded once a day, and nobody sees other units', async () => {
  const [one, two] = [
    await aCourse(app.testDatabase, { unitId: tree.commune }),
    await aCourse(app.testDatabase, { unitId: tree.commune }),
  ]
  const pathId = uuidv7()
  await run(reviewer, openPath, {
    id: pathId,
    unitId: tree.commune,
    title: 'Kỹ năng số',
    audience: 'members',
    dueOn: '2026-09-01',
    courseIds: [one.id, two.id],
  })
  expect((await read(learner, listMyPaths)).map(({ id }) => id)).toEqual([pathId])
  const before = await read(reviewer, (ctx) => listProgress(ctx, pathId, tree.commune))
  const expected = before.reduce((sum, row) => sum + row.expected, 0)
  expect(expected).toBeGreaterThan(0)
  expect(before.every(({ done }) => done === 0)).toBe(true)
  for (const course of [one, two])
    await aCertificate(app.testDatabase, {
      personId: learner.personId,
      unitId: tree.branch,
      courseId: course.id,
      versionId: course.versionId,
      code: uuidv7().replaceAll('-', '').slice(-16).toUpperCase(),
    })
  const after = await read(reviewer, (ctx) => listProgress(ctx, pathId, tree.commune))
  expect(after.reduce((sum, row) => sum + row.done, 0)).toBe(1)
  expect(after.reduce((sum, row) => sum + row.expected, 0)).toBe(expected)
  const missing = await read(branch, (ctx) => listMissing(ctx, pathId, tree.branch))
  expect(missing.map(({ personId }) => personId)).not.toContain(learner.personId)
  await expect(
    read(foreign, (ctx) => listProgress(ctx, pathId, tree.commune)),
  ).rejects.toMatchObject({ status: 404 })
  await expect(read(foreign, (ctx) => listMissing(ctx, pathId, tree.branch))).rejects.toMatchObject(
    { status: 404 },
  )
  // By plain SQL neither.
  await read(foreign, async (ctx) => {
    expect(
      (
        await sql`select * from learning.missing(${pathId}::uuid, ${tree.branch}::uuid, 50, 0)`.execute(
          ctx.db,
        )
      ).rows,
    ).toEqual([])
    expect(
      (
        await sql`select * from learning.progress(${pathId}::uuid, ${tree.commune}::uuid)`.execute(
          ctx.db,
        )
      ).rows,
    ).toEqual([])
  })
  const told = () =>
    owner(`select count(*)::int as n from notices.notice where kind = 'learning.reminder'`)
  const first = await run(reviewer, remindPath, { id: uuidv7(), pathId, unitId: tree.commune })
  expect(first.people).toBe(expected - 1)
  const count = await told()
  await run(reviewer, remindPath, { id: uuidv7(), pathId, unitId: tree.commune })
  expect(await told()).toEqual(count)
})

test('whoever holds a certificate is told thirty days before it ends', async () => {
  const course = await aCourse(app.testDatabase, { unitId: tree.commune })
  await aCertificate(app.testDatabase, {
    personId: learner.personId,
    unitId: tree.branch,
    courseId: course.id,
    versionId: course.versionId,
    validUntil: '2026-07-15',
    code: 'ABCDEFGH12345678',
  })
  const [remind] = learningTasks
  await remind?.run(app, asking(app, nobody), {})
  expect(await owner(`select params from notices.notice where kind = 'learning.ending'`)).toEqual([
    { params: { title: 'Khoá thử', day: '15/07/2026' } },
  ])
})
