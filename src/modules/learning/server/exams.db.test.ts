import { generateKeyPairSync } from 'node:crypto'
import { exportJWK, SignJWT } from 'jose'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { type Actor, type Context, nobody, withContext } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  checkTask,
  credentialOf,
  examRecords,
  findCertificateByCode,
  finishLesson,
  getCertificate,
  getPaper,
  getPublicCourse,
  getStanding,
  getTask,
  handInTask,
  keySet,
  lessonRecords,
  listTasksToCheck,
  makeLearningPack,
  readCredential,
  reviewVersion,
  revokeCertificate,
  signCredential,
  sitExam,
} from './index.ts'
import { aCourse, answersTo, someQuestions } from './testing.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })
const origin = 'https://doan.example'

let tree: SmallTree
let learner: Actor & { personId: string }
let other: Actor & { personId: string }
let branch: Actor & { personId: string }
let commune: Actor & { personId: string }
let foreign: Actor & { personId: string }
const run = (actor: Actor, command: Parameters<typeof app.run>[1], input: unknown) =>
  app.run(asking(app, actor), command, input) as Promise<Record<string, unknown> & { id: string }>
const read = <Result>(actor: Actor, look: (ctx: Context) => Promise<Result>) =>
  app.read(asking(app, actor), look)
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows
const aLearner = async () => {
  const id = await aPerson(app.testDatabase, { unitId: tree.branch, name: 'Giàng Thị Mỷ' })
  return { ...person(id), personId: id }
}

beforeAll(async () => {
  const { testDatabase } = app
  tree = await aTree(testDatabase)
  learner = await aLearner()
  other = await aLearner()
  branch = await anOfficer(testDatabase, tree.branch, 'branch_secretary')
  commune = await anOfficer(testDatabase, tree.commune, 'commune_secretary')
  foreign = await anOfficer(testDatabase, tree.otherCommune, 'commune_secretary')
})

async function sit(actor: Actor, versionId: string, right = true) {
  const { paper } = await read(actor, (ctx) => getPaper(ctx, versionId))
  if (!paper) throw new Error('no paper')
  return run(actor, sitExam, {
    id: uuidv7(),
    versionId,
    number: paper.number,
    answers: answersTo(paper, someQuestions, right),
  })
}

test('a learner passes an exam, has a certificate at once, and a stranger with its code sees that it holds', async () => {
  const course = await aCourse(app.testDatabase, {
    unitId: tree.commune,
    content: { certificate: { validMonths: 24 } },
  })
  await run(learner, finishLesson, { courseId: course.id, lesson: 'mot' })
  const result = await sit(learner, course.versionId)
  expect(result).toMatchObject({
    score: 5,
    total: 5,
    passed: true,
    certificateId: expect.any(String),
  })
  const standing = await read(learner, (ctx) => getStanding(ctx, course.id))
  expect(standing).toMatchObject({ lessonsDone: ['mot'], attempts: 1, last: { passed: true } })
  const code = standing.certificate?.code ?? ''
  expect(await read(nobody, (ctx) => findCertificateByCode(ctx, code))).toMatchObject({
    holderName: 'Giàng Thị Mỷ',
    courseTitle: 'Khoá thử',
    issuedOn: '2026-06-15',
    validUntil: '2028-06-15',
    revokedOn: null,
  })
  // The report counts it on its day in its unit, and no more once it is taken back.
  const counted = () =>
    owner(
      `select coalesce(sum(value), 0)::int as n from indicators.fact where 'courses_completed' = any (indicators) and unit_id = $1 and day = '2026-06-15'`,
      [tree.branch],
    )
  const pending = () =>
    owner(
      `select coalesce(sum(value), 0)::int as n from indicators.pending where 'courses_completed' = any (indicators) and unit_id = $1`,
      [tree.branch],
    )
  expect([await counted(), await pending()]).toEqual([[{ n: 1 }], [{ n: 1 }]])
  await run(commune, revokeCertificate, { certificateId: result.certificateId, reason: 'Thử.' })
  expect([await counted(), await pending()]).toEqual([[{ n: 0 }], [{ n: 0 }]])
  await owner(
    `update learning.certificate set revoked_on = null, revoke_reason = null, revoked_by = null where id = $1`,
    [result.certificateId],
  )
  // Once passed, no further attempt until it is about to end.
  expect(await read(learner, (ctx) => getPaper(ctx, course.versionId))).toEqual({
    refused: 'learning.passed_already',
  })
  app.setNow('2028-05-01T03:00:00Z')
  expect((await read(learner, (ctx) => getPaper(ctx, course.versionId))).paper?.number).toBe(2)
  app.setNow('2026-06-15T03:00:00Z')
})

test('a paper is drawn from the bank, is the same each time, another for others, and tells nothing of what is right', async () => {
  const course = await aCourse(app.testDatabase, { unitId: tree.commune })
  const first = await read(learner, (ctx) => getPaper(ctx, course.versionId))
  expect(await read(learner, (ctx) => getPaper(ctx, course.versionId))).toEqual(first)
  expect(await read(other, (ctx) => getPaper(ctx, course.versionId))).not.toEqual(first)
  expect(first.paper?.questions).toHaveLength(5)
  for (const question of first.paper?.questions ?? [])
    expect(Object.keys(question).sort()).toEqual(['key', 'kind', 'lesson', 'options', 'text'])
  // Neither in the pack of a phone nor on the public page, and not by plain SQL under the learner's name.
  const seen = JSON.stringify([
    await read(learner, (ctx) => makeLearningPack(ctx, [course.id])),
    await read(nobody, (ctx) => getPublicCourse(ctx, { slug: course.slug })),
  ])
  expect(seen).not.toMatch(/"right"|bí mật/)
  await read(learner, async (ctx) => {
    expect((await sql`select from learning.bank`.execute(ctx.db)).rows).toEqual([])
  })
  for (const closed of ['draw_secret', 'seed_of(null, null, 1)', 'drawn(null, null, 1)'])
    await expect(
      read(learner, (ctx) => sql`select * from ${sql.raw(`learning.${closed}`)}`.execute(ctx.db)),
    ).rejects.toThrow(/permission denied/)
})

test('answers are marked by the database: half right fails, and what was right stays unsaid', async () => {
  const course = await aCourse(app.testDatabase, { unitId: tree.commune })
  const { paper } = await read(learner, (ctx) => getPaper(ctx, course.versionId))
  const answers = answersTo(paper ?? { questions: [] }, someQuestions)
  const [spoilt = ''] = Object.keys(answers)
  const id = uuidv7()
  const wrong = { ...answers, [spoilt]: [0, 1, 2, 3], made_up: [0] }
  await expect(
    run(learner, sitExam, { id, versionId: course.versionId, number: 1, answers: wrong }),
  ).rejects.toMatchObject({ code: 'invalid' })
  const { made_up: _, ...given } = wrong
  const input = {
    id,
    versionId: course.versionId,
    number: 1,
    answers: { ...given, [Object.keys(answers)[1] ?? '']: [] },
  }
  const result = await run(learner, sitExam, input)
  expect(result).toMatchObject({ score: 3, total: 5, passed: false })
  expect(result.certificateId).toBeUndefined()
  // The same request again is the same attempt.
  expect(await run(learner, sitExam, input)).toMatchObject({ score: 3, known: true })
  expect(
    await owner(
      `select count(*)::int as n from learning.attempt where person_id = $1 and course_id = $2`,
      [learner.personId, course.id],
    ),
  ).toEqual([{ n: 1 }])
  const standing = await read(learner, (ctx) => getStanding(ctx, course.id))
  expect(Object.values(standing.last?.marks ?? {}).filter((it) => !it)).toHaveLength(2)
})

test('attempts are limited by the rule, and begin again when its days are over', async () => {
  const course = await aCourse(app.testDatabase, { unitId: tree.commune })
  for (let n = 0; n < 3; n++) expect((await sit(other, course.versionId, false)).passed).toBe(false)
  expect(await read(other, (ctx) => getPaper(ctx, course.versionId))).toEqual({
    refused: 'learning.too_many_attempts',
    on: '2026-06-16',
  })
  await expect(
    run(other, sitExam, { id: uuidv7(), versionId: course.versionId, number: 4, answers: {} }),
  ).rejects.toMatchObject({
    code: 'learning.too_many_attempts',
  })
  app.setNow('2026-06-16T03:00:00Z')
  expect((await sit(other, course.versionId)).passed).toBe(true)
  app.setNow('2026-06-15T03:00:00Z')
})

test('an exam sat without a network is marked after the sync, once, and a second phone cannot use the same attempt', async () => {
  const course = await aCourse(app.testDatabase, { unitId: tree.commune })
  const me = await aLearner()
  const pack = await read(me, (ctx) => makeLearningPack(ctx, [course.id]))
  const paper = pack.courses[0]?.paper
  if (!paper) throw new Error('no paper')
  const record = (right: boolean) => ({
    id: uuidv7(),
    deviceId: null,
    seq: 1,
    happenedAt: new Date('2026-06-14T09:00:00Z'),
    happenedOn: '2026-06-14',
    body: {
      versionId: paper.versionId,
      number: paper.number,
      answers: answersTo(paper, someQuestions, right),
    },
  })
  const [first, second] = [record(false), record(true)]
  const send = (one: typeof first) =>
    withContext(app.database.kysely, 'write', asking(app, me), app.sealer, (ctx) =>
      examRecords.apply(ctx, [one]),
    )
  expect((await send(first)).get(first.id)).toMatchObject({
    status: 'stored',
    notice: { code: 'learning.marked', passed: false, score: 0 },
  })
  expect((await send(first)).get(first.id)).toEqual({ status: 'known' })
  expect((await send(second)).get(second.id)).toEqual({
    status: 'refused',
    reason: 'learning.attempt_taken',
  })
  // Lessons go the same way; one that no version has is none.
  const lesson = (key: string) => ({ ...record(true), body: { courseId: course.id, lesson: key } })
  const [done, madeUp] = [lesson('mot'), lesson('khong-co')]
  const answers = await withContext(
    app.database.kysely,
    'write',
    asking(app, me),
    app.sealer,
    (ctx) => lessonRecords.apply(ctx, [done, madeUp]),
  )
  expect(answers.get(done.id)).toMatchObject({ status: 'stored' })
  expect(answers.get(madeUp.id)).toMatchObject({ status: 'refused' })
  expect((await read(me, (ctx) => getStanding(ctx, course.id))).lessonsDone).toEqual(['mot'])
})

test('a practical task is checked by somebody else, with a reason where it comes back; only then comes the certificate', async () => {
  const course = await aCourse(app.testDatabase, {
    unitId: tree.commune,
    content: { task: { text: 'Hướng dẫn một người.' } },
  })
  const me = await aLearner()
  const done = await sit(me, course.versionId)
  expect(done).toMatchObject({ passed: true, certificateId: null })
  const first = uuidv7()
  await run(me, handInTask, { id: first, courseId: course.id, body: 'Tôi đã giúp bà Mỷ.' })
  await expect(
    run(me, handInTask, { id: uuidv7(), courseId: course.id, body: 'x' }),
  ).rejects.toMatchObject({ code: 'learning.handed_in_already' })
  expect((await read(branch, listTasksToCheck)).map(({ id }) => id)).toContain(first)
  expect((await read(foreign, listTasksToCheck)).map(({ id }) => id)).not.toContain(first)
  await expect(read(foreign, (ctx) => getTask(ctx, first))).rejects.toMatchObject({
    code: 'learning.task_not_found',
  })
  await expect(read(other, (ctx) => getTask(ctx, first))).rejects.toMatchObject({
    code: 'learning.task_not_found',
  })
  await expect(
    run(foreign, checkTask, { submissionId: first, verdict: 'accepted' }),
  ).rejects.toMatchObject({ code: 'learning.task_not_found' })
  await expect(
    run(branch, checkTask, { submissionId: first, verdict: 'returned' }),
  ).rejects.toMatchObject({ code: 'invalid' })
  await run(branch, checkTask, {
    submissionId: first,
    verdict: 'returned',
    reason: 'Chưa nói kết quả.',
  })
  expect((await read(me, (ctx) => getStanding(ctx, course.id))).submission).toMatchObject({
    state: 'returned',
    reason: 'Chưa nói kết quả.',
  })
  const second = uuidv7()
  await run(me, handInTask, {
    id: second,
    courseId: course.id,
    body: 'Tôi đã giúp, đã kích hoạt xong.',
  })
  expect(
    (await run(branch, checkTask, { submissionId: second, verdict: 'accepted' })).certificateId,
  ).toEqual(expect.any(String))
  // Nobody checks their own, however high they stand.
  const own = uuidv7()
  await run(branch, handInTask, { id: own, courseId: course.id, body: 'Của tôi.' })
  await expect(
    run(branch, checkTask, { submissionId: own, verdict: 'accepted' }),
  ).rejects.toMatchObject({ code: 'learning.own_task' })
})

test('nobody writes an attempt, a mark or a certificate by themselves, and nobody else’s are read', async () => {
  const course = await aCourse(app.testDatabase, { unitId: tree.commune })
  const me = await aLearner()
  const { certificateId } = await sit(me, course.versionId)
  await expect(
    read(other, (ctx) => getCertificate(ctx, String(certificateId))),
  ).rejects.toMatchObject({ code: 'learning.certificate_not_found' })
  await expect(
    read(foreign, (ctx) => getCertificate(ctx, String(certificateId))),
  ).rejects.toMatchObject({ code: 'learning.certificate_not_found' })
  expect(await read(branch, (ctx) => getCertificate(ctx, String(certificateId)))).toMatchObject({
    holderName: 'Giàng Thị Mỷ',
  })
  for (const forged of [
    sql`insert into learning.attempt select uuidv7(), person_id, unit_id, course_id, version_id, 9, answers, marks, score, total, true, taken_at, received_at from learning.attempt limit 1`,
    sql`update learning.attempt set passed = true`,
    sql`insert into learning.certificate select * from learning.certificate limit 1`,
    sql`update learning.certificate set holder_name = 'x'`,
  ])
    await expect(
      withContext(app.database.kysely, 'write', asking(app, me), app.sealer, (ctx) =>
        forged.execute(ctx.db),
      ),
    ).rejects.toThrow(/permission denied/)
  // What is not complete gives no certificate, whoever asks for it.
  const unfinished = await aLearner()
  const { rows } = await withContext(
    app.database.kysely,
    'write',
    asking(app, unfinished),
    app.sealer,
    (ctx) =>
      sql`select learning.issue_if_complete(${unfinished.personId}::uuid, ${course.id}::uuid, uuidv7(), 'ABCDEFGH12345678') as id`.execute(
        ctx.db,
      ),
  )
  expect(rows).toEqual([{ id: null }])
})

test('a new version changes nothing of earlier results; nothing that was published can be changed', async () => {
  const course = await aCourse(app.testDatabase, { unitId: tree.commune })
  const me = await aLearner()
  const first = await sit(me, course.versionId)
  const next = uuidv7()
  await owner(
    `with v as (insert into learning.version (id, course_id, unit_id, number, state, title, content, author_id, submitted_by, submitted_at, updated_at)
       select $1, course_id, unit_id, 2, 'review', 'Khoá thử, bản hai', jsonb_set(content, '{exam,questions}', '6'), $3, $3, now(), now() from learning.version where id = $2 returning id)
     insert into learning.bank select v.id, b.unit_id, b.questions from v, learning.bank b where b.version_id = $2`,
    [next, course.versionId, branch.personId],
  )
  await run(commune, reviewVersion, { versionId: next, verdict: 'publish' })
  expect(
    await owner(`select state from learning.version where course_id = $1 order by number`, [
      course.id,
    ]),
  ).toEqual([{ state: 'superseded' }, { state: 'published' }])
  const certificate = await read(me, (ctx) => getCertificate(ctx, String(first.certificateId)))
  expect(certificate.courseTitle).toBe('Khoá thử')
  await expect(
    owner(`update learning.version set content = '{}' where id = $1`, [course.versionId]),
  ).rejects.toThrow(/does not change/)
  await expect(
    owner(`update learning.bank set questions = '[]' where version_id = $1`, [next]),
  ).rejects.toThrow(/does not change/)
  // A phone that has the old paper may still hand it in.
  const late = await aLearner()
  const { paper } = await read(late, (ctx) => getPaper(ctx, course.versionId))
  expect(paper?.questions).toHaveLength(5)
  // It is found by everybody.
  expect(
    await owner(
      `select title, address from platform.public_entry where kind = 'lesson' and id = $1`,
      [course.id],
    ),
  ).toEqual([{ title: 'Khoá thử, bản hai', address: `/learn/${course.slug}` }])
})

test('a certificate is an Open Badge 3.0 that others verify, and no forged one passes', async () => {
  const course = await aCourse(app.testDatabase, {
    unitId: tree.commune,
    content: { certificate: { validMonths: 12 } },
  })
  const me = await aLearner()
  const { certificateId } = await sit(me, course.versionId)
  const facts = await read(me, (ctx) => getCertificate(ctx, String(certificateId)))
  const credential = credentialOf(facts, origin) as Record<string, unknown> &
    ReturnType<typeof credentialOf>
  // What the schema of an AchievementCredential requires (Open Badges 3.0, appendix B), and in which form.
  for (const required of ['@context', 'id', 'type', 'issuer', 'validFrom', 'credentialSubject'])
    expect(credential).toHaveProperty([required])
  expect(credential['@context'][0]).toBe('https://www.w3.org/ns/credentials/v2')
  expect(credential['@context'][1]).toMatch(
    /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context-3\.0\.\d\.json$/,
  )
  expect(credential.type).toEqual(['VerifiableCredential', 'OpenBadgeCredential'])
  expect(credential.issuer).toMatchObject({
    id: expect.stringMatching(/^https:/),
    type: ['Profile'],
    name: expect.any(String),
  })
  expect(credential.validFrom).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  const subject = credential.credentialSubject
  expect(subject.type).toEqual(['AchievementSubject'])
  for (const required of ['id', 'type', 'name', 'description', 'criteria'])
    expect(subject.achievement).toHaveProperty(required)
  expect(subject.identifier[0]).toMatchObject({
    type: 'IdentityObject',
    hashed: false,
    identityType: 'name',
    identityHash: 'Giàng Thị Mỷ',
  })
  expect(JSON.stringify(credential)).not.toContain(me.personId)

  const token = await signCredential(app, facts, origin)
  expect(await signCredential(app, facts, origin)).toBe(token)
  const [head = '', body = '', signature = ''] = token.split('.')
  const payload = JSON.parse(Buffer.from(body, 'base64url').toString())
  expect(payload).toMatchObject({
    ...credential,
    iss: credential.issuer.id,
    jti: credential.id,
    nbf: Date.parse(credential.validFrom) / 1000,
  })
  const verify = (text: string) => read(nobody, (ctx) => readCredential(ctx, text))
  expect(await verify(token)).toMatchObject({ kind: 'signed', id: certificateId })
  const { keys } = await read(nobody, keySet)
  expect(keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA' })
  expect(keys[0]).not.toHaveProperty('d')

  const changed = Buffer.from(JSON.stringify({ ...payload, name: 'Tiến sĩ' })).toString('base64url')
  expect(await verify(`${head}.${changed}.${signature}`)).toEqual({ kind: 'not_ours' })
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  expect((await verify(`${none}.${body}.`)).kind).toBe('not_a_credential')
  expect((await verify(`${none}.${body}.${signature}`)).kind).toBe('not_ours')
  // A key that the text brings along is not believed, nor the public key as a shared secret.
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const own = await new SignJWT(payload)
    .setProtectedHeader({ alg: 'EdDSA', jwk: await exportJWK(publicKey) })
    .sign(privateKey)
  expect((await verify(own)).kind).toBe('not_ours')
  const shared = await new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(Buffer.from(String(keys[0]?.x), 'base64url'))
  expect((await verify(shared)).kind).toBe('not_ours')

  await expect(
    run(foreign, revokeCertificate, { certificateId, reason: 'x' }),
  ).rejects.toMatchObject({ status: 404 })
  await run(commune, revokeCertificate, { certificateId, reason: 'Nhờ người thi hộ.' })
  expect(await read(nobody, (ctx) => findCertificateByCode(ctx, facts.code))).toMatchObject({
    revokedOn: '2026-06-15',
  })
  // It has to be earned again.
  expect((await read(me, (ctx) => getPaper(ctx, course.versionId))).paper?.number).toBe(2)
})
