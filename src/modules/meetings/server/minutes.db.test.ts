import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { runCommand } from '#platform/server/command.ts'
import type { Actor, Asking } from '#platform/server/context.ts'
import { openFileStore } from '#platform/server/files/store.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { MeetingEventBody } from '../events.ts'
import {
  addAmendment,
  addItem,
  attachPaper,
  cancelMeeting,
  changeMeeting,
  editMinutes,
  findInvitation,
  freezeMinutes,
  getMeeting,
  getMinutes,
  listMeetings,
  listPapers,
  moveItem,
  openPaper,
  planMeeting,
  recordEvent,
  removeItem,
  removePaper,
  sendInvitations,
  setRule,
} from './index.ts'
import { listAgenda } from './plan.ts'
import { aMeeting } from './testing.ts'

const app = useApp({ now: '2026-06-15T14:00:00Z' })
let tree: SmallTree
let secretary: Actor & { personId: string }
let stranger: Actor & { personId: string }
let member: Actor
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-papers-'))
  tree = await aTree(app.testDatabase)
  secretary = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  stranger = await anOfficer(app.testDatabase, tree.foreignBranch, 'branch_secretary')
  member = person(await aPerson(app.testDatabase, { unitId: tree.branch, name: 'Ly Thị Chở' }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const as = (actor: Actor): Asking => asking(app, actor)
/** Runs a command with files in a folder of this test's own. */
const run = (actor: Actor, command: Parameters<typeof runCommand>[2], input: unknown) =>
  runCommand(
    {
      database: app.database.kysely,
      outbox: app.tasks,
      sealer: app.sealer,
      config: app.config,
      files: openFileStore(folder),
    },
    as(actor),
    command,
    input,
  )
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code,
  )
const plan = (fields: object = {}) => ({
  id: uuidv7(),
  unitId: tree.branch,
  template: 'monthly',
  title: 'Sinh hoạt chi đoàn tháng 6',
  heldOn: '20/06/2026',
  startsAt: '19:00',
  place: 'Nhà văn hóa thôn',
  mode: 'in_person',
  ...fields,
})

async function closedMeeting() {
  const { id: meetingId, itemId } = await aMeeting(app.testDatabase, { unitId: tree.branch })
  const bodies: MeetingEventBody[] = [
    {
      type: 'opened',
      meetingId,
      chairId: secretary.personId,
      secretaryId: secretary.personId,
      roster: [secretary.personId, member.personId ?? ''],
    },
    { type: 'attended', meetingId, personId: secretary.personId, method: 'roster' },
    { type: 'decision', meetingId, itemId, text: 'Trồng 200 cây sa mộc.' },
    { type: 'closed', meetingId },
  ]
  for (const body of bodies) await run(secretary, recordEvent, { id: uuidv7(), body })
  return { meetingId, itemId }
}

test('a branch’s meeting is planned with the points of its template, once, and by nobody else', async () => {
  const input = plan()
  expect(await refusal(run(stranger, planMeeting, input))).toBe('forbidden')
  await run(secretary, planMeeting, input)
  await run(secretary, planMeeting, input)
  const agenda = await app.read(as(member), (ctx) => listAgenda(ctx, input.id))
  expect(agenda).toHaveLength(7)
  const last = agenda.at(-1)
  expect(last?.kind).toBe('closing')
  const added = uuidv7()
  await run(secretary, addItem, { id: added, meetingId: input.id, title: 'Bầu phó bí thư' })
  await run(secretary, moveItem, { itemId: added, meetingId: input.id, to: 'up' })
  await run(secretary, removeItem, { itemId: agenda[0]?.id, meetingId: input.id })
  const after = await app.read(as(member), (ctx) => listAgenda(ctx, input.id))
  expect(after.map(({ title }) => title).slice(-3)).toEqual([
    'Bầu phó bí thư',
    agenda[5]?.title,
    last?.title,
  ])
  expect(await refusal(run(secretary, planMeeting, plan({ startsAt: '25:00' })))).toBe('invalid')
  const communes = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  expect(await refusal(run(communes, planMeeting, plan({ unitId: tree.commune })))).toBe(
    'meetings.no_members_here',
  )
  const committee = plan({ unitId: tree.commune, template: 'committee' })
  expect(await refusal(run(communes, planMeeting, committee))).toBe('done')
  // A committee's meeting is not for the members of its branches.
  expect(await refusal(app.read(as(member), (ctx) => getMeeting(ctx, committee.id)))).toBe(
    'meetings.not_found',
  )
})

test('invitations go to all members once, a change tells them, and the public address says no more than it must', async () => {
  const input = plan({ title: 'Sinh hoạt chuyên đề' })
  await run(secretary, planMeeting, input)
  await run(secretary, sendInvitations, { meetingId: input.id })
  await run(secretary, sendInvitations, { meetingId: input.id })
  const notices = async () =>
    (
      await app.testDatabase.ownerPool.query(
        `select kind from notices.notice where person_id = $1 and href = $2 order by id`,
        [member.personId, `/meetings/${input.id}`],
      )
    ).rows.map(({ kind }) => kind)
  expect(await notices()).toEqual(['meetings.invited'])
  const changed = { ...input, meetingId: input.id, startsAt: '20:00' }
  await run(secretary, changeMeeting, changed)
  await run(secretary, cancelMeeting, { meetingId: input.id, reason: 'Mưa lũ' })
  // The test's clock stands still: of one moment the ids have no order.
  expect((await notices()).sort()).toEqual([
    'meetings.cancelled',
    'meetings.invited',
    'meetings.moved',
  ])
  const { shareToken } = await app.read(as(secretary), (ctx) => getMeeting(ctx, input.id))
  const invitation = await app.read(as({ kind: 'nobody' }), (ctx) =>
    findInvitation(ctx, shareToken),
  )
  expect(Object.keys(invitation ?? {}).sort()).toEqual([
    'endsAt',
    'id',
    'mode',
    'place',
    'sequence',
    'startsAt',
    'state',
    'title',
    'unitName',
  ])
  expect(invitation).toMatchObject({ state: 'cancelled', sequence: 2 })
  expect(
    await app.read(as({ kind: 'nobody' }), (ctx) => findInvitation(ctx, `${shareToken}x`)),
  ).toBeUndefined()
})

test('a list shows members their own branch’s meetings and nobody else’s', async () => {
  const { id } = await aMeeting(app.testDatabase, { unitId: tree.foreignBranch, on: '2026-06-25' })
  const seen = async (who: Actor) =>
    (await app.read(as(who), (ctx) => listMeetings(ctx, { when: 'coming' }))).meetings.map(
      (one) => one.id,
    )
  expect(await seen(member)).not.toContain(id)
  expect(await seen(stranger)).toEqual([id])
  const province = await anOfficer(app.testDatabase, tree.province, 'province_officer')
  expect(await seen(province)).toContain(id)
})

test('a secretary edits the minutes beside what wrote itself; of two who edit at once one is told', async () => {
  const { meetingId } = await closedMeeting()
  const edit = (who: Actor, basedOn: number, text: string) =>
    refusal(run(who, editMinutes, { meetingId, basedOn, text }))
  expect(await edit(member, 0, 'Tôi viết lại.')).toBe('forbidden')
  expect(await edit(stranger, 0, 'Tôi viết lại.')).toBe('meetings.not_found')
  expect(await edit(secretary, 0, 'Bản một.')).toBe('done')
  expect(await edit(secretary, 0, 'Bản một.')).toBe('done')
  expect(await edit(secretary, 0, 'Bản hai.')).toBe('meetings.minutes_changed')
  const minutes = await app.read(as(member), (ctx) => getMinutes(ctx, meetingId))
  expect(minutes).toMatchObject({ text: 'Bản một.', revision: 1 })
  expect(minutes.written).toContain('Trồng 200 cây sa mộc.')
})

test('frozen minutes are changed by nobody: no edit, no event, no other text, not even in the database', async () => {
  const { meetingId, itemId } = await closedMeeting()
  expect(
    await refusal(run(secretary, addAmendment, { id: uuidv7(), meetingId, text: 'Bổ sung' })),
  ).toBe('meetings.minutes_open')
  await run(secretary, freezeMinutes, { meetingId, basedOn: 0 })
  await run(secretary, freezeMinutes, { meetingId, basedOn: 0 })
  const before = await app.read(as(member), (ctx) => getMinutes(ctx, meetingId))
  const forged: MeetingEventBody = { type: 'decision', meetingId, itemId, text: 'Chia quỹ.' }
  expect(await refusal(run(secretary, recordEvent, { id: uuidv7(), body: forged }))).toBe(
    'meetings.minutes_frozen',
  )
  expect(await refusal(run(secretary, editMinutes, { meetingId, basedOn: 0, text: 'x' }))).toBe(
    'meetings.minutes_frozen',
  )
  const asApp = async (text: string, values: unknown[]) => {
    const client = await app.testDatabase.ownerPool.connect()
    try {
      await client.query('begin')
      await client.query('set local role xungkich_app')
      await client.query(
        `select set_config('app.person_id', $1, true), set_config('app.account_id', $2, true)`,
        [secretary.personId, secretary.accountId],
      )
      await client.query(text, values)
      return 'done'
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  const tries: [string, unknown[]][] = [
    [`update meetings.meeting set frozen_text = 'x' where id = $1`, [meetingId]],
    [`update meetings.meeting set frozen_at = null, frozen_text = null where id = $1`, [meetingId]],
    [`update meetings.event set body = '{}' where meeting_id = $1`, [meetingId]],
    [`delete from meetings.event where meeting_id = $1`, [meetingId]],
    [
      `insert into meetings.minutes_revision (meeting_id, unit_id, revision, text, edited_by) values ($1, $2, 9, 'x', $3)`,
      [meetingId, tree.branch, secretary.personId],
    ],
    [
      `insert into meetings.event (id, meeting_id, unit_id, type, body, happened_at, recorded_by)
       values ($1, $2, $3, 'decision', $4, now(), $5)`,
      [uuidv7(), meetingId, tree.branch, forged, secretary.personId],
    ],
  ]
  for (const [text, values] of tries) expect(await asApp(text, values), text).toBe('42501')
  await run(secretary, addAmendment, { id: uuidv7(), meetingId, text: 'Bổ sung: 250 cây.' })
  const after = await app.read(as(member), (ctx) => getMinutes(ctx, meetingId))
  expect(after.text).toBe(before.text)
  expect(after.amendments.map(({ text }) => text)).toEqual(['Bổ sung: 250 cây.'])
})

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n',
)

test('a paper is known by what is in it: a program, a page or two things in one are refused, whatever they are called', async () => {
  const { id: meetingId } = await aMeeting(app.testDatabase, { unitId: tree.branch })
  const attach = (bytes: Buffer, fields: object = {}, who: Actor = secretary) =>
    refusal(
      run(who, attachPaper, {
        id: uuidv7(),
        meetingId,
        fileName: 'nghi-quyet.pdf',
        bytes,
        ...fields,
      }),
    )
  expect(await attach(Buffer.from('MZ\x90\x00 a program'))).toBe('files.program')
  expect(await attach(Buffer.from('#!/bin/sh\nrm -rf /'))).toBe('files.program')
  expect(await attach(Buffer.from('<html><script>alert(1)</script>'))).toBe('files.markup')
  expect(await attach(Buffer.concat([pdf, Buffer.from('MZ a program behind it')]))).toBe(
    'files.polyglot',
  )
  expect(await attach(Buffer.alloc(0))).toBe('invalid')
  expect(await attach(pdf)).toBe('done')
  expect(await attach(Buffer.from('Dự thảo'), { isConfidential: true })).toBe(
    'meetings.cannot_stamp',
  )
  expect(await attach(pdf, { itemId: uuidv7() })).toBe('meetings.item_not_found')
  expect(await attach(pdf, {}, member)).toBe('forbidden')
  const [paper] = await app.read(as(member), (ctx) => listPapers(ctx, [meetingId]))
  expect(paper).toMatchObject({ mediaType: 'application/pdf', title: 'nghi-quyet' })
})

test('a paper of another unit is not there, and each opening of a confidential one is written down', async () => {
  const { id: meetingId } = await aMeeting(app.testDatabase, { unitId: tree.branch })
  const id = uuidv7()
  await run(secretary, attachPaper, {
    id,
    meetingId,
    fileName: 'mat.pdf',
    bytes: pdf,
    isConfidential: 'on',
  })
  const open = (who: Actor) => refusal(run(who, openPaper, { paperId: id }))
  expect(await open(stranger)).toBe('meetings.paper_not_found')
  expect(await app.read(as(stranger), (ctx) => listPapers(ctx, [meetingId]))).toEqual([])
  expect(await open(member)).toBe('done')
  const { rows } = await app.testDatabase.ownerPool.query(
    `select details from audit.entry where command = 'meetings.open_paper' and subject_id = $1`,
    [meetingId],
  )
  expect(rows).toHaveLength(1)
  expect(await refusal(run(stranger, removePaper, { paperId: id }))).toBe(
    'meetings.paper_not_found',
  )
  await run(secretary, removePaper, { paperId: id })
  expect(await open(member)).toBe('meetings.paper_not_found')
})

test('a rule is set from a day on by those over the whole organisation; what was held before keeps its own', async () => {
  const rule = (fields: object = {}) => ({
    id: uuidv7(),
    kind: 'branch',
    purpose: 'quorum',
    numerator: 1,
    denominator: 2,
    isStrict: 'on',
    base: 'at_home',
    source: 'Điều lệ Đoàn khoá XIII, Điều 12',
    validFrom: '01/07/2026',
    ...fields,
  })
  expect(await refusal(run(secretary, setRule, rule()))).toBe('forbidden')
  const province = await anOfficer(app.testDatabase, tree.province, 'province_secretary')
  expect(await refusal(run(province, setRule, rule({ validFrom: '01/06/2026' })))).toBe(
    'meetings.rule_in_past',
  )
  expect(await refusal(run(province, setRule, rule({ numerator: 3 })))).toBe('invalid')
  const wanted = rule()
  await run(province, setRule, wanted)
  await run(province, setRule, wanted)
  const { meetingId } = await closedMeeting()
  const minutes = await app.read(as(member), (ctx) => getMinutes(ctx, meetingId))
  expect(minutes.text).toContain('cần 2/2, có mặt 1')
})
