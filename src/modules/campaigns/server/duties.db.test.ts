import { expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree } from '#modules/units/server/testing.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { listActivities, listDuties, listFieldActivities } from './index.ts'
import { aCampaign, anActivity, aTeamMember } from './testing.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })

test('the home screen tells each what waits: the field today, who asked to join, what was never closed', async () => {
  const { testDatabase } = app
  const tree = await aTree(testDatabase)
  const campaignId = await aCampaign(testDatabase, { unitId: tree.commune })
  const at = (fields: { on: string; name: string; unitId?: string; state?: 'open' | 'closed' }) =>
    anActivity(testDatabase, { unitId: tree.commune, campaignId, ...fields })
  const today = await at({ on: '2026-06-15', name: 'Hôm nay' })
  const asked = await at({ on: '2026-06-20', name: 'Có người xin tham gia' })
  await at({ on: '2026-06-10', name: 'Chưa kết thúc' })
  await at({ on: '2026-06-10', name: 'Đã kết thúc', state: 'closed' })
  await at({ on: '2026-06-15', name: 'Của chi đoàn', unitId: tree.branch })
  const mai = await aPerson(testDatabase, { unitId: tree.branch })
  await aTeamMember(testDatabase, { activityId: asked, personId: mai, state: 'signed_up' })
  await aTeamMember(testDatabase, { activityId: today, personId: mai, state: 'accepted' })
  const sinh = await aPerson(testDatabase, { unitId: tree.branch })
  await aTeamMember(testDatabase, { activityId: today, personId: sinh, state: 'signed_up' })

  const seenBy = async (who: Parameters<typeof app.read>[0]) =>
    (await app.read(who, (ctx) => listDuties(ctx))).map(({ name, kind, waiting }) => [
      name,
      kind,
      waiting,
    ])
  const officer = await anOfficer(testDatabase, tree.commune, 'commune_officer')
  expect(await seenBy(asking(app, officer))).toEqual([
    ['Hôm nay', 'today', 1],
    ['Hôm nay', 'accept', 1],
    ['Có người xin tham gia', 'accept', 1],
    ['Chưa kết thúc', 'close', 0],
  ])
  const province = await anOfficer(testDatabase, tree.province, 'province_officer')
  expect(await seenBy(asking(app, province))).toEqual([])
  expect(await seenBy(asking(app, person(mai)))).toEqual([
    ['Hôm nay', 'today', 0],
    ['Có người xin tham gia', 'asked', 0],
  ])
  expect(await seenBy(asking(app, person(sinh)))).toEqual([['Hôm nay', 'asked', 0]])

  // Field mode is offered exactly where it lists the activity.
  const offered = async (who: Parameters<typeof app.read>[0]) =>
    app.read(who, async (ctx) => {
      const listed = new Set((await listFieldActivities(ctx)).map(({ id }) => id))
      const duties = await listDuties(ctx)
      return duties.map(({ activityId, records }) => [records, listed.has(activityId)])
    })
  expect((await offered(asking(app, person(mai))))[0]).toEqual([false, false])
  await aTeamMember(testDatabase, { activityId: asked, personId: sinh, state: 'accepted' })
  const branch = await anOfficer(testDatabase, tree.branch, 'branch_secretary')
  await aTeamMember(testDatabase, { activityId: today, personId: branch.personId, role: 'leader' })
  expect((await offered(asking(app, branch))).sort()).toEqual([
    [false, false],
    [true, true],
  ])
})

test('a campaign begins with today and what comes; one may see one’s own units only', async () => {
  const { testDatabase } = app
  const tree = await aTree(testDatabase)
  const campaignId = await aCampaign(testDatabase, { unitId: tree.province })
  const at = (on: string, unitId: string) =>
    anActivity(testDatabase, { unitId, campaignId, on, name: on })
  for (const on of ['2026-06-01', '2026-06-20', '2026-06-15', '2026-06-10'])
    await at(on, tree.commune)
  await at('2026-06-16', tree.foreignBranch)
  const mai = await aPerson(testDatabase, { unitId: tree.branch })
  const days = async (who: Parameters<typeof app.read>[0], ofMine: boolean) =>
    (await app.read(who, (ctx) => listActivities(ctx, campaignId, { ofMine }))).map(
      ({ name }) => name,
    )
  const own = ['2026-06-15', '2026-06-20', '2026-06-10', '2026-06-01']
  expect(await days(asking(app, person(mai)), false)).toEqual([
    '2026-06-15',
    '2026-06-16',
    ...own.slice(1),
  ])
  expect(await days(asking(app, person(mai)), true)).toEqual(own)
  const officer = await anOfficer(testDatabase, tree.commune, 'commune_officer')
  expect(await days(asking(app, officer), true)).toEqual(own)
})
