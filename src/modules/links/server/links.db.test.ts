import { beforeAll, expect, test } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { type Actor, nobody } from '#platform/server/context.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { codePattern, newCode } from './code.ts'
import { followLink, hangLink, listPlaces } from './index.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })
let tree: SmallTree
let officer: Actor
let foreign: Actor
const hang = async (actor: Actor, place: string, path = '/jobs/1', unitId = tree.commune) =>
  (await app.run(asking(app, actor), hangLink, { unitId, path, place })).code
const follow = (code: string, counts = true) =>
  app.run(asking(app, nobody), followLink, { code, counts })
const places = (actor: Actor, path = '/jobs/1') =>
  app.read(asking(app, actor), (ctx) => listPlaces(ctx, path))
const owner = async (text: string) => (await app.testDatabase.ownerPool.query(text)).rows

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  officer = await anOfficer(app.testDatabase, tree.commune, 'commune_officer')
  foreign = await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary')
})

test('each place has its own code, the same place the same one, and leads to the page however it is typed', async () => {
  const [market, school] = [await hang(officer, 'Cổng chợ'), await hang(officer, 'Trường THPT')]
  expect(market).not.toBe(school)
  expect(market).toMatch(codePattern)
  expect(await hang(officer, ' Cổng chợ ')).toBe(market)
  expect(await follow(market.toLowerCase(), false)).toEqual({ path: '/jobs/1' })
  for (const unknown of [newCode(), 'x', "'; drop", '1111111'])
    await expect(follow(unknown)).rejects.toMatchObject({ code: 'not_found' })
})

test('scans are counted by place and day, also when a crowd scans at once, and nothing else is kept', async () => {
  const code = await hang(officer, 'Ngày hội', '/jobs/2')
  app.setNow('2026-06-01T03:00:00Z')
  await follow(code)
  app.setNow('2026-06-15T03:00:00Z')
  await Promise.all(Array.from({ length: 40 }, () => follow(code)))
  await follow(code, false)
  expect(await places(officer, '/jobs/2')).toMatchObject([
    { code, name: 'Ngày hội', scans: 41, lately: 40 },
  ])
  const columns = await owner(
    `select column_name from information_schema.columns where table_schema = 'links' and table_name = 'scan'`,
  )
  expect(columns.map((row) => row.column_name).sort()).toEqual([
    'code',
    'day',
    'scans',
    'slot',
    'unit_id',
  ])
  expect(await owner(`select from audit.entry where command = 'links.follow'`)).toHaveLength(0)
})

test('nobody hangs in another’s name, sees another’s counts or leads out of the site', async () => {
  await hang(officer, 'Bảng tin xã', '/jobs/3')
  expect(await places(officer, '/jobs/3')).toHaveLength(1)
  expect(await places(foreign, '/jobs/3')).toHaveLength(0)
  expect(await places(nobody, '/jobs/3')).toHaveLength(0)
  await expect(hang(foreign, 'Của xã khác')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(hang(nobody, 'Của ai đó')).rejects.toMatchObject({ code: 'forbidden' })
  for (const path of ['https://evil.example', '//evil.example', '/\\evil.example'])
    await expect(hang(officer, 'x', path)).rejects.toMatchObject({ code: 'invalid' })
})
