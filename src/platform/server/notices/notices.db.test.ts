import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { aPerson } from '#modules/members/server/testing.ts'
import { aTree } from '#modules/units/server/testing.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { anyone } from '../access/sentence.ts'
import { defineCommand } from '../command.ts'
import { countUnread, listNotices } from './queries.ts'
import { readNotices } from './read-notices.ts'
import { tidyNotices } from './tasks.ts'
import { tell } from './tell.ts'

const app = useApp()
let tree: Awaited<ReturnType<typeof aTree>>

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
})

/** Stands for any command that tells. */
const announce = defineCommand(
  'test.announce',
  z.object({ personIds: z.array(z.uuid()), href: z.string() }),
  async (ctx, input) => {
    await ctx.authorize(anyone)
    await tell(ctx, { ...input, kind: 'test.announced', href: input.href as '/x' })
  },
)
const somebody = async () => person(await aPerson(app.testDatabase, { unitId: tree.branch }))
const idOf = (actor: { personId?: string }) => actor.personId ?? ''

test('each is told once, who did it not at all, and reads it where it leads', async () => {
  const [teller, reader] = [await somebody(), await somebody()]
  await app.run(asking(app, teller), announce, {
    personIds: [idOf(reader), idOf(reader), idOf(teller)],
    href: '/members',
  })
  expect(await app.read(asking(app, teller), countUnread)).toBe(0)
  expect(await app.read(asking(app, reader), countUnread)).toBe(1)
  const { notices } = await app.read(asking(app, reader), (ctx) => listNotices(ctx))
  expect(notices).toMatchObject([{ href: '/members', isRead: false, text: 'test.announced' }])
  const answer = await app.run(asking(app, reader), readNotices, { noticeId: notices[0]?.id })
  expect(answer).toEqual({ read: 1, href: '/members' })
  expect(await app.read(asking(app, reader), countUnread)).toBe(0)
})

test('what came after the list was opened stays unread when all of it is marked', async () => {
  const [teller, reader] = [await somebody(), await somebody()]
  const announced = async (href: string, at: string) => {
    app.setNow(at)
    await app.run(asking(app, teller), announce, { personIds: [idOf(reader)], href })
    return (await app.read(asking(app, reader), (ctx) => listNotices(ctx))).notices[0]?.id
  }
  await announced('/one', '2026-06-15T02:01:00Z')
  const shown = await announced('/two', '2026-06-15T02:02:00Z')
  await announced('/three', '2026-06-15T02:03:00Z')
  await app.run(asking(app, reader), readNotices, { upTo: shown })
  const { notices } = await app.read(asking(app, reader), (ctx) => listNotices(ctx))
  expect(notices.map(({ href, isRead }) => [href, isRead])).toEqual([
    ['/three', false],
    ['/two', true],
    ['/one', true],
  ])
})

test('a long list is paged without a gap', async () => {
  const [teller, reader] = [await somebody(), await somebody()]
  for (let n = 0; n < 5; n++)
    await app.run(asking(app, teller), announce, { personIds: [idOf(reader)], href: `/n${n}` })
  const page = (before?: string) =>
    app.read(asking(app, reader), (ctx) => listNotices(ctx, { before, limit: 3 }))
  const first = await page()
  const second = await page(first.next ?? undefined)
  expect([...first.notices, ...second.notices].map(({ href }) => href).sort()).toEqual([
    '/n0',
    '/n1',
    '/n2',
    '/n3',
    '/n4',
  ])
  expect(second.next).toBeNull()
})

test('nobody reads or marks what another is told, tells in another’s name or leads out of the product', async () => {
  const [teller, reader, thief] = [await somebody(), await somebody(), await somebody()]
  await app.run(asking(app, teller), announce, { personIds: [idOf(reader)], href: '/members' })
  const { notices } = await app.read(asking(app, reader), (ctx) => listNotices(ctx))
  const answer = await app.run(asking(app, thief), readNotices, { noticeId: notices[0]?.id })
  expect(answer).toEqual({ read: 0, href: null })
  expect(await app.read(asking(app, reader), countUnread)).toBe(1)
  const seen = await app.read(asking(app, thief), (ctx) =>
    sql`select from notices.notice`.execute(ctx.db),
  )
  expect(seen.rows).toHaveLength(0)
  const forge = defineCommand('test.forge', z.object({}), async (ctx) => {
    await ctx.authorize(anyone)
    await sql`insert into notices.notice (id, person_id, kind, href, told_by)
      values (${uuidv7()}, ${idOf(reader)}, 'test.announced', '/members', ${idOf(teller)})`.execute(
      ctx.db,
    )
  })
  await expect(app.run(asking(app, thief), forge, {})).rejects.toMatchObject({ code: '42501' })
  for (const href of ['//evil.example', 'https://evil.example', '/\\evil.example'])
    await expect(
      app.run(asking(app, teller), announce, { personIds: [idOf(reader)], href }),
    ).rejects.toMatchObject({ code: '23514' })
})

test('what was told half a year ago is ended at night, what is newer stays', async () => {
  const reader = await somebody()
  for (const [href, at] of [
    ['/old', '2025-06-01'],
    ['/new', '2026-06-01'],
  ])
    await app.testDatabase.ownerPool.query(
      `insert into notices.notice (id, person_id, kind, href, told_at) values ($1, $2, 'x.y', $3, $4)`,
      [uuidv7(), idOf(reader), href, at],
    )
  app.setNow('2026-06-16T02:00:00Z')
  await tidyNotices.run(app, asking(app, reader), {})
  const { notices } = await app.read(asking(app, reader), (ctx) => listNotices(ctx))
  expect(notices.map(({ href }) => href)).toEqual(['/new'])
})
