import { expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree } from '#modules/units/server/testing.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  acceptVolunteer,
  addToTeam,
  cancelActivity,
  changeActivity,
  changeCampaign,
  checkIn,
  declineVolunteer,
  getActivity,
  getCampaign,
  listTeam,
  signUp,
  undoCheckIn,
} from './index.ts'
import { aCampaign, anActivity } from './testing.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })

const place = async () => {
  const tree = await aTree(app.testDatabase)
  const campaignId = await aCampaign(app.testDatabase, { unitId: tree.commune })
  return {
    tree,
    campaignId,
    activityId: await anActivity(app.testDatabase, { unitId: tree.commune, campaignId }),
    officer: asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_officer')),
    foreign: asking(app, await anOfficer(app.testDatabase, tree.otherCommune, 'commune_officer')),
  }
}
const fields = { name: 'Đội hình số', heldOn: '2026-06-15' }

test('a campaign is changed by its organisers only, and its days keep holding its activities', async () => {
  const { campaignId, officer, foreign } = await place()
  const input = {
    campaignId,
    name: 'Mùa hè xanh',
    theme: '',
    startsOn: '2026-06-10',
    endsOn: '2026-07-10',
  }
  await expect(app.run(foreign, changeCampaign, input)).rejects.toMatchObject({ code: 'forbidden' })
  await app.run(officer, changeCampaign, input)
  expect(await app.read(officer, (ctx) => getCampaign(ctx, campaignId))).toMatchObject({
    name: 'Mùa hè xanh',
    theme: null,
    startsOn: '2026-06-10',
    endsOn: '2026-07-10',
  })
  await expect(
    app.run(officer, changeCampaign, { ...input, startsOn: '2026-06-16' }),
  ).rejects.toMatchObject({ code: 'campaigns.activities_outside' })
  await expect(
    app.run(officer, changeCampaign, { ...input, endsOn: '2026-06-01' }),
  ).rejects.toMatchObject({ details: { faults: [{ path: 'endsOn' }] } })
})

test('an activity moves within its campaign, and its team may record until as long after the new day', async () => {
  const { tree, activityId, officer, foreign } = await place()
  const mai = await aPerson(app.testDatabase, { unitId: tree.branch })
  await app.run(officer, addToTeam, { activityId, personIds: [mai] })
  const rights = async () => {
    const { rows } = await app.testDatabase.ownerPool.query(
      `select valid_to::text from access.role where person_id = $1 and role_type = 'field_volunteer'`,
      [mai],
    )
    return rows
  }
  expect(await rights()).toEqual([{ valid_to: '2026-06-30' }])
  const moved = { activityId, ...fields, heldOn: '2026-06-25', startsAt: '07:30', isPeakDay: 'on' }
  await expect(app.run(foreign, changeActivity, moved)).rejects.toMatchObject({ code: 'forbidden' })
  await app.run(officer, changeActivity, moved)
  expect(await app.read(officer, (ctx) => getActivity(ctx, activityId))).toMatchObject({
    name: 'Đội hình số',
    heldOn: '2026-06-25',
    startsAt: new Date('2026-06-25T00:30:00Z'),
    isPeakDay: true,
    place: null,
  })
  expect(await rights()).toEqual([{ valid_to: '2026-07-10' }])
  await expect(
    app.run(officer, changeActivity, { ...moved, heldOn: '2026-07-25' }),
  ).rejects.toMatchObject({ code: 'campaigns.outside_campaign' })
  await expect(
    app.run(officer, changeActivity, { ...moved, endsAt: '07:30' }),
  ).rejects.toMatchObject({
    faults: [{ path: 'endsAt', code: 'campaigns_ends_before_start_time' }],
  })
})

test('what happened is neither called off nor moved to another day, until its records are taken back', async () => {
  const { tree, activityId, officer, foreign } = await place()
  const mai = await aPerson(app.testDatabase, { unitId: tree.branch })
  await app.run(officer, addToTeam, { activityId, personIds: [mai] })
  const { id } = await app.run(officer, checkIn, { id: uuidv7(), activityId, personId: mai })
  const broken = { code: 'campaigns.has_records' }
  await expect(app.run(officer, cancelActivity, { activityId })).rejects.toMatchObject(broken)
  await expect(
    app.run(officer, changeActivity, { activityId, ...fields, heldOn: '2026-06-16' }),
  ).rejects.toMatchObject(broken)
  await app.run(officer, changeActivity, { activityId, ...fields, name: 'Tên khác' })
  await app.run(officer, undoCheckIn, { checkInId: id })
  await expect(app.run(foreign, cancelActivity, { activityId })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await app.run(officer, cancelActivity, { activityId })
  await expect(app.run(officer, changeActivity, { activityId, ...fields })).rejects.toMatchObject({
    code: 'campaigns.activity_over',
  })
})

test('a team takes in who asked, also after a no, and people whom the organiser may see; nobody else', async () => {
  const { tree, activityId, officer } = await place()
  const mai = await aPerson(app.testDatabase, { unitId: tree.branch, name: 'Giàng Thị Mai' })
  const stranger = await aPerson(app.testDatabase, { unitId: tree.foreignBranch })
  const one = { activityId, personId: mai }
  await expect(app.run(officer, acceptVolunteer, one)).rejects.toMatchObject({
    code: 'campaigns.did_not_ask',
  })
  await app.run(asking(app, person(mai)), signUp, { id: uuidv7(), activityId })
  await app.run(officer, declineVolunteer, one)
  await app.run(officer, acceptVolunteer, one)
  await expect(
    app.run(officer, addToTeam, { activityId, personIds: [mai, stranger] }),
  ).rejects.toMatchObject({ code: 'campaigns.unknown_person' })
  const team = await app.read(officer, (ctx) => listTeam(ctx, activityId))
  expect(team.map(({ name, state }) => [name, state])).toEqual([['Giàng Thị Mai', 'accepted']])
})
