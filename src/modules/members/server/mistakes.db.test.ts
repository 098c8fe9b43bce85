import { expect, test } from 'vitest'
import { aTree } from '#modules/units/server/testing.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import {
  admitMember,
  endMemberships,
  getPerson,
  listMembers,
  listStays,
  listStruckStays,
  restoreMembership,
  transferMembers,
} from './index.ts'
import { anOfficer, aPerson } from './testing.ts'

const app = useApp()
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows

async function aDesk() {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const who = await aPerson(app.testDatabase, { unitId: tree.branch })
  const end = (reason: string, on = '2026-06-01') =>
    app.run(officer, endMemberships, { personIds: [who], on, reason })
  const restore = () => app.run(officer, restoreMembership, { personId: who })
  const transfer = (toUnitId: string, on: string) =>
    app.run(officer, transferMembers, { personIds: [who], toUnitId, on })
  const standing = async () => {
    const { standing, unitId } = await app.read(officer, (ctx) => getPerson(ctx, who))
    return [standing, unitId]
  }
  const stays = () => app.read(officer, (ctx) => listStays(ctx, who))
  const struck = () => app.read(officer, (ctx) => listStruckStays(ctx, who))
  /** How many members a unit had on a day, by the figures. */
  const members = async (unitId: string, on: string) => {
    await owner('select indicators.fold()')
    const [row] = await owner(
      `select coalesce(sum(value), 0)::int as count from indicators.rollup
        where unit_id = $1 and view = 'then' and indicator = 'members' and day <= $2`,
      [unitId, on],
    )
    return row.count
  }
  return { tree, officer, who, end, restore, transfer, standing, stays, struck, members }
}

test('a stay entered by mistake is in no figure of any day, and in the person’s history', async () => {
  const { tree, officer, who, end, standing, stays, struck, members } = await aDesk()
  expect(await members(tree.branch, '2023-01-01')).toBe(1)
  await end('mistake')
  for (const day of ['2022-03-26', '2023-01-01', '2026-06-15'])
    expect(await members(tree.branch, day), day).toBe(0)
  expect(await standing()).toEqual(['former', tree.branch])
  expect(await stays()).toEqual([])
  expect(await struck()).toMatchObject([{ unitId: tree.branch, validFrom: '2022-03-26' }])
  const listed = await app.read(officer, (ctx) => listMembers(ctx, { unitId: tree.branch }))
  expect(listed.rows).toEqual([])
  expect(
    await owner(
      `select details from audit.entry where subject_id = $1 and command = 'members.end'`,
      [who],
    ),
  ).toEqual([{ details: { reason: 'mistake', from: '2022-03-26' } }])
  expect(await owner('select * from indicators.verify()')).toEqual([])
})

test('it comes back as it was, figures and all', async () => {
  const { tree, end, restore, standing, stays, struck, members } = await aDesk()
  const before = await stays()
  await end('mistake')
  await restore()
  expect([await stays(), await struck(), await standing()]).toEqual([
    before,
    [],
    ['member', tree.branch],
  ])
  expect(await members(tree.branch, '2022-03-26')).toBe(1)
})

test('a mistaken transfer, even one still ahead, gives back the stay before it', async () => {
  const { tree, end, restore, transfer, standing, stays, struck, members } = await aDesk()
  await transfer(tree.otherBranch, '2026-09-01')
  await end('mistake', '2026-06-15')
  expect(await stays()).toMatchObject([{ unitId: tree.branch, validTo: null, reasonOut: null }])
  expect(await standing()).toEqual(['member', tree.branch])
  expect(await members(tree.otherBranch, '2026-10-01')).toBe(0)
  expect(await members(tree.branch, '2026-10-01')).toBe(1)
  expect(await struck()).toHaveLength(1)

  // What is restored now is what was ended now, not the transfer that never was.
  await end('left')
  await restore()
  expect(await stays()).toMatchObject([{ unitId: tree.branch, validTo: null }])
})

test('an earlier ended stay is not what comes back', async () => {
  const { tree, officer, who, end, restore, stays } = await aDesk()
  await end('left', '2024-01-01')
  await owner(
    `insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in)
     values (gen_random_uuid(), $1, $2, 'member', '2025-01-01', 'admitted')`,
    [who, tree.otherBranch],
  )
  await end('mistake')
  expect(await app.read(officer, (ctx) => getPerson(ctx, who))).toMatchObject({
    standing: 'former',
    unitId: tree.branch,
  })
  await restore()
  expect(await stays()).toMatchObject([
    { unitId: tree.otherBranch, validTo: null },
    { unitId: tree.branch, validTo: '2024-01-01' },
  ])
})

test('what a reform carried over is one mistake', async () => {
  const { tree, who, end, restore, stays, struck } = await aDesk()
  await owner(
    `update members.membership set valid_to = '2025-01-01', reason_out = 'restructured' where person_id = $1`,
    [who],
  )
  await owner(
    `insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in)
     values (gen_random_uuid(), $1, $2, 'member', '2025-01-01', 'restructured')`,
    [who, tree.otherBranch],
  )
  await end('mistake')
  expect([(await stays()).length, (await struck()).length]).toEqual([0, 2])
  await restore()
  expect([(await stays()).length, (await struck()).length]).toEqual([2, 0])
})

test('nobody strikes beyond their own units: not the stay, nor the one that it would give back', async () => {
  const { tree, officer, who, end, stays } = await aDesk()
  const foreign = asking(
    app,
    await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary'),
  )
  await expect(
    app.run(foreign, endMemberships, { personIds: [who], on: '2026-06-01', reason: 'mistake' }),
  ).rejects.toMatchObject({ status: 404 })
  const above = asking(app, await anOfficer(app.testDatabase, tree.province, 'province_secretary'))
  await app.run(above, transferMembers, {
    personIds: [who],
    toUnitId: tree.foreignBranch,
    on: '2026-06-01',
  })
  await expect(end('mistake')).rejects.toMatchObject({ status: 404 })
  await expect(
    app.run(foreign, endMemberships, { personIds: [who], on: '2026-06-01', reason: 'mistake' }),
  ).rejects.toMatchObject({ code: 'members.mistake_beyond' })
  await app.run(above, endMemberships, { personIds: [who], on: '2026-06-01', reason: 'mistake' })
  expect(await stays()).toMatchObject([{ unitId: tree.branch, validTo: null }])
  // The door itself, without the command.
  await app.run(
    foreign,
    {
      ...admitMember,
      handle: async (ctx) => {
        await ctx.authorize({ kind: 'signed_in' })
        const [stay] = await owner('select id from members.membership where person_id = $1', [who])
        const { rows } = await ctx.db.executeQuery<{ beyond: number }>({
          sql: 'select members.strike(array[$1]::uuid[]) as beyond',
          parameters: [stay.id],
        } as never)
        expect(rows[0]?.beyond).toBe(1)
        return { id: who }
      },
    },
    { id: who, unitId: tree.branch, fullName: 'X Y', joinedOn: '2026-01-01' },
  )
  expect(await app.read(officer, (ctx) => getPerson(ctx, who))).toMatchObject({
    standing: 'member',
  })
})
