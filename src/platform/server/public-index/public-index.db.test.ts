import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { aTree } from '#modules/units/server/testing.ts'
import { asking, system, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { whoever } from '../access/sentence.ts'
import { defineCommand } from '../command.ts'
import { nobody } from '../context.ts'
import { dropPublicEntry, type PublicEntry, putPublicEntries } from './put.ts'
import { listFront, publicQueryOf, searchPublic } from './search.ts'
import { tidyPublicIndex } from './tasks.ts'

const app = useApp()
let tree: Awaited<ReturnType<typeof aTree>>

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  // Without the procedures that every installation begins with.
  await app.testDatabase.ownerPool.query('delete from platform.public_entry')
})

/** Stands for any command that makes something public. */
const publish = defineCommand(
  'test.publish',
  z.object({ entries: z.array(z.record(z.string(), z.unknown())), fails: z.boolean().optional() }),
  async (ctx, input) => {
    await ctx.authorize(whoever)
    await putPublicEntries(ctx, input.entries as unknown as PublicEntry[])
    if (input.fails) throw new Error('something else went wrong')
  },
)
const withdraw = defineCommand(
  'test.withdraw',
  z.object({ id: z.string() }),
  async (ctx, input) => {
    await ctx.authorize(whoever)
    await dropPublicEntry(ctx, 'post', input.id)
  },
)

const put = (...entries: Partial<PublicEntry>[]) =>
  app.run(asking(app, system), publish, {
    entries: entries.map((entry) => ({
      kind: 'post',
      id: uuidv7(),
      title: 'Tin',
      address: '/posts/one',
      ...entry,
    })),
  })
const titles = async (text: string, more: Parameters<typeof searchPublic>[1] = {}) =>
  (await app.read(asking(app, nobody), (ctx) => searchPublic(ctx, { text, ...more }))).entries.map(
    ({ title }) => title,
  )

test('whoever looks finds it without diacritics, in any order, while the last word is still being typed', async () => {
  await put({
    title: 'Chợ phiên vùng cao Đồng Văn',
    summary: 'Mỗi sáng chủ nhật, có thắng cố và rượu ngô.',
    place: 'xã Đồng Văn',
    words: 'OCOP 4 sao',
  })
  for (const text of [
    'cho phien',
    'ĐỒNG VĂN chợ',
    'dong van cho phi',
    'thang co',
    'ocop 4',
    'Đồng-Văn, chợ!',
  ])
    expect(await titles(text), text).toEqual(['Chợ phiên vùng cao Đồng Văn'])
  for (const text of ['phie cho', 'cho phien meo vac', "x'); drop", 'zợ & | !'])
    expect(await titles(text), text).toEqual([])
})

test('what is asked of the index is made of letters and digits alone', () => {
  expect(publicQueryOf("Đồng'&Văn:* | !")).toBe("'dong' & 'van':*")
  expect(publicQueryOf(' — ')).toBe('')
  expect(publicQueryOf(undefined)).toBe('')
})

test('what fits in its title stands before what only mentions it; kinds are counted', async () => {
  await put(
    { title: 'Lớp học ban đêm', summary: 'Có nói về homestay.', publicAt: new Date() },
    { kind: 'place', title: 'Homestay Lô Lô Chải', publicAt: new Date('2024-01-01') },
  )
  expect(await titles('homestay')).toEqual(['Homestay Lô Lô Chải', 'Lớp học ban đêm'])
  expect(await titles('homestay', { kind: 'post' })).toEqual(['Lớp học ban đêm'])
  const page = await app.read(asking(app, nobody), (ctx) =>
    searchPublic(ctx, { text: 'homestay', pageSize: 1, page: 2 }),
  )
  expect(page).toMatchObject({ count: 2, kinds: { place: 1, post: 1 } })
  expect(page.entries.map(({ title }) => title)).toEqual(['Lớp học ban đêm'])
})

test('an entry is put and changed with what made it public, or not at all; since when it is public stays', async () => {
  const id = uuidv7()
  const given = { id, title: 'Giao thừa muộn', publicAt: new Date('2025-02-03T00:00:00Z') }
  await expect(
    app.run(asking(app, system), publish, {
      entries: [{ kind: 'post', address: '/posts/x', ...given }],
      fails: true,
    }),
  ).rejects.toThrow('something else')
  expect(await titles('giao thua')).toEqual([])
  await put(given)
  await put({ id, title: 'Giao thừa sớm' })
  const { entries } = await app.read(asking(app, nobody), (ctx) =>
    searchPublic(ctx, { text: 'giao thua' }),
  )
  expect(entries).toMatchObject([{ id, title: 'Giao thừa sớm', publicAt: given.publicAt }])
  await app.run(asking(app, system), withdraw, { id })
  expect(await titles('giao thua')).toEqual([])
})

test('what has ended is found no more from the next day on, and leaves the index at night', async () => {
  app.setNow('2026-06-15T02:00:00Z')
  await put({
    title: 'Lễ hội khèn Mông',
    kind: 'festival',
    from: '2026-06-14',
    until: '2026-06-15',
  })
  expect(await titles('khen mong')).toHaveLength(1)
  app.setNow('2026-06-16T02:00:00Z')
  expect(await titles('khen mong')).toEqual([])
  const kept = () =>
    app.testDatabase.ownerPool
      .query(`select from platform.public_entry where kind = 'festival'`)
      .then(({ rowCount }) => rowCount)
  expect(await kept()).toBe(1)
  await tidyPublicIndex.run(app, asking(app, system), {})
  expect(await kept()).toBe(0)
  app.setNow('2026-06-15T02:00:00Z')
})

test('the front page shows what is near first, of what has a day the soonest', async () => {
  await put(
    { kind: 'activity', title: 'Xa, sớm', from: '2026-06-16', until: '2026-06-16' },
    {
      kind: 'activity',
      title: 'Gần, muộn',
      from: '2026-06-28',
      until: '2026-06-28',
      unitId: tree.branch,
    },
    {
      kind: 'activity',
      title: 'Gần, sớm',
      from: '2026-06-20',
      until: '2026-06-20',
      unitId: tree.commune,
    },
    { kind: 'activity', title: 'Xa, muộn', from: '2026-06-30', until: '2026-06-30' },
  )
  const front = (unitId?: string) =>
    app
      .read(asking(app, nobody), (ctx) => listFront(ctx, { kinds: ['activity'], unitId, each: 3 }))
      .then((rows) => rows.map(({ title, isNear }) => [title, isNear]))
  expect(await front(tree.commune)).toEqual([
    ['Gần, sớm', true],
    ['Gần, muộn', true],
    ['Xa, sớm', false],
  ])
  expect((await front()).map(([title]) => title)).toEqual(['Xa, sớm', 'Gần, sớm', 'Gần, muộn'])
  expect((await titles('gan', { unitId: tree.commune })).sort()).toEqual(['Gần, muộn', 'Gần, sớm'])
})

test('more than can be counted are listed by how new they are, as far as can be paged', async () => {
  await app.testDatabase.ownerPool.query(
    `insert into platform.public_entry (kind, id, title, address, public_at)
     select 'lesson', 'l' || i, 'Bài học số ' || i, '/lessons/x', timestamptz '2026-01-01' + i * interval '1 minute'
       from generate_series(1, 1200) i`,
  )
  const ask = (page: number) =>
    app.read(asking(app, nobody), (ctx) => searchPublic(ctx, { text: 'bai hoc', page }))
  const first = await ask(1)
  expect(first).toMatchObject({ count: 1000, countedUpTo: 1000, kinds: {} })
  expect(first.entries[0]?.title).toBe('Bài học số 1200')
  expect((await ask(50)).entries[0]?.title).toBe('Bài học số 220')
  expect((await ask(5000)).entries[0]?.title).toBe('Bài học số 220')
})

test('nothing in the index leads out of the installation, and no statement of the application writes it', async () => {
  for (const address of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    'javascript:x',
  ])
    await expect(put({ address: address as '/x' }), address).rejects.toMatchObject({
      code: '23514',
    })
  await expect(put({ picture: '//evil.example/x.png' as '/x' })).rejects.toMatchObject({
    code: '23514',
  })
  for (const text of [
    `insert into platform.public_entry (kind, id, title, address, public_at) values ('post', 'x', 'x', '/x', now())`,
    `update platform.public_entry set title = 'x'`,
    'delete from platform.public_entry',
  ]) {
    const forge = defineCommand('test.forge', z.object({}), async (ctx) => {
      await ctx.authorize(whoever)
      await sql.raw(text).execute(ctx.db)
    })
    await expect(app.run(asking(app, system), forge, {})).rejects.toMatchObject({ code: '42501' })
  }
})
