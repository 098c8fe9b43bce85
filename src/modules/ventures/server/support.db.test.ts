import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aMeeting } from '#modules/meetings/server/testing.ts'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import type { Actor, Context } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import * as ventures from './index.ts'
import { aVenture } from './testing.ts'

const app = useApp({ now: '2026-06-15T02:00:00Z', tasks: ventures.ventureTasks })
let tree: SmallTree
let officer: Actor & { personId: string }
let foreign: Actor
let leader: Actor & { personId: string }
let ventureId: string

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  officer = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  foreign = await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary')
  leader = await aMember('Vừ Mí Nô')
  ventureId = await aVenture(app.testDatabase, {
    unitId: tree.commune,
    kind: 'startup_model',
    leaderId: leader.personId,
    needs: ['sales'],
  })
})

async function aMember(name: string, unitId = tree.branch) {
  const personId = await aPerson(app.testDatabase, { unitId, name })
  return { ...person(personId), personId }
}
const run = <Result = { id: string }>(
  who: Actor,
  command: Parameters<typeof app.run>[1],
  input: unknown,
) => app.run(asking(app, who), command, input) as Promise<Result>
const read = <Result>(who: Actor, work: (ctx: Context) => Promise<Result>) =>
  app.read(asking(app, who), work)
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows
const support = (more: object = {}) => ({
  id: uuidv7(),
  ventureId,
  what: 'sales',
  givenBy: 'Tỉnh đoàn',
  givenOn: '2025-12-15',
  cost: '15.000.000',
  ...more,
})
async function figure(unitId: string, indicator: string, from: string, on: string) {
  while ((await owner('select indicators.fold() as n'))[0].n > 0);
  const rows = await owner(`select value::int from indicators.total($1, array[$2], $3, $4)`, [
    unitId,
    indicator,
    from,
    on,
  ])
  return rows[0]?.value ?? 0
}

test('support is written down and counts; a mistake is reversed with a reason, and both stay to be read', async () => {
  const given = support()
  await run(officer, ventures.recordSupport, given)
  await run(officer, ventures.recordSupport, given)
  expect(await figure(tree.commune, 'supports_given', '2025-01-01', '2026-06-15')).toBe(1)
  expect(await figure(tree.province, 'supported_models', '-infinity', '2026-06-15')).toBe(1)
  const [reversal, right] = [uuidv7(), uuidv7()]
  await run(officer, ventures.reverseSupport, {
    id: reversal,
    supportId: given.id,
    reason: 'Ghi nhầm số tiền',
    right: {
      ...support({ id: right, cost: 1_500_000, givenOn: '2026-01-05' }),
      ventureId: undefined,
    },
  })
  const ledger = await read(officer, (ctx) => ventures.listSupport(ctx, ventureId))
  expect(
    ledger.map(({ id, cost, isReversed, reverses }) => [id, cost, isReversed, reverses]),
  ).toEqual(
    expect.arrayContaining([
      [given.id, 15_000_000, true, null],
      [reversal, -15_000_000, false, given.id],
      [right, 1_500_000, false, null],
    ]),
  )
  expect(await figure(tree.commune, 'supports_given', '2025-01-01', '2026-06-15')).toBe(1)
  expect(await figure(tree.commune, 'supports_given', '2025-01-01', '2025-12-31')).toBe(0)
  expect(await figure(tree.commune, 'supported_models', '-infinity', '2025-12-31')).toBe(0)
  expect(await figure(tree.commune, 'supported_models', '-infinity', '2026-01-05')).toBe(1)
  await expect(
    run(officer, ventures.reverseSupport, { id: uuidv7(), supportId: given.id, reason: 'x' }),
  ).rejects.toMatchObject({ code: 'ventures.reversed_already' })
  await expect(
    run(officer, ventures.reverseSupport, { id: uuidv7(), supportId: reversal, reason: 'x' }),
  ).rejects.toMatchObject({ code: 'ventures.reversal_stays' })
  for (const who of [leader, foreign])
    await expect(run(who, ventures.recordSupport, support())).rejects.toMatchObject({
      status: expect.toBeOneOf([403, 404]),
    })
})

test('no entry of the ledger can be changed, removed or half reversed by plain SQL', async () => {
  const rows = await owner(
    `select has_table_privilege('xungkich_app', t, 'update') as u, has_table_privilege('xungkich_app', t, 'delete') as d,
            has_any_column_privilege('xungkich_app', t, 'update') as c
       from unnest(array['ventures.support_entry', 'ventures.outcome', 'ventures.mentor_meeting', 'ventures.change']) t`,
  )
  expect(rows).toEqual(Array(4).fill({ u: false, d: false, c: false }))
  const [entry] = await owner(
    `select * from ventures.support_entry where reverses is null and venture_id = $1
        and not exists (select from ventures.support_entry r where r.reverses = support_entry.id) limit 1`,
    [ventureId],
  )
  await expect(
    owner(
      `insert into ventures.support_entry (id, venture_id, unit_id, what, given_by, given_on, cost, reverses, reason, recorded_at)
       values (gen_random_uuid(), $1, $2, $3, 'x', $4, -1, $5, 'x', now())`,
      [entry.venture_id, entry.unit_id, entry.what, entry.given_on, entry.id],
    ),
  ).rejects.toMatchObject({ code: '23514' })
})

test('what came of it is due after three, six and twelve months, once each; what was reversed is due again', async () => {
  const id = await aVenture(app.testDatabase, { unitId: tree.commune, name: 'HTX mật ong' })
  const given = support({ ventureId: id, givenOn: '2026-03-15' })
  await run(officer, ventures.recordSupport, given)
  const due = () => read(officer, (ctx) => ventures.listDue(ctx, id))
  expect(await due()).toMatchObject([{ months: 3, dueOn: '2026-06-15', isLate: false }])
  expect(await read(foreign, (ctx) => ventures.listDue(ctx))).toEqual([])
  // On its day whoever entered it is told.
  const [remind] = ventures.ventureTasks
  await remind?.run(app, asking(app, officer), {})
  expect(
    await owner(
      `select params->>'name' as name from notices.notice where kind = 'ventures.follow_up' and person_id = $1`,
      [officer.personId],
    ),
  ).toEqual([{ name: 'HTX mật ong' }])
  const measured = {
    id: uuidv7(),
    supportId: given.id,
    months: '3',
    measuredOn: '14/06/2026',
    salesChange: '-2.000.000',
    jobsChange: '2',
    newChannel: 'Chợ phiên',
  }
  await run(officer, ventures.recordOutcome, measured)
  await run(officer, ventures.recordOutcome, measured)
  expect(await due()).toEqual([])
  await expect(
    run(officer, ventures.recordOutcome, { ...measured, id: uuidv7() }),
  ).rejects.toMatchObject({ status: 409 })
  await run(officer, ventures.reverseOutcome, {
    id: uuidv7(),
    outcomeId: measured.id,
    reason: 'Đo nhầm tháng',
  })
  expect(await due()).toHaveLength(1)
  await run(officer, ventures.recordOutcome, {
    ...measured,
    id: uuidv7(),
    salesChange: '3.000.000',
  })
  const sums = await read(officer, (ctx) =>
    ventures.sumSupport(ctx, { from: '2026-03-15', to: '2026-03-15' }),
  )
  expect(sums).toEqual([
    {
      what: 'sales',
      times: 1,
      ventures: 1,
      cost: 15_000_000,
      salesChange: 3_000_000,
      jobsChange: 2,
    },
  ])
  // With the support its measurements go.
  await run(officer, ventures.reverseSupport, { id: uuidv7(), supportId: given.id, reason: 'x' })
  expect(await due()).toEqual([])
  expect(
    await owner(
      'select sum(sales_change)::int as sales, sum(jobs_change)::int as jobs from ventures.outcome where venture_id = $1',
      [id],
    ),
  ).toEqual([{ sales: 0, jobs: 0 }])
})

type LedgerStep =
  | { do: 'give'; what: string; cost: number; day: number }
  | { do: 'reverse'; pick: number }
  | { do: 'correct'; pick: number; cost: number }

/** Takes the steps by the commands, and keeps beside them what should stand then. */
async function replay(id: string, steps: readonly LedgerStep[]) {
  const given: { id: string; what: string; cost: number; on: string; gone: boolean }[] = []
  const give = async ({ what, cost, day }: { what: string; cost: number; day: number }) => {
    const on = `2026-05-${String(day).padStart(2, '0')}`
    const entry = { id: uuidv7(), what, cost, on, gone: false }
    given.push(entry)
    await run(officer, ventures.recordSupport, support({ ...entry, ventureId: id, givenOn: on }))
  }
  for (const one of steps) {
    if (one.do === 'give') {
      await give(one)
      continue
    }
    const wrong = given[one.pick % Math.max(given.length, 1)]
    if (!wrong) continue
    const right = one.do === 'correct' ? { ...wrong, id: uuidv7(), cost: one.cost } : undefined
    const asked = run(officer, ventures.reverseSupport, {
      id: uuidv7(),
      supportId: wrong.id,
      reason: 'x',
      ...(right && { right: support({ ...right, givenOn: right.on }) }),
    })
    if (wrong.gone) {
      await expect(asked).rejects.toMatchObject({ code: 'ventures.reversed_already' })
      continue
    }
    await asked
    wrong.gone = true
    if (right) given.push({ ...right, gone: false })
  }
  return given
}

test('whatever is entered and reversed in whatever order, the ledger’s sums equal a plain replay', async () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('give' as const),
      what: fc.constantFrom('sales', 'capital', 'training'),
      cost: fc.nat({ max: 1_000_000_000 }),
      day: fc.integer({ min: 1, max: 28 }),
    }),
    fc.record({ do: fc.constant('reverse' as const), pick: fc.nat() }),
    fc.record({ do: fc.constant('correct' as const), pick: fc.nat(), cost: fc.nat({ max: 1000 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const id = await aVenture(app.testDatabase, { unitId: tree.commune })
      const given = await replay(id, steps)
      const stand = given.filter(({ gone }) => !gone)
      const [sum] = await owner(
        `select coalesce(sum(cost), 0)::bigint as cost, coalesce(sum(case when reverses is null then 1 else -1 end), 0)::int as times
           from ventures.support_entry where venture_id = $1`,
        [id],
      )
      expect(Number(sum.cost)).toBe(stand.reduce((all, { cost }) => all + cost, 0))
      expect(sum.times).toBe(stand.length)
      const [venture] = await owner(
        'select supported_on::text from ventures.venture where id = $1',
        [id],
      )
      expect(venture.supported_on).toBe(stand.map(({ on }) => on).sort()[0] ?? null)
    }),
    { numRuns: 15 },
  )
  expect(await owner('select * from indicators.verify()')).toEqual([])
}, 120_000)

test('mentors are offered with reasons; a meeting is noted by the mentor, not by a stranger', async () => {
  const mentor = await aMember('Nguyễn Thị Thầy', tree.otherBranch)
  const [near, above] = [uuidv7(), uuidv7()]
  const province = await anOfficer(app.testDatabase, tree.province, 'province_officer')
  await owner(`update members.person set phone = '+84912345670' where id = $1`, [mentor.personId])
  const entry = { skills: ['sales', 'digital'], fields: ['crops'], hoursMonth: '6', mode: 'both' }
  await run(officer, ventures.saveMentor, {
    ...entry,
    id: near,
    unitId: tree.commune,
    name: 'Nguyễn Thị Thầy',
    number: '0912345670',
  })
  await run(province, ventures.saveMentor, {
    ...entry,
    id: above,
    unitId: tree.province,
    name: 'Chuyên gia Lê Văn Minh',
    skills: 'capital',
  })
  await expect(
    run(foreign, ventures.saveMentor, { ...entry, id: near, unitId: tree.commune, name: 'x' }),
  ).rejects.toMatchObject({ status: expect.toBeOneOf([403, 404]) })
  const offered = await read(officer, (ctx) => ventures.listMentorsFor(ctx, ventureId))
  expect(offered.map(({ id }) => id)).toEqual([near, above])
  expect(offered[0]?.reasons.map(({ kind }) => kind)).toEqual([
    'skill',
    'field',
    'near',
    'time',
    'little_to_do',
  ])
  const mentoringId = uuidv7()
  await run(officer, ventures.beginMentoring, {
    id: mentoringId,
    ventureId,
    mentorId: near,
    goal: 'Bán hàng trên mạng',
  })
  await expect(
    run(officer, ventures.beginMentoring, { id: uuidv7(), ventureId, mentorId: near, goal: 'x' }),
  ).rejects.toMatchObject({ code: 'ventures.paired_already' })
  const met = {
    id: uuidv7(),
    mentoringId,
    metOn: '10/06/2026',
    minutes: '90',
    note: 'Chụp ảnh sản phẩm',
  }
  await run(mentor, ventures.noteMeeting, met)
  await expect(
    run(await aMember('Người lạ'), ventures.noteMeeting, { ...met, id: uuidv7() }),
  ).rejects.toMatchObject({ status: 404 })
  expect(await read(leader, (ctx) => ventures.listMentorMeetings(ctx, ventureId))).toMatchObject([
    { minutes: 90 },
  ])
  const [again] = await read(officer, (ctx) => ventures.listMentorsFor(ctx, ventureId))
  expect(again).toMatchObject({ isPaired: true, minutesThisMonth: 90, venturesNow: 1 })
  await run(officer, ventures.endMentoring, { mentoringId })
  await expect(read(mentor, (ctx) => ventures.getVenture(ctx, ventureId))).rejects.toMatchObject({
    status: 404,
  })
})

const scores = (each: number) => ({
  need: each,
  feasibility: each,
  jobs: each,
  community: each,
  repayment: each,
})

test('capital: each scores alone, nobody their own; laid open, decided in a meeting, written in the ledger', async () => {
  const province = await anOfficer(app.testDatabase, tree.province, 'province_officer')
  const [first, second, third] = [await aMember('Một'), await aMember('Hai'), await aMember('Ba')]
  const rival = await aMember('Đối thủ', tree.otherBranch)
  const owned = await aVenture(app.testDatabase, {
    unitId: tree.commune,
    leaderId: third.personId,
    kind: 'enterprise',
    name: 'Công ty của Ba',
  })
  const other = await aVenture(app.testDatabase, {
    unitId: tree.otherCommune,
    leaderId: rival.personId,
    name: 'Hộ đối thủ',
  })
  const programmeId = uuidv7()
  await run(province, ventures.openProgramme, {
    id: programmeId,
    unitId: tree.province,
    name: 'Quỹ khởi nghiệp 2026',
    purpose: 'Vốn ban đầu',
    budget: '100.000.000',
    mostEach: '60.000.000',
    opensOn: '01/06/2026',
    closesOn: '30/06/2026',
  })
  for (const scorer of [first, second, third])
    await run(province, ventures.nameScorer, { programmeId, personId: scorer.personId })
  const [mine, theirs, thirds] = [uuidv7(), uuidv7(), uuidv7()]
  const apply = (id: string, forVenture: string, more: object = {}) => ({
    id,
    programmeId,
    ventureId: forVenture,
    amount: '50.000.000',
    plan: 'Mua máy sấy',
    submit: 'on',
    ...more,
  })
  await run(leader, ventures.saveApplication, apply(mine, ventureId, { submit: '' }))
  // A draft is nobody else's: neither the committee's, nor the other applicant's, nor their officer's.
  for (const who of [first, rival, foreign, province])
    expect(
      (
        await read(who, (ctx) =>
          sql`select from ventures.application where id = ${mine}`.execute(ctx.db),
        )
      ).rows,
    ).toEqual([])
  await run(leader, ventures.saveApplication, apply(mine, ventureId))
  await expect(run(rival, ventures.saveApplication, apply(mine, other))).rejects.toMatchObject({
    status: expect.toBeOneOf([403, 404, 409, 422]),
  })
  await expect(run(leader, ventures.saveApplication, apply(uuidv7(), other))).rejects.toMatchObject(
    { status: 404 },
  )
  await expect(
    run(leader, ventures.saveApplication, apply(mine, ventureId, { amount: '70.000.000' })),
  ).rejects.toMatchObject({ status: 400 })
  await run(rival, ventures.saveApplication, apply(theirs, other))
  await run(third, ventures.saveApplication, apply(thirds, owned))
  const score = (who: Actor, applicationId: string, each: number) =>
    run(who, ventures.scoreApplication, {
      applicationId,
      scores: scores(each),
      remark: 'Nhận xét riêng',
    })
  await expect(score(first, mine, 4)).rejects.toMatchObject({ code: 'ventures.not_scoring' })
  await run(province, ventures.turnProgramme, { programmeId, to: 'scoring' })
  await expect(run(leader, ventures.saveApplication, apply(mine, ventureId))).rejects.toMatchObject(
    { code: 'ventures.not_open' },
  )

  await score(first, mine, 4)
  await score(first, theirs, 3)
  await score(second, mine, 1)
  await score(second, mine, 2)
  await score(second, thirds, 5)
  await score(first, thirds, 5)
  // A scorer has no say about their own venture, by the command or past it.
  await expect(score(third, thirds, 5)).rejects.toMatchObject({ code: 'ventures.own_venture' })
  expect(
    await read(
      third,
      async (ctx) =>
        (await sql`select ventures.may_score(${thirds}::uuid) as may`.execute(ctx.db)).rows,
    ),
  ).toEqual([{ may: false }])
  await score(third, theirs, 2)
  for (const stranger of [leader, rival, foreign, province])
    await expect(score(stranger, theirs, 5)).rejects.toMatchObject({
      status: expect.toBeOneOf([403, 404]),
    })

  const seen = async (who: Actor) =>
    (
      await read(who, (ctx) =>
        sql<{
          total: number
        }>`select total from ventures.score where programme_id = ${programmeId} order by total`.execute(
          ctx.db,
        ),
      )
    ).rows.map(({ total }) => total)
  // While it goes on each sees what they gave, and whoever runs it only how far they are.
  expect(await seen(first)).toEqual([15, 20, 25])
  expect(await seen(second)).toEqual([10, 25])
  for (const who of [province, leader, rival, foreign, officer]) expect(await seen(who)).toEqual([])
  expect(await read(province, (ctx) => ventures.listScorers(ctx, programmeId))).toMatchObject([
    { name: 'Ba', scored: 1, toScore: 2 },
    { name: 'Hai', scored: 2, toScore: 3 },
    { name: 'Một', scored: 3, toScore: 3 },
  ])
  expect(
    (await read(province, (ctx) => ventures.listApplications(ctx, programmeId))).every(
      (row) => row.scores === null,
    ),
  ).toBe(true)

  const { id: meetingId } = await aMeeting(app.testDatabase, {
    unitId: tree.province,
    kind: 'committee',
  })
  const decide = (applicationId: string, more: object = {}) =>
    run(province, ventures.decideApplication, {
      id: uuidv7(),
      applicationId,
      verdict: 'granted',
      granted: '50.000.000',
      meetingId,
      ...more,
    })
  await expect(decide(mine)).rejects.toMatchObject({ code: 'ventures.not_laid_open' })
  await run(province, ventures.turnProgramme, { programmeId, to: 'scored' })
  // Laid open: to the committee and whoever runs it, and never to whoever asks for money.
  expect(await seen(province)).toEqual([10, 10, 15, 20, 25, 25])
  expect(await seen(first)).toHaveLength(6)
  expect(await seen(third)).toEqual([10])
  for (const who of [leader, rival, foreign, officer]) expect(await seen(who)).toEqual([])
  expect(
    await read(leader, async (ctx) =>
      (await ventures.listOwnApplications(ctx)).map(({ id, result }) => [id, result]),
    ),
  ).toEqual([[mine, null]])
  const laid = await read(province, (ctx) => ventures.listApplications(ctx, programmeId))
  expect(laid.map(({ id, scores: given }) => [id, given?.map(({ total }) => total)])).toEqual([
    [thirds, [25, 25]],
    [mine, [20, 10]],
    [theirs, [15, 10]],
  ])
  await expect(decide(mine, { meetingId: '' })).rejects.toMatchObject({ status: 400 })
  await expect(decide(mine, { meetingId: uuidv7() })).rejects.toMatchObject({ status: 404 })
  await expect(
    run(first, ventures.decideApplication, {
      id: uuidv7(),
      applicationId: mine,
      verdict: 'granted',
      granted: 1,
      meetingId,
    }),
  ).rejects.toMatchObject({ status: 403 })
  await decide(mine)
  await decide(mine)
  await decide(thirds)
  await expect(decide(theirs, { granted: '1.000.000' })).rejects.toMatchObject({ status: 400 })
  await run(province, ventures.decideApplication, {
    id: uuidv7(),
    applicationId: theirs,
    verdict: 'declined',
    meetingId,
    note: 'Hết vốn',
  })
  await run(province, ventures.turnProgramme, { programmeId, to: 'decided' })
  expect(
    await owner(`select cost::int, what from ventures.support_entry where application_id = $1`, [
      mine,
    ]),
  ).toEqual([{ cost: 50_000_000, what: 'capital' }])
  const own = await read(leader, (ctx) => ventures.listOwnApplications(ctx))
  expect(own).toMatchObject([{ id: mine, state: 'granted', granted: 50_000_000, result: 15 }])
  expect(
    await owner(
      `select kind from notices.notice where person_id = $1 and kind = 'ventures.granted'`,
      [leader.personId],
    ),
  ).toHaveLength(1)
})

test('an officer whose own venture asks for money neither runs the programme nor sees its scores', async () => {
  const programmeId = uuidv7()
  await run(officer, ventures.openProgramme, {
    id: programmeId,
    unitId: tree.commune,
    name: 'Vốn xoay vòng',
    purpose: 'x',
    budget: 10,
    mostEach: 5,
    opensOn: '2026-06-01',
    closesOn: '2026-06-30',
  })
  const own = await aVenture(app.testDatabase, { unitId: tree.commune, leaderId: officer.personId })
  await run(officer, ventures.saveApplication, {
    id: uuidv7(),
    programmeId,
    ventureId: own,
    amount: 5,
    plan: 'x',
    submit: true,
  })
  await expect(
    run(officer, ventures.turnProgramme, { programmeId, to: 'scoring' }),
  ).rejects.toMatchObject({ code: 'ventures.own_venture_in_it' })
})

test('who has left a venture reads it no more, whoever drafted it, and still does not score it', async () => {
  const [founder, second] = [await aMember('Giàng Mí Sính'), await aMember('Lầu Thị Máy')]
  const id = await aVenture(app.testDatabase, { unitId: tree.commune, leaderId: founder.personId })
  await owner(
    `insert into ventures.principal (id, venture_id, unit_id, person_id, role, manages) values (gen_random_uuid(), $1, $2, $3, 'cofounder', true)`,
    [id, tree.commune, second.personId],
  )
  await run(officer, ventures.recordSupport, support({ ventureId: id }))
  const [programmeId, applicationId] = [uuidv7(), uuidv7()]
  await run(officer, ventures.openProgramme, {
    ...{
      id: programmeId,
      unitId: tree.commune,
      name: 'Vốn vay',
      purpose: 'x',
      budget: 10,
      mostEach: 5,
    },
    ...{ opensOn: '2026-06-01', closesOn: '2026-06-30' },
  })
  for (const one of [founder, second])
    await run(officer, ventures.nameScorer, { programmeId, personId: one.personId })
  await run(founder, ventures.saveApplication, {
    ...{ id: applicationId, programmeId, ventureId: id, amount: 5, plan: 'x', submit: true },
  })
  const principals = await read(founder, (ctx) => ventures.listPrincipals(ctx, id))
  const leaves = (who: Actor, whom: { personId: string }, on: string) =>
    run(who, ventures.leavePrincipal, {
      ...{ ventureId: id, on },
      principalId: principals.find(({ personId }) => personId === whom.personId)?.id,
    })
  const rowsOf = (who: Actor) =>
    read(who, async (ctx) => {
      const { rows } = await sql<{ n: number }>`
        select (select count(*) from ventures.venture where id = ${id})::int + (select count(*) from ventures.standing where venture_id = ${id})::int
             + (select count(*) from ventures.support_entry where venture_id = ${id})::int
             + (select count(*) from ventures.principal where venture_id = ${id} and person_id <> ${(who as { personId: string }).personId})::int as n`.execute(
        ctx.db,
      )
      return rows[0]?.n
    })
  // From a day to come on: until then they read it.
  await leaves(founder, second, '2026-06-16')
  expect(await rowsOf(second)).toBe(4)
  await leaves(founder, second, '2026-06-15')
  // By themselves, and of what they drafted and applied for.
  await leaves(founder, founder, '2026-06-15')
  await run(officer, ventures.turnProgramme, { programmeId, to: 'scoring' })
  for (const who of [founder, second]) {
    await expect(read(who, (ctx) => ventures.getVenture(ctx, id))).rejects.toMatchObject({
      code: 'ventures.not_found',
    })
    expect(await rowsOf(who)).toBe(0)
    expect(await read(who, ventures.listOwnApplications)).toEqual([])
    expect(await read(who, (ctx) => ventures.listSupport(ctx, id))).toEqual([])
    expect((await read(who, (ctx) => ventures.listVentures(ctx, {}))).rows).toEqual([])
    await expect(
      run(who, ventures.scoreApplication, { applicationId, scores: scores(5) }),
    ).rejects.toMatchObject({ code: 'ventures.own_venture' })
  }
})
