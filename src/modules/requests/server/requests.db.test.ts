import { beforeAll, expect, test } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { type Actor, nobody } from '#platform/server/context.ts'
import { listNotices } from '#platform/server/notices/queries.ts'
import { asking, system, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { topics } from '../topics.ts'
import {
  askForHelp,
  finishRequest,
  forgetRequests,
  getStanding,
  listRequests,
  newLink,
  takeBackRequest,
  takeRequest,
} from './index.ts'
import { aRequest } from './testing.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })
let tree: SmallTree
let officer: Actor
let foreign: Actor

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  officer = await anOfficer(app.testDatabase, tree.commune, 'commune_officer')
  foreign = await anOfficer(app.testDatabase, tree.otherCommune, 'commune_officer')
})
const run = (actor: Actor, command: Parameters<typeof app.run>[1], input: unknown) =>
  app.run(asking(app, actor), command, input)
const read = <Result>(
  actor: Actor,
  look: (ctx: Parameters<Parameters<typeof app.read>[1]>[0]) => Promise<Result>,
) => app.read(asking(app, actor), look)
const standing = (link: string) => read(nobody, (ctx) => getStanding(ctx, link))
const stored = async (id: string) =>
  (await app.testDatabase.ownerPool.query('select * from requests.request where id = $1', [id]))
    .rows[0]

test('who asks is heard: the officers of their commune are told, take it on and say what came of it', async () => {
  const { id, link } = await aRequest(app, { unitId: tree.commune, wish: 'Làm khai sinh cho con' })
  const { notices } = await read(officer, (ctx) => listNotices(ctx))
  expect(notices[0]).toMatchObject({ href: '/requests', text: 'Có người dân vừa nhắn cần giúp' })
  expect((await read(foreign, (ctx) => listNotices(ctx))).notices).toEqual([])

  expect(await read(officer, (ctx) => listRequests(ctx, 'open'))).toMatchObject([
    { id, name: 'Giàng Thị Hỏi', wish: 'Làm khai sinh cho con', state: 'waiting', takenBy: null },
  ])
  expect(await read(foreign, (ctx) => listRequests(ctx, 'open'))).toEqual([])
  await run(officer, takeRequest, { requestId: id })
  await run(officer, takeRequest, { requestId: id })
  expect(await standing(link)).toMatchObject({ state: 'taken', outcome: null })
  await run(officer, finishRequest, { requestId: id, outcome: 'Đã nộp trên mạng, xã hẹn thứ năm' })
  expect(await standing(link)).toMatchObject({
    state: 'done',
    outcome: 'Đã nộp trên mạng, xã hẹn thứ năm',
  })
  await expect(
    run(officer, finishRequest, { requestId: id, outcome: 'Lần nữa' }),
  ).rejects.toMatchObject({ code: 'requests.settled' })
})

test('the database holds neither the name, the number nor the link in a readable form', async () => {
  const { id, link, phone } = await aRequest(app, { unitId: tree.commune })
  const row = JSON.stringify(Object.values(await stored(id)), (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  )
  for (const secret of ['Giàng', phone, phone.slice(1), link]) expect(row).not.toContain(secret)
})

test('a link is not guessed, and tells nothing of who asked or who takes care', async () => {
  const { link } = await aRequest(app, { unitId: tree.commune })
  expect(Object.keys(await standing(link)).sort()).toEqual(
    ['askedAt', 'id', 'outcome', 'settledAt', 'state', 'topic', 'unitName'].sort(),
  )
  for (const wrong of [newLink(), link.replace(/.$/, link.endsWith('A') ? 'B' : 'A')])
    await expect(standing(wrong)).rejects.toMatchObject({ code: 'requests.not_found' })
  expect(await run(nobody, takeBackRequest, { link: newLink() })).toEqual({ wasOpen: false })
})

test('whoever holds the link takes it back: name, number and words go at once', async () => {
  const { id, link } = await aRequest(app, { unitId: tree.commune, wish: 'x', village: 'Pả Vi' })
  expect(await run(nobody, takeBackRequest, { link })).toEqual({ wasOpen: true })
  expect(await stored(id)).toMatchObject({
    state: 'cancelled',
    name_sealed: null,
    phone_sealed: null,
    phone_mark: null,
    wish: null,
    village: null,
  })
  expect(await standing(link)).toMatchObject({ state: 'cancelled' })
})

test('one number has three requests waiting and no more, also when they come at once; a repeat is none', async () => {
  const phone = '0355 000 111'
  const asked = await Promise.allSettled(
    Array.from({ length: 6 }, () => aRequest(app, { unitId: tree.commune, phone })),
  )
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  for (const one of asked)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'requests.too_many' })
  const first = asked.find((one) => one.status === 'fulfilled')
  // The same form again, from a phone that had lost its signal.
  await aRequest(app, { unitId: tree.commune, phone, id: first?.value.id, link: first?.value.link })
})

test('a form without consent, commune, topic or number is sent back; a program is thanked and not heard', async () => {
  const form = {
    id: uuidv7(),
    link: newLink(),
    unitId: tree.commune,
    topic: topics[0],
    name: 'x',
    phone: '0912345678',
    consent: 'on',
  }
  for (const [field, value] of [
    ['consent', undefined],
    ['unitId', tree.branch],
    ['topic', 'anything'],
    ['phone', '12'],
    ['name', ' '],
  ] as const)
    await expect(run(nobody, askForHelp, { ...form, [field]: value }), field).rejects.toMatchObject(
      { code: 'invalid' },
    )
  await run(nobody, askForHelp, { ...form, website: 'https://spam.example' })
  expect(await stored(form.id)).toBeUndefined()
})

test('after its days name, number and words are gone; that somebody asked and how it ended stays', async () => {
  const open = await aRequest(app, { unitId: tree.commune, wish: 'x' })
  const done = await aRequest(app, { unitId: tree.commune })
  await run(officer, finishRequest, { requestId: done.id, outcome: 'Xong' })
  app.setNow('2026-07-16T03:00:00Z')
  await forgetRequests.run(app, asking(app, system), {})
  app.setNow('2026-06-15T03:00:00Z')
  expect(await stored(open.id)).toMatchObject({ state: 'declined', wish: null, phone_sealed: null })
  expect(await standing(open.link)).toMatchObject({ outcome: 'expired' })
  expect(await stored(done.id)).toMatchObject({ state: 'done', outcome: 'Xong', name_sealed: null })
})
