import { beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aMerger, aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { type Actor, type Context, nobody } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  advanceIdea,
  getIdea,
  type IdeaPage,
  type IdeaQuery,
  ideaTasks,
  listChosen,
  listIdeas,
  listPublicIdeas,
  listSteps,
  listWaiting,
  mergeIdeas,
  proposeIdea,
  publishIdea,
  saveDraft,
  screenIdea,
  takeBackIdea,
  withdrawIdea,
} from './index.ts'
import { anIdea } from './testing.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })
const scores = { novelty: 4, usefulness: 5, feasibility: 4, spread: 3, local_fit: 5 }

let tree: SmallTree
let author: Actor & { personId: string }
let branch: Actor
let commune: Actor & { personId: string }
let province: Actor
let foreign: Actor
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
  const id = await aPerson(testDatabase, {
    unitId: tree.branch,
    name: 'Sùng Thị Dợ',
    birthOn: '2004-05-01',
    phone: '+84912345678',
  })
  author = { ...person(id), personId: id }
  branch = await anOfficer(testDatabase, tree.branch, 'branch_secretary')
  commune = await anOfficer(testDatabase, tree.commune, 'commune_secretary')
  province = await anOfficer(testDatabase, tree.province, 'province_officer')
  foreign = await anOfficer(testDatabase, tree.otherCommune, 'commune_secretary')
})

const fields = (more: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  title: 'Bể lọc nước bằng than và cát cho điểm trường',
  problem: 'Học sinh điểm trường uống nước suối đục sau mưa.',
  solution: 'Làm bể lọc ba lớp bằng thùng nhựa cũ, đoàn viên thay cát mỗi tháng.',
  category: 'environment',
  showsName: 'on',
  ...more,
})
const step = (ideaId: string, state: string, more: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  ideaId,
  state,
  verdict: 'pass',
  ...more,
})

test('an idea goes from a village to the national bank, each step with whom and until when', async () => {
  const { id } = await run(author, proposeIdea, fields({ place: 'Điểm trường thôn Đoàn Kết' }))
  const sent = await read(author, (ctx) => getIdea(ctx, id))
  expect(sent).toMatchObject({ state: 'branch', stepUnitId: tree.branch, stepDue: '2026-06-22' })
  expect(sent.proposedOn).toBe('2026-06-15')

  await run(branch, screenIdea, step(id, 'branch'))
  expect(await read(author, (ctx) => getIdea(ctx, id))).toMatchObject({
    state: 'commune',
    stepUnitId: tree.commune,
    stepDue: '2026-06-29',
  })
  await run(commune, screenIdea, step(id, 'commune', { scores, reason: 'Thiết thực.' }))
  await run(province, screenIdea, step(id, 'province', { scores }))
  expect((await read(province, listChosen)).map((one) => one.id)).toContain(id)
  await run(province, publishIdea, {
    id: uuidv7(),
    ideaId: id,
    code: 'YT-2026-0042',
    url: 'https://ytuongsangtao.example/42',
    publishedOn: '15/06/2026',
  })

  const shown = await read(nobody, (ctx) => getIdea(ctx, id))
  expect(shown).toMatchObject({
    state: 'published',
    bankCode: 'YT-2026-0042',
    publicAuthor: 'Sùng Thị Dợ',
    publicPlace: 'Đoàn xã Sủng Là',
    isInsider: false,
  })
  expect(
    (await read(nobody, (ctx) => listPublicIdeas(ctx, {}))).rows.map((row) => row.id),
  ).toContain(id)

  for (const to of ['supported', 'doing', 'done'])
    await run(commune, advanceIdea, { id: uuidv7(), ideaId: id, to, note: `Bước ${to}` })
  const done = await read(author, (ctx) => getIdea(ctx, id))
  expect(done).toMatchObject({ state: 'done', outcome: 'Bước done', supportedBy: 'Bước supported' })

  const steps = await read(author, (ctx) => listSteps(ctx, id))
  expect(steps.map(({ verdict }) => verdict)).toEqual([
    'sent',
    'pass',
    'pass',
    'pass',
    'published',
    'supported',
    'doing',
    'done',
  ])
  expect(steps[2]).toMatchObject({ scores, reason: 'Thiết thực.', unitName: 'Đoàn xã Sủng Là' })
  const told = await owner(
    `select kind from notices.notice where person_id = $1 order by told_at, id`,
    [author.personId],
  )
  expect(told.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['ideas.pass', 'ideas.published', 'ideas.done']),
  )
})

test('a reason is needed to send back or decline, and the author reads it', async () => {
  const { id } = await run(author, proposeIdea, fields())
  await expect(
    run(branch, screenIdea, step(id, 'branch', { verdict: 'return' })),
  ).rejects.toMatchObject({ status: 400 })
  await run(
    branch,
    screenIdea,
    step(id, 'branch', { verdict: 'return', reason: 'Ghi rõ kinh phí.' }),
  )
  expect(await read(author, (ctx) => getIdea(ctx, id))).toMatchObject({ state: 'returned' })
  expect((await read(author, (ctx) => listSteps(ctx, id))).at(-1)).toMatchObject({
    reason: 'Ghi rõ kinh phí.',
  })
  // Mended and sent again: the same id, the same day of proposal.
  await run(author, proposeIdea, fields({ id, solution: 'Bể lọc, kinh phí 400 nghìn đồng.' }))
  expect(await read(author, (ctx) => getIdea(ctx, id))).toMatchObject({
    state: 'branch',
    solution: 'Bể lọc, kinh phí 400 nghìn đồng.',
  })
})

test('a step is decided once: the same request again changes nothing, another is a conflict', async () => {
  const { id } = await run(author, proposeIdea, fields())
  const decision = step(id, 'branch')
  await run(branch, screenIdea, decision)
  await run(commune, screenIdea, decision)
  expect(await read(author, (ctx) => getIdea(ctx, id))).toMatchObject({ state: 'commune' })
  await expect(run(commune, screenIdea, step(id, 'branch'))).rejects.toMatchObject({ status: 409 })
})

test('a commune and the province give scores', async () => {
  const id = await anIdea(app.testDatabase, {
    unitId: tree.branch,
    authorId: author.personId,
    state: 'commune',
    stepUnitId: tree.commune,
  })
  await expect(run(commune, screenIdea, step(id, 'commune'))).rejects.toMatchObject({ status: 400 })
  await expect(
    run(commune, screenIdea, step(id, 'commune', { scores: { ...scores, spread: 6 } })),
  ).rejects.toMatchObject({ status: 400 })
})

test('whoever does not answer at a step does not decide: below it, beside it, the author', async () => {
  const id = await anIdea(app.testDatabase, {
    unitId: tree.branch,
    authorId: author.personId,
    state: 'commune',
    stepUnitId: tree.commune,
  })
  for (const who of [branch, author])
    await expect(run(who, screenIdea, step(id, 'commune', { scores }))).rejects.toMatchObject({
      status: 403,
    })
  await expect(run(foreign, screenIdea, step(id, 'commune', { scores }))).rejects.toMatchObject({
    status: 404,
  })
})

test('a draft is its author’s alone, in lists, by its address and in the tables', async () => {
  const { id } = await run(author, saveDraft, fields({ title: 'Bản nháp riêng của tôi' }))
  for (const who of [branch, commune, province, foreign, nobody]) {
    await expect(read(who, (ctx) => getIdea(ctx, id))).rejects.toMatchObject({ status: 404 })
    const found = await read(who, (ctx) => listIdeas(ctx, { text: 'ban nhap rieng' }))
    expect(found.rows).toEqual([])
  }
  expect(await read(author, (ctx) => getIdea(ctx, id))).toMatchObject({ state: 'draft' })
  await expect(run(branch, saveDraft, fields({ id }))).rejects.toThrow()
  expect(await read(author, (ctx) => getIdea(ctx, id))).toMatchObject({
    title: 'Bản nháp riêng của tôi',
  })
})

test('nobody forges an author: not by the form, not by plain SQL', async () => {
  const { id } = await run(foreign, saveDraft, { ...fields(), authorId: author.personId })
  const [row] = await owner('select author_id from ideas.idea where id = $1', [id])
  expect(row.author_id).not.toBe(author.personId)
  await expect(
    read(foreign, (ctx) =>
      ctx.db
        .insertInto('ideas.idea')
        .values({
          id: uuidv7(),
          unitId: tree.branch,
          homeUnitId: tree.branch,
          authorId: author.personId,
          title: 'Giả danh',
          problem: 'x',
          solution: 'x',
          category: 'other',
        })
        .execute(),
    ),
  ).rejects.toThrow()
  await expect(
    run(foreign, takeBackIdea, {
      ideaId: await anIdea(app.testDatabase, { unitId: tree.branch, authorId: author.personId }),
    }),
  ).rejects.toMatchObject({ status: 404 })
})

test('an author takes back what is being screened, and withdraws it; it counts no more', async () => {
  const { id } = await run(author, proposeIdea, fields())
  await run(author, takeBackIdea, { ideaId: id })
  await run(author, withdrawIdea, { ideaId: id })
  await run(author, withdrawIdea, { ideaId: id })
  expect(await read(author, (ctx) => getIdea(ctx, id))).toMatchObject({ state: 'withdrawn' })
})

test('what was withdrawn before it was ever proposed stays its author’s', async () => {
  const { id } = await run(author, saveDraft, fields())
  await run(author, withdrawIdea, { ideaId: id })
  expect(await read(author, (ctx) => getIdea(ctx, id))).toMatchObject({ state: 'withdrawn' })
  await expect(read(commune, (ctx) => getIdea(ctx, id))).rejects.toMatchObject({
    status: 404,
  })
  const { rows } = await read(commune, (ctx) => listIdeas(ctx, {}))
  expect(rows.map((row) => row.id)).not.toContain(id)
})

test('duplicates become one: authors, support and comments of both are kept', async () => {
  const { testDatabase } = app
  const otherAuthor = await aPerson(testDatabase, { unitId: tree.otherBranch, name: 'Giàng A Páo' })
  const voter = await aPerson(testDatabase, { unitId: tree.branch, name: 'Vàng Mí Sử' })
  const kept = await anIdea(testDatabase, {
    unitId: tree.branch,
    authorId: author.personId,
    state: 'published',
    stepUnitId: tree.commune,
  })
  const duplicate = await anIdea(testDatabase, {
    unitId: tree.otherBranch,
    authorId: otherAuthor,
    state: 'commune',
    stepUnitId: tree.commune,
  })
  const third = await aPerson(testDatabase, { unitId: tree.branch })
  for (const [idea, who] of [
    [kept, voter],
    [duplicate, voter],
    [duplicate, third],
  ])
    await owner(
      `insert into ideas.support (idea_id, person_id, unit_id, supported_at) values ($1, $2, $3, now())`,
      [idea, who, tree.branch],
    )
  await owner(
    `insert into ideas.comment (id, idea_id, unit_id, person_id, body, shown_as, state, written_at)
     values ($1, $2, $3, $4, 'Hay', 'x', 'visible', now())`,
    [uuidv7(), duplicate, tree.otherBranch, voter],
  )
  await expect(
    run(branch, mergeIdeas, { id: uuidv7(), duplicateId: duplicate, keptId: kept }),
  ).rejects.toMatchObject({ status: 404 })
  const merging = { id: uuidv7(), duplicateId: duplicate, keptId: kept, reason: 'Cùng một việc' }
  await run(commune, mergeIdeas, merging)
  await run(commune, mergeIdeas, merging)
  const [row] = await owner(
    `select supports, comments, (select count(*)::int from ideas.author a where a.idea_id = i.id) as authors
       from ideas.idea i where id = $1`,
    [kept],
  )
  expect(row).toEqual({ supports: 2, comments: 1, authors: 2 })
  expect(await read(person(otherAuthor), (ctx) => getIdea(ctx, duplicate))).toMatchObject({
    state: 'merged',
    mergedInto: kept,
  })
  const shown = await read(nobody, (ctx) => getIdea(ctx, kept))
  expect(shown.publicAuthor).toBe('2 đoàn viên, thanh niên ở Đoàn xã Sủng Là')
})

test('what waits too long is shown and told to the level above, once', async () => {
  const id = await anIdea(app.testDatabase, {
    unitId: tree.otherBranch,
    authorId: author.personId,
    stepUnitId: tree.otherBranch,
    due: '2026-06-10',
  })
  const late = await read(commune, (ctx) => listWaiting(ctx, 'overdue_below'))
  expect(late.map((row) => row.id)).toContain(id)
  expect(
    (await read(branch, (ctx) => listWaiting(ctx, 'overdue_below'))).map((row) => row.id),
  ).not.toContain(id)
  const remind = ideaTasks.find(({ name }) => name === 'ideas.remind')
  for (let turn = 0; turn < 2; turn += 1) await remind?.run(app, asking(app, nobody), {})
  const told = await owner(
    `select params from notices.notice where person_id = $1 and kind = 'ideas.overdue'`,
    [commune.personId],
  )
  expect(told).toHaveLength(1)
})

test('after a merger the new commune answers for what waits, and reads all of it', async () => {
  const { testDatabase } = app
  const own = await aTree(testDatabase)
  const writer = await aPerson(testDatabase, { unitId: own.branch })
  const waiting = await anIdea(testDatabase, {
    unitId: own.branch,
    authorId: writer,
    state: 'commune',
    stepUnitId: own.commune,
  })
  const into = await aMerger(testDatabase, {
    on: '2026-06-12',
    from: [own.commune, own.otherCommune],
    parentId: own.province,
    name: 'Đoàn xã Mới',
  })
  const officer = await anOfficer(testDatabase, into, 'commune_secretary')
  const follow = ideaTasks.find(({ name }) => name === 'ideas.follow_reforms')
  await follow?.run(app, asking(app, nobody), {})
  expect(await read(officer, (ctx) => getIdea(ctx, waiting))).toMatchObject({ stepUnitId: into })
  await run(officer, screenIdea, step(waiting, 'commune', { scores }))
  const [row] = await owner('select unit_id, state from ideas.idea where id = $1', [waiting])
  expect(row).toEqual({ unit_id: own.branch, state: 'province' })
})

test('of a word that very many ideas hold as many are said as are counted, and its pages follow each other', async () => {
  await owner(
    `insert into ideas.idea (id, unit_id, home_unit_id, author_id, title, problem, solution, category, state, step_unit_id, step_due, proposed_on)
     select gen_random_uuid(), $1, $1, $2, 'Đèn đường ' || n, 'x', 'x', 'other', 'declined', $1, '2026-06-20', date '2026-01-01' + n % 90
       from generate_series(1, 1100) n`,
    [tree.branch, author.personId],
  )
  const first = await read(province, (ctx) => listIdeas(ctx, { text: 'den duong', limit: 50 }))
  expect([first.rows.length, first.count, first.countedUpTo]).toEqual([50, 1000, 1000])
  const { next } = first
  const second = await read(province, (ctx) =>
    listIdeas(ctx, { text: 'den duong', limit: 50, ...(next && { cursor: next }) }),
  )
  expect(second.count).toBe(1000)
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(100)
})

test('page by page, there and back, each idea is shown once, by day or by support, walked or searched', async () => {
  const titles = Array.from({ length: 7 }, (_, n) => `Máy sấy ngô ${n}`)
  for (const [n, title] of titles.entries()) {
    const state = { state: 'published' as const, proposedOn: `2026-05-0${1 + (n % 3)}` }
    const id = await anIdea(app.testDatabase, {
      ...{ unitId: tree.branch, authorId: author.personId, title, ...state },
    })
    await owner('update ideas.idea set supports = $2 where id = $1', [id, n % 2])
  }
  const lists: [string, (ctx: Context, query: IdeaQuery) => Promise<IdeaPage<{ id: string }>>][] = [
    ['inside', listIdeas],
    ['public', listPublicIdeas],
  ]
  for (const [audience, list] of lists)
    for (const query of [
      {},
      { text: 'may say ngo' },
      { category: 'farming' },
      { sort: 'liked' },
    ] as const) {
      const at = (more: object) => read(province, (ctx) => list(ctx, { ...query, ...more }))
      const whole = (await at({ limit: 100 })).rows.map(({ id }) => id)
      const there: string[][] = []
      let page = await at({ limit: 3 })
      for (;;) {
        there.push(page.rows.map(({ id }) => id))
        if (!page.next || there.length === 5) break
        page = await at({ limit: 3, cursor: page.next })
      }
      const seen = there.flat()
      expect(seen.length).toBeGreaterThanOrEqual(7)
      expect(seen, `${audience} ${JSON.stringify(query)}`).toEqual(whole.slice(0, seen.length))
      const before = await at({ limit: 3, cursor: page.previous })
      expect(before.rows.map(({ id }) => id)).toEqual(there.at(-2))
    }
})
