import { beforeAll, expect, test } from 'vitest'
import { anActivity, aTeamMember } from '#modules/campaigns/server/testing.ts'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { readConfig } from '#platform/server/config.ts'
import type { Actor } from '#platform/server/context.ts'
import { readReceipt } from '#platform/server/sync/receipt.ts'
import { openSyncInbox } from '#platform/server/sync/receive-batch.ts'
import { listMyDevices, listMyRefusals } from '#platform/server/sync/state.ts'
import { asking, person, testSecret, useApp } from '#platform/testing/app.ts'
import { aPhone, type SentRecord } from '#platform/testing/phone.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { listCallbacks, openCallback, settleCallback } from './assists/server/index.ts'
import { syncHandlersFor } from './sync.server.ts'

const app = useApp()
const inbox = openSyncInbox(testSecret, syncHandlersFor(readConfig({})))
let tree: SmallTree
let volunteer: Actor & { personId: string }
let activityId: string

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  volunteer = await anOfficer(app.testDatabase, tree.commune, 'field_volunteer')
  activityId = await anActivity(app.testDatabase, { unitId: tree.commune })
})

const send = (actor: Actor, payload: unknown) => inbox.receive(app, asking(app, actor), payload)
const statuses = (answer: { results: { status: string; reason?: string }[] }) =>
  answer.results.map(({ status, reason }) => reason ?? status)
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows
const teamMember = async (on = activityId) => {
  const personId = await aPerson(app.testDatabase, { unitId: tree.branch, name: 'Giàng A Phử' })
  await aTeamMember(app.testDatabase, { activityId: on, personId })
  return personId
}
const assist = (more: Record<string, unknown> = {}) => ({
  activityId,
  service: 'eid_level_2',
  outcome: 'done',
  people: 1,
  ...more,
})
const callback = {
  name: 'Sùng Thị Máy',
  phone: '0912345678',
  purpose: 'Hẹn nhận thẻ căn cước',
  consentTextVersion: '2026-01',
  consentMethod: 'spoken',
  consentedAt: '2026-06-15T01:29:00.000Z',
}

test('records of a phone are stored, counted in its gapless number, signed for and audited', async () => {
  const phone = aPhone()
  const records = [
    phone.make('campaigns.check_in', {
      activityId,
      personId: await teamMember(),
      method: 'roster',
    }),
    phone.make('assists.assist', assist({ people: 3 })),
    phone.make(
      'assists.assist',
      assist({
        service: 'online_service',
        procedure: 'birth_registration',
        outcome: 'to_continue',
      }),
    ),
  ]
  const answer = await send(volunteer, phone.batch(...records))
  expect(statuses(answer)).toEqual(['stored', 'stored', 'stored'])
  expect(answer.receivedUpTo).toBe(3)
  expect(readReceipt(inbox.receiptKey, answer.receipt)).toMatchObject({
    deviceId: phone.device.id,
    receivedUpTo: 3,
  })
  expect(
    readReceipt(inbox.receiptKey, {
      ...answer.receipt,
      text: answer.receipt.text.replace('.3.', '.4.'),
    }),
  ).toBeUndefined()
  const [stored] = await owner(
    'select unit_id, recorded_by, device_seq, happened_on from campaigns.check_in where id = $1',
    [records[0]?.id],
  )
  expect(stored).toEqual({
    unit_id: tree.commune,
    recorded_by: volunteer.personId,
    device_seq: 1,
    happened_on: '2026-06-15',
  })
  const audit = await owner(
    `select unit_id, details from audit.entry where command = 'sync.receive' and person_id = $1`,
    [volunteer.personId],
  )
  expect(audit).toEqual([
    {
      unit_id: tree.commune,
      details: {
        device: phone.device.id,
        stored: { 'campaigns.check_in': 1, 'assists.assist': 2 },
      },
    },
  ])
})

test('a lost reply costs nothing: the same batch again is known and stored once', async () => {
  const phone = aPhone()
  const batch = phone.batch(
    phone.make('assists.assist', assist({ callback })),
    phone.make('assists.assist', assist()),
  )
  expect(statuses(await send(volunteer, batch))).toEqual(['stored', 'stored'])
  const again = await send(volunteer, batch)
  expect([statuses(again), again.receivedUpTo]).toEqual([['known', 'known'], 2])
  const ids = batch.records.map(({ id }) => id)
  expect(await owner('select id from assists.assist where id = any ($1)', [ids])).toHaveLength(2)
})

test('the same batch sent by several requests at once is stored once', async () => {
  for (let run = 0; run < 10; run++) {
    const phone = aPhone()
    const personId = await teamMember()
    const batch = phone.batch(
      phone.make('assists.assist', assist()),
      phone.make('campaigns.check_in', { activityId, personId, method: 'roster' }),
    )
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(volunteer, batch)))
    expect(answers.map((answer) => statuses(answer).join()).sort()).toEqual([
      'known,known',
      'known,known',
      'known,known',
      'stored,stored',
    ])
    expect(
      await owner('select id from campaigns.check_in where person_id = $1', [personId]),
    ).toHaveLength(1)
  }
})

test('a stored record is for ever: other content under its id is refused, whoever sends it', async () => {
  const phone = aPhone()
  const record = phone.make('assists.assist', assist({ callback }))
  await send(volunteer, phone.batch(record))
  const other = await anOfficer(app.testDatabase, tree.commune, 'commune_officer')
  for (const body of [
    assist({ people: 9, callback }),
    assist({ callback: { ...callback, phone: '0987654321' } }),
  ]) {
    expect(statuses(await send(volunteer, phone.batch({ ...record, body })))).toEqual([
      'sync.changed_after_storing',
    ])
    expect(statuses(await send(other, aPhone().batch({ ...record, body })))).toEqual([
      'sync.changed_after_storing',
    ])
  }
  expect(statuses(await send(other, aPhone().batch(record)))).toEqual(['known'])
  const [row] = await owner('select people, recorded_by from assists.assist where id = $1', [
    record.id,
  ])
  expect(row).toEqual({ people: 1, recorded_by: volunteer.personId })
})

test('each record is answered by itself, and what is refused is kept with its reason', async () => {
  const phone = aPhone()
  const elsewhere = await anActivity(app.testDatabase, { unitId: tree.otherCommune })
  const cancelled = await anActivity(app.testDatabase, { unitId: tree.commune, state: 'cancelled' })
  const closed = await anActivity(app.testDatabase, {
    unitId: tree.commune,
    state: 'closed',
    closedAt: '2026-06-15T01:00:00Z',
  })
  const cases: [SentRecord, string][] = [
    [phone.make('assists.assist', assist()), 'stored'],
    [phone.make('assists.assist', assist({ activityId: elsewhere })), 'forbidden'],
    [phone.make('assists.assist', assist({ activityId: uuidv7() })), 'campaigns.unknown_activity'],
    [
      phone.make('assists.assist', assist({ activityId: cancelled })),
      'campaigns.activity_cancelled',
    ],
    [phone.make('assists.assist', assist({ activityId: closed })), 'campaigns.activity_closed'],
    [
      phone.make('assists.assist', assist({ activityId: closed }), '2026-06-15T00:59:00.000Z'),
      'stored',
    ],
    [phone.make('assists.assist', assist(), '2026-06-15T02:20:00.000Z'), 'sync.clock_ahead'],
    [phone.make('assists.assist', assist(), '2026-06-15T02:09:00.000Z'), 'stored'],
    [
      phone.make('assists.assist', assist(), '2026-06-13T16:59:00.000Z'),
      'campaigns.before_activity',
    ],
    [phone.make('assists.assist', assist(), '2026-06-13T17:01:00.000Z'), 'stored'],
    [phone.make('assists.assist', assist({ service: 'tarot' })), 'assists.unknown_service'],
    [
      phone.make('assists.assist', assist({ service: 'online_service' })),
      'assists.procedure_needed',
    ],
    [
      phone.make('assists.assist', assist({ service: 'online_service', procedure: 'moon' })),
      'assists.unknown_procedure',
    ],
    [phone.make('assists.assist', assist({ people: 51 })), 'sync.malformed'],
    [
      phone.make(
        'assists.assist',
        assist({ callback: { ...callback, consentTextVersion: 'mine' } }),
      ),
      'assists.unknown_consent_text',
    ],
    [
      phone.make('assists.assist', assist({ callback: { ...callback, name: 'x'.repeat(360) } })),
      'sync.malformed',
    ],
    [phone.make('assists.assist', 'help'), 'sync.malformed'],
    [phone.make('coffee.made', {}), 'sync.unknown_kind'],
    [
      phone.make('campaigns.check_in', { activityId, personId: uuidv7(), method: 'roster' }),
      'campaigns.unknown_person',
    ],
    [
      phone.make('campaigns.check_in', {
        activityId,
        personId: await aPerson(app.testDatabase, { unitId: tree.foreignBranch }),
        method: 'roster',
      }),
      'campaigns.not_on_list',
    ],
    [
      phone.make('campaigns.check_in', { activityId, card: 'XK1.x', method: 'card' }),
      'campaigns.card_invalid',
    ],
    [phone.make('campaigns.check_in', { activityId, method: 'self' }), 'stored'],
  ]
  const answer = await send(volunteer, phone.batch(...cases.map(([record]) => record)))
  const byId = new Map(answer.results.map(({ id, status, reason }) => [id, reason ?? status]))
  expect(cases.map(([{ id }]) => byId.get(id))).toEqual(cases.map(([, expected]) => expected))
  expect(answer.receivedUpTo).toBe(cases.length)
  expect(answer.results.filter(({ field }) => field).map(({ field }) => field)).toEqual([
    'people',
    'callback.name',
  ])
  const refusals = await app.read(asking(app, volunteer), (ctx) => listMyRefusals(ctx))
  for (const [{ id, body }, expected] of cases) {
    const kept = refusals.find((one) => one.recordId === id)
    if (expected === 'stored') expect(kept).toBeUndefined()
    else expect(kept).toMatchObject({ reason: expected, body: JSON.parse(JSON.stringify(body)) })
  }
})

test('what is not even a record is answered where it has an id, and holds up nothing', async () => {
  const phone = aPhone()
  const good = phone.make('assists.assist', assist())
  const answer = await send(volunteer, {
    device: phone.device,
    records: [null, 7, { id: 'x', seq: 2 }, good, { ...good, id: good.id.toUpperCase() }],
  })
  expect(
    Object.fromEntries(answer.results.map(({ id, status, reason }) => [id, reason ?? status])),
  ).toEqual({
    x: 'sync.malformed',
    [good.id]: 'stored',
    [good.id.toUpperCase()]: 'sync.malformed',
  })
  await expect(send(volunteer, { records: [] })).rejects.toMatchObject({ code: 'invalid' })
  await expect(
    send(volunteer, { device: phone.device, records: Array(201).fill(good) }),
  ).rejects.toMatchObject({ code: 'invalid' })
})

test("a citizen's name and number lie nowhere in the open, not even in what was refused", async () => {
  const phone = aPhone()
  await send(
    volunteer,
    phone.batch(
      phone.make('assists.assist', assist({ callback })),
      phone.make('assists.assist', assist({ callback, service: 'tarot' })),
    ),
  )
  for (const table of [
    'assists.callback',
    'sync.refusal',
    'sync.receipt',
    'audit.entry',
    'sync.waiting',
  ]) {
    const text = JSON.stringify(await owner(`select * from ${table}`))
    expect(text).not.toMatch(/Sùng|912345678/)
  }
  const [row] = await owner(
    'select name_sealed, phone_sealed, delete_after from assists.callback order by assist_id desc limit 1',
  )
  expect(app.sealer.unseal(row?.name_sealed as Buffer)).toBe('Sùng Thị Máy')
  expect(app.sealer.unseal(row?.phone_sealed as Buffer)).toBe('+84912345678')
  expect(row?.delete_after).toBe('2026-07-15')
})

test('a citizen’s number is opened one at a time by those who organise there, and each opening is kept', async () => {
  const phone = aPhone()
  const record = phone.make('assists.assist', assist({ callback }))
  await send(volunteer, phone.batch(record))
  const organiser = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_officer'))
  const stranger = asking(
    app,
    await anOfficer(app.testDatabase, tree.foreignBranch, 'branch_secretary'),
  )
  const listed = await app.read(organiser, listCallbacks)
  expect(listed.map(({ assistId }) => assistId)).toContain(record.id)
  expect(JSON.stringify(listed)).not.toMatch(/Sùng|912345678/)
  expect(await app.read(stranger, listCallbacks)).toEqual([])
  const input = { assistId: record.id }
  await expect(app.run(stranger, openCallback, input)).rejects.toMatchObject({ status: 404 })
  expect(await app.run(organiser, openCallback, input)).toEqual({
    id: record.id,
    name: 'Sùng Thị Máy',
    phone: '+84912345678',
  })
  const kept = await owner(
    `select person_id, subject_id from audit.entry where command = 'assists.open_callback'`,
  )
  expect(kept).toEqual([{ person_id: organiser.actor.personId, subject_id: record.id }])
  // Once the citizen has been called there is no reason to look any more.
  await app.run(organiser, settleCallback, input)
  await expect(app.run(organiser, openCallback, input)).rejects.toMatchObject({ status: 404 })
})

test('a refused record that is sent again once nothing speaks against it is stored, and its refusal goes', async () => {
  const phone = aPhone()
  const newcomer = person(await aPerson(app.testDatabase, { unitId: tree.branch }))
  const record = phone.make('assists.assist', assist())
  expect(statuses(await send(newcomer, phone.batch(record)))).toEqual(['forbidden'])
  expect(statuses(await send(newcomer, phone.batch(record)))).toEqual(['forbidden'])
  await owner(
    `insert into access.role (id, person_id, role_type, unit_id, valid_from) values ($1, $2, 'field_volunteer', $3, '2026-06-01')`,
    [uuidv7(), newcomer.personId, tree.commune],
  )
  expect(statuses(await send(newcomer, phone.batch(record)))).toEqual(['stored'])
  expect(await app.read(asking(app, newcomer), (ctx) => listMyRefusals(ctx))).toEqual([])
})

test('an undo takes its record back, also when it comes first, in the same batch or twice', async () => {
  const phone = aPhone()
  const [one, two, three] = [1, 2, 3].map(() => phone.make('assists.assist', assist({ callback })))
  const undoOf = (record?: SentRecord) =>
    phone.make('assists.assist.undo', { recordId: record?.id })
  const undone = async (record?: SentRecord) =>
    (
      await owner(
        'select undone_at is not null as undone, (select count(*)::int from assists.callback where assist_id = id) as callbacks from assists.assist where id = $1',
        [record?.id],
      )
    )[0]

  await send(volunteer, phone.batch(one as SentRecord))
  expect(await undone(one)).toEqual({ undone: false, callbacks: 1 })
  const first = undoOf(one)
  expect(statuses(await send(volunteer, phone.batch(first)))).toEqual(['stored'])
  expect(statuses(await send(volunteer, phone.batch(first, undoOf(one))))).toEqual([
    'known',
    'stored',
  ])
  expect(await undone(one)).toEqual({ undone: true, callbacks: 0 })

  expect(statuses(await send(volunteer, phone.batch(undoOf(two), two as SentRecord)))).toEqual([
    'stored',
    'stored',
  ])
  expect(await undone(two)).toEqual({ undone: true, callbacks: 0 })

  const early = undoOf(three)
  expect((await send(volunteer, phone.batch(early))).results).toEqual([
    { id: early.id, status: 'stored', notice: { code: 'sync.waits' } },
  ])
  expect(statuses(await send(volunteer, phone.batch(early)))).toEqual(['known'])
  expect(statuses(await send(volunteer, phone.batch(three as SentRecord)))).toEqual(['stored'])
  expect(await undone(three)).toEqual({ undone: true, callbacks: 0 })
  expect(await owner('select 1 from sync.waiting where target_id = $1', [three?.id])).toEqual([])
})

test('nobody takes back what another recorded, but an organiser may', async () => {
  const phone = aPhone()
  const record = phone.make('assists.assist', assist())
  const arrival = phone.make('campaigns.check_in', {
    activityId,
    personId: await teamMember(),
    method: 'roster',
  })
  await send(volunteer, phone.batch(record, arrival))
  const colleague = await anOfficer(app.testDatabase, tree.commune, 'field_volunteer')
  const organiser = await anOfficer(app.testDatabase, tree.district, 'district_secretary')
  const theirs = aPhone()
  const undos = (of = theirs) =>
    of.batch(
      of.make('campaigns.check_in.undo', { recordId: arrival.id }),
      of.make('assists.assist.undo', { recordId: record.id }),
    )
  // A colleague sees who came, but not whom others helped: that undo waits for a record that never comes.
  expect(statuses(await send(colleague, undos()))).toEqual([
    'campaigns.not_yours_to_undo',
    'stored',
  ])
  expect(
    await owner('select 1 from assists.assist where id = $1 and undone_at is null', [record.id]),
  ).toHaveLength(1)
  expect(statuses(await send(organiser, undos(aPhone())))).toEqual(['stored', 'stored'])
  expect(
    await owner('select 1 from assists.assist where id = $1 and undone_at is null', [record.id]),
  ).toEqual([])
})

test('an undo whose record never comes is refused after thirty days', async () => {
  const phone = aPhone()
  const orphan = phone.make('assists.assist.undo', { recordId: uuidv7() })
  await send(volunteer, phone.batch(orphan))
  await owner(`update sync.waiting set received_at = '2026-05-01' where record_id = $1`, [
    orphan.id,
  ])
  await owner(`select sync.tidy('2026-06-15')`)
  const refusals = await app.read(asking(app, volunteer), (ctx) => listMyRefusals(ctx))
  expect(refusals.find(({ recordId }) => recordId === orphan.id)?.reason).toBe(
    'sync.unknown_record',
  )
})

test('two phones that admit one person: the first counts, the second is kept and told who, where and when', async () => {
  const personId = await teamMember()
  const [mine, theirs] = [aPhone(), aPhone()]
  const other = await anOfficer(app.testDatabase, tree.commune, 'field_volunteer')
  const first = mine.make(
    'campaigns.check_in',
    { activityId, personId, method: 'roster' },
    '2026-06-15T01:40:00.000Z',
  )
  const second = theirs.make(
    'campaigns.check_in',
    { activityId, personId, method: 'roster' },
    '2026-06-15T01:20:00.000Z',
  )
  expect((await send(volunteer, mine.batch(first))).results[0]).toEqual({
    id: first.id,
    status: 'stored',
  })
  expect((await send(other, theirs.batch(second))).results[0]).toEqual({
    id: second.id,
    status: 'stored',
    notice: {
      code: 'campaigns.checked_in_before',
      person: 'Giàng A Phử',
      by: 'Nguyễn Văn Cán Bộ',
      at: '2026-06-15T01:40:00.000Z',
      activity: 'Hỗ trợ dịch vụ công',
      place: 'Nhà văn hóa thôn',
    },
  })
  const rows = () =>
    owner(
      'select id, duplicate_of, undone_at is null as stands from campaigns.check_in where person_id = $1 order by received_at',
      [personId],
    )
  expect(await rows()).toEqual([
    { id: first.id, duplicate_of: null, stands: true },
    { id: second.id, duplicate_of: first.id, stands: true },
  ])
  await send(volunteer, mine.batch(mine.make('campaigns.check_in.undo', { recordId: first.id })))
  expect((await rows()).find(({ id }) => id === second.id)).toEqual({
    id: second.id,
    duplicate_of: null,
    stands: true,
  })
})

test('a crowd admitted by six phones at once counts each person exactly once', async () => {
  const on = await anActivity(app.testDatabase, { unitId: tree.commune })
  const people = await Promise.all(Array.from({ length: 12 }, () => teamMember(on)))
  const answers = await Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      const actor = await anOfficer(app.testDatabase, tree.commune, 'field_volunteer')
      const phone = aPhone()
      const inSomeOrder = [...people.slice(index * 2), ...people.slice(0, index * 2)]
      return send(
        actor,
        phone.batch(
          ...inSomeOrder.map((personId) =>
            phone.make('campaigns.check_in', { activityId: on, personId, method: 'roster' }),
          ),
        ),
      )
    }),
  )
  expect(answers.flatMap((answer) => statuses(answer)).every((status) => status === 'stored')).toBe(
    true,
  )
  const [counts] = await owner(
    'select count(*)::int as all, count(*) filter (where duplicate_of is null)::int as counted, count(distinct person_id) filter (where duplicate_of is null)::int as people from campaigns.check_in where activity_id = $1',
    [on],
  )
  expect(counts).toEqual({ all: 72, counted: 12, people: 12 })
  const notices = answers.flatMap(({ results }) => results.filter(({ notice }) => notice))
  expect(notices).toHaveLength(60)
})

test('numbers that come out of order leave a gap until it is filled', async () => {
  const phone = aPhone()
  const records = Array.from({ length: 6 }, () => phone.make('assists.assist', assist()))
  const at = (index: number) => records[index] as SentRecord
  expect((await send(volunteer, phone.batch(at(0), at(2), at(4)))).receivedUpTo).toBe(1)
  expect((await send(volunteer, phone.batch(at(5), at(3)))).receivedUpTo).toBe(1)
  const [state] = (await app.read(asking(app, volunteer), (ctx) => listMyDevices(ctx))).filter(
    ({ id }) => id === phone.device.id,
  )
  expect(state).toMatchObject({ receivedUpTo: 1, beyondGap: 4, stored: 5 })
  expect((await send(volunteer, phone.batch(at(1)))).receivedUpTo).toBe(6)
  expect((await send(volunteer, phone.batch())).receivedUpTo).toBe(6)
})

test('a phone lent from hand to hand keeps two accounts apart', async () => {
  const phone = aPhone()
  const other = await anOfficer(app.testDatabase, tree.commune, 'field_volunteer')
  const [one, two] = [
    phone.make('assists.assist', assist()),
    phone.make('assists.assist', assist()),
  ]
  expect((await send(volunteer, phone.batch(one))).receivedUpTo).toBe(1)
  expect((await send(other, phone.batch(two))).receivedUpTo).toBe(0)
  const rows = await owner(
    'select recorded_by from assists.assist where id = any ($1) order by array_position($1, id)',
    [[one.id, two.id]],
  )
  expect(rows.map((row) => row.recorded_by)).toEqual([volunteer.personId, other.personId])
})

test("an account that is no person's sends nothing", async () => {
  await expect(
    send({ kind: 'person', accountId: uuidv7() }, aPhone().batch()),
  ).rejects.toMatchObject({ code: 'sync.no_person' })
})
