import { expect, test } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  changeGroupingMembers,
  closeGrouping,
  createGrouping,
  getGrouping,
  listGroupings,
  renameGrouping,
} from './index.ts'
import { aTree } from './testing.ts'

const app = useApp()

async function arrange() {
  const tree = await aTree(app.testDatabase)
  const officer = asking(
    app,
    await anOfficer(app.testDatabase, tree.province, 'province_secretary'),
  )
  const input = {
    id: uuidv7(),
    unitId: tree.province,
    name: 'Cụm thi đua số 1',
    on: '2026-01-01',
    unitIds: [tree.commune],
  }
  await app.run(officer, createGrouping, input)
  const members = (on: string) =>
    app.read(officer, async (ctx) =>
      (await getGrouping(ctx, input.id, { on })).members
        .filter((member) => member.validFrom <= on)
        .map((member) => member.unitId),
    )
  return { tree, officer, input, members }
}

test('an officer makes a set of units below theirs, adds to it and takes out of it from a day on', async () => {
  const { tree, officer, input, members } = await arrange()
  await app.run(officer, createGrouping, input)
  await app.run(officer, changeGroupingMembers, {
    groupingId: input.id,
    on: '2026-03-01',
    add: [tree.otherCommune],
    remove: [tree.commune],
  })
  expect(await members('2026-02-28')).toEqual([tree.commune])
  expect(await members('2026-03-01')).toEqual([tree.otherCommune])
  await app.run(officer, renameGrouping, { groupingId: input.id, name: 'Cụm số 2' })
  const named = (on: string) =>
    app.read(officer, async (ctx) =>
      (await listGroupings(ctx, { on })).filter(({ id }) => id === input.id),
    )
  expect(await named('2026-03-01')).toMatchObject([{ name: 'Cụm số 2', memberCount: 1 }])
  const close = { groupingId: input.id, on: '2026-06-01' }
  await app.run(officer, closeGrouping, close)
  await app.run(officer, closeGrouping, close)
  expect(await named('2026-05-31')).toHaveLength(1)
  expect(await named('2026-06-01')).toEqual([])
  await expect(
    app.run(officer, changeGroupingMembers, {
      groupingId: input.id,
      on: '2026-06-02',
      add: [tree.commune],
    }),
  ).rejects.toMatchObject({ code: 'units.grouping_closed' })
})

test('nobody makes or changes a set of another’s, or puts another’s unit into theirs', async () => {
  const { tree, input } = await arrange()
  const foreign = asking(
    app,
    await anOfficer(app.testDatabase, tree.district, 'district_secretary'),
  )
  const forbidden = { code: 'forbidden' }
  await expect(app.run(foreign, createGrouping, { ...input, id: uuidv7() })).rejects.toMatchObject(
    forbidden,
  )
  const groupingId = input.id
  const change = { groupingId, on: '2026-03-01', remove: [tree.commune] }
  await expect(app.run(foreign, changeGroupingMembers, change)).rejects.toMatchObject(forbidden)
  await expect(
    app.run(foreign, renameGrouping, { groupingId, name: 'Khác' }),
  ).rejects.toMatchObject(forbidden)
  await expect(
    app.run(foreign, closeGrouping, { groupingId, on: '2026-03-01' }),
  ).rejects.toMatchObject(forbidden)
  await expect(
    app.run(foreign, createGrouping, {
      ...input,
      id: uuidv7(),
      unitId: tree.district,
      unitIds: [tree.otherCommune],
    }),
  ).rejects.toMatchObject({ code: 'units.grouping_unit_elsewhere' })
})

test('what is wrong, or contradicts what is there, is refused and changes nothing', async () => {
  const { tree, officer, input, members } = await arrange()
  const change = (more: object) =>
    app.run(officer, changeGroupingMembers, { groupingId: input.id, on: '2026-03-01', ...more })
  await expect(change({})).rejects.toMatchObject({ code: 'invalid' })
  await expect(change({ add: [tree.commune] })).rejects.toMatchObject({
    code: 'units.grouping_member_known',
  })
  await expect(change({ remove: [tree.commune], add: [uuidv7()] })).rejects.toMatchObject({
    code: 'units.grouping_unit_elsewhere',
  })
  await expect(change({ remove: [tree.branch] })).rejects.toMatchObject({
    code: 'units.grouping_member_unknown',
  })
  await expect(change({ remove: [tree.commune], on: '2026-01-01' })).rejects.toMatchObject({
    code: 'units.grouping_day_too_early',
  })
  await expect(
    app.run(officer, closeGrouping, { groupingId: uuidv7(), on: '2026-03-01' }),
  ).rejects.toMatchObject({ code: 'units.grouping_not_found' })
  expect(await members('2026-03-01')).toEqual([tree.commune])
})
