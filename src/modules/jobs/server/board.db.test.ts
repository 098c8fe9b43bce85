import Validator from '@adobe/structured-data-validator'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { type Actor, nobody } from '#platform/server/context.ts'
import { createAccount } from '#platform/server/identity/index.ts'
import { listNotices } from '#platform/server/notices/queries.ts'
import { searchPublic } from '#platform/server/public-index/index.ts'
import { asking, person, system, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  answerPlacement,
  apply,
  applyFor,
  checkVacancy,
  decideApplication,
  dropSearch,
  employerAccountCommand,
  endVacancy,
  findFair,
  findStatus,
  getMyEmployer,
  getPublicVacancies,
  getSentPage,
  getVacancy,
  jobQueryFrom,
  jobTasks,
  listApplicants,
  listDeskVacancies,
  listEmployers,
  listMyApplications,
  listPlacements,
  listPublicVacancies,
  listReports,
  listSearches,
  listSigns,
  listSimilar,
  listUnitApplications,
  listVacanciesOf,
  offerAtFair,
  postingOf,
  recordPlacement,
  registerEmployer,
  removePlacement,
  reportVacancy,
  requestCall,
  saveProfile,
  saveSearch,
  saveVacancy,
  sendVacancy,
  settleReport,
  verifyEmployer,
  withdrawApplication,
  writeFeed,
} from './index.ts'
import { abroadInput, anEmployer, aVacancy, vacancyInput } from './testing.ts'

const now = '2026-06-15T03:00:00Z'
const app = useApp({ now, tasks: jobTasks.map((task) => ({ ...task, run: async () => {} })) })

let tree: SmallTree
let checker: Actor
let secretary: Actor
let foreign: Actor
let applicant: Actor & { personId: string }
let employer: { id: string; actor: Actor }
let rival: { id: string; actor: Actor }

const run = <Result>(actor: Actor, command: Parameters<typeof app.run>[1], input: unknown) =>
  app.run(asking(app, actor), command, input) as Promise<Result & { id: string; token?: string }>
const read = <Result>(
  actor: Actor,
  look: (ctx: Parameters<Parameters<typeof app.read>[1]>[0]) => Promise<Result>,
) => app.read(asking(app, actor), look)
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows
const query = (search: string) => jobQueryFrom(new URL(`http://x/jobs?${search}`))

let numbers = 0
const somebody = async (unitId = tree.branch, name = 'Sùng Thị Dợ') => {
  const phone = `+8491234${String(5000 + ++numbers)}`
  const id = await aPerson(app.testDatabase, { unitId, name, phone })
  return { ...person(id), personId: id }
}
const anOutsider = async (unitId: string) => {
  const accountId = uuidv7()
  const id = await anEmployer(app.testDatabase, { unitId, accountId })
  return { id, actor: { kind: 'outsider', accountId, name: 'Công ty' } as Actor }
}

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  checker = await anOfficer(app.testDatabase, tree.commune, 'commune_officer')
  secretary = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  foreign = await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary')
  applicant = await somebody()
  employer = await anOutsider(tree.commune)
  rival = await anOutsider(tree.commune)
})

const registration = (more: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  unitId: tree.commune,
  kind: 'enterprise',
  name: 'Công ty TNHH May Vị Xuyên',
  registrationNo: '5100 123 456',
  place: 'Vị Xuyên',
  contactName: 'Lý Thị Mai',
  phone: '0912 777 888',
  consent: 'on',
  ...more,
})

test('an employer registers without an account; it may offer nothing before an officer has typed its number from the register', async () => {
  const sent = registration()
  const { id } = await run(nobody, registerEmployer, sent)
  await run(nobody, registerEmployer, sent)
  await expect(run(nobody, registerEmployer, registration())).rejects.toMatchObject({
    code: 'jobs.registration_taken',
  })
  await expect(run(nobody, registerEmployer, registration({ consent: '' }))).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(
    run(
      nobody,
      registerEmployer,
      registration({ kind: 'labour_export', registrationNo: '5100999999' }),
    ),
  ).rejects.toMatchObject({ faults: [{ path: 'licenceNo' }] })
  expect(await read(foreign, (ctx) => listEmployers(ctx))).toEqual([])
  expect(
    (await read(nobody, (ctx) => sql`select from jobs.employer`.execute(ctx.db))).rows,
  ).toEqual([])
  expect(
    (await read(checker, (ctx) => listNotices(ctx))).notices.map(({ href }) => href),
  ).toContain(`/recruitment/employers/${id}`)
  const verify = { employerId: id, verdict: 'verified', source: 'dangkykinhdoanh.gov.vn' }
  await expect(
    run(checker, verifyEmployer, { ...verify, registrationNo: '5100123457' }),
  ).rejects.toMatchObject({
    faults: [{ path: 'registrationNo', code: 'jobs_registration_differs' }],
  })
  for (const actor of [foreign, secretary, applicant, nobody])
    await expect(
      run(actor, verifyEmployer, { ...verify, registrationNo: '5100123456' }),
    ).rejects.toMatchObject({ status: expect.any(Number) })

  const vacancy = await run(checker, saveVacancy, vacancyInput({ employerId: id }))
  await run(checker, sendVacancy, { vacancyId: vacancy.id })
  const publish = { vacancyId: vacancy.id, version: 2, verdict: 'publish' }
  await expect(run(checker, checkVacancy, publish)).rejects.toMatchObject({
    code: 'jobs.employer_not_verified',
  })
  await run(checker, verifyEmployer, { ...verify, registrationNo: '5100 123 456' })
  expect(await run(checker, checkVacancy, publish)).toMatchObject({ state: 'public' })
})

test('the account that an officer opens acts for its employer only, and is nobody inside the Union', async () => {
  const id = await anEmployer(app.testDatabase, { unitId: tree.commune, phone: '+84912000999' })
  const open = employerAccountCommand(app.testDatabase.ownerPool)
  await expect(run(foreign, open, { employerId: id })).rejects.toMatchObject({ status: 404 })
  await run(checker, open, { employerId: id })
  await expect(run(checker, open, { employerId: id })).rejects.toMatchObject({
    code: 'jobs.account_open',
  })
  const [login] = await owner(
    'select id, is_outside, person_id from identity.login where phone = $1',
    ['+84912000999'],
  )
  expect(login).toMatchObject({ is_outside: true, person_id: null })
  const actor: Actor = { kind: 'outsider', accountId: login.id }
  expect((await read(actor, getMyEmployer)).id).toBe(id)
  // What any member reads is closed to them: they are not signed in for any wall.
  for (const table of [
    'units.unit_version',
    'campaigns.activity',
    'members.person',
    'access.reach',
    'documents.experience',
  ])
    expect(
      (await read(actor, (ctx) => sql`select from ${sql.table(table)}`.execute(ctx.db))).rows,
      table,
    ).toEqual([])
  await expect(run(actor, saveProfile, {})).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    createAccount(app.testDatabase.ownerPool, {
      personId: applicant.personId,
      name: 'x',
      phone: '0912000998',
      password: 'mot-cau-dai-cua-rieng-minh',
      mustChangePassword: false,
      isOutside: true,
    }),
  ).rejects.toMatchObject({ constraint: 'outsiders_are_no_members' })
})

test('work abroad needs licence, contract and every fee; the total is the database’s own sum', async () => {
  for (const missing of ['country', 'licensedBy', 'licenceNo', 'contract', 'contractMonths'])
    await expect(
      run(employer.actor, saveVacancy, abroadInput({ [missing]: '' })),
      missing,
    ).rejects.toMatchObject({ faults: [{ path: missing, code: 'required' }] })
  await expect(run(employer.actor, saveVacancy, abroadInput({ fees: [] }))).rejects.toMatchObject({
    faults: [{ path: 'fees', code: 'jobs_fees_missing' }],
  })
  await expect(
    run(employer.actor, saveVacancy, vacancyInput({ salaryTo: '1000' })),
  ).rejects.toMatchObject({ faults: [{ path: 'salaryTo' }] })
  const { id } = await run(employer.actor, saveVacancy, abroadInput())
  expect((await read(employer.actor, (ctx) => getVacancy(ctx, id))).feesTotal).toBe(42_000_000)
  // By plain SQL neither a total of one's own nor an incomplete one that is sent.
  await expect(
    owner('update jobs.vacancy set fees_total = 1 where id = $1', [id]),
  ).rejects.toThrow()
  await expect(
    owner(`update jobs.vacancy set state = 'waiting', contract = null where id = $1`, [id]),
  ).rejects.toThrow(/check/)
  const free = await run(employer.actor, saveVacancy, abroadInput({ fees: [], noFees: 'on' }))
  expect((await read(employer.actor, (ctx) => getVacancy(ctx, free.id))).feesTotal).toBe(0)
})

test('draft, to be checked, public, ended: each step by who may take it, on the text that was read', async () => {
  const { id } = await run(employer.actor, saveVacancy, vacancyInput({ title: 'Thợ hàn' }))
  expect(await read(nobody, (ctx) => getPublicVacancies(ctx, [id]))).toEqual([])
  for (const actor of [rival.actor, foreign])
    await expect(run(actor, sendVacancy, { vacancyId: id })).rejects.toMatchObject({ status: 404 })
  await run(employer.actor, sendVacancy, { vacancyId: id })
  await expect(
    run(employer.actor, saveVacancy, vacancyInput({ id, version: 2 })),
  ).rejects.toMatchObject({ code: 'jobs.not_changeable' })
  for (const actor of [employer.actor, secretary, foreign])
    await expect(
      run(actor, checkVacancy, { vacancyId: id, version: 2, verdict: 'publish' }),
    ).rejects.toMatchObject({ status: expect.any(Number) })
  await expect(
    run(checker, checkVacancy, { vacancyId: id, version: 1, verdict: 'publish' }),
  ).rejects.toMatchObject({ code: 'jobs.checked_meanwhile' })
  await expect(
    run(checker, checkVacancy, { vacancyId: id, version: 2, verdict: 'refuse' }),
  ).rejects.toMatchObject({ faults: [{ path: 'reason' }] })
  await run(checker, checkVacancy, {
    vacancyId: id,
    version: 2,
    verdict: 'refuse',
    reason: 'Thiếu địa chỉ',
  })
  expect(await read(employer.actor, (ctx) => getVacancy(ctx, id))).toMatchObject({
    state: 'refused',
    reason: 'Thiếu địa chỉ',
  })
  await run(employer.actor, saveVacancy, vacancyInput({ id, version: 3, title: 'Thợ hàn cửa sắt' }))
  await run(employer.actor, sendVacancy, { vacancyId: id })
  await run(checker, checkVacancy, { vacancyId: id, version: 5, verdict: 'publish' })
  expect(
    (await read(nobody, (ctx) => searchPublic(ctx, { text: 'tho han cua' }))).entries,
  ).toMatchObject([{ kind: 'vacancy', id, address: `/jobs/${id}` }])
  // Public text cannot be changed by its employer behind the checker's back, by no way.
  await expect(
    run(employer.actor, saveVacancy, vacancyInput({ id, version: 6 })),
  ).rejects.toMatchObject({ code: 'jobs.not_changeable' })
  await expect(run(rival.actor, endVacancy, { vacancyId: id })).rejects.toMatchObject({
    status: 404,
  })
  await run(employer.actor, endVacancy, { vacancyId: id })
  expect((await read(nobody, (ctx) => searchPublic(ctx, { text: 'tho han cua' }))).entries).toEqual(
    [],
  )
  expect(await read(nobody, (ctx) => getPublicVacancies(ctx, [id]))).toMatchObject([
    { state: 'ended' },
  ])
  expect((await read(nobody, (ctx) => listSimilar(ctx, id))).length).toBeGreaterThan(0)
})

test('signs of fraud come to the checker with their reasons, out of what else is offered', async () => {
  const text =
    'Đóng gói linh kiện điện tử trong phòng lạnh, làm theo ca, có thưởng chuyên cần hằng tháng.'
  for (let n = 0; n < 6; n++)
    await aVacancy(app.testDatabase, {
      employerId: rival.id,
      field: 'electronics',
      salaryTo: 9_000_000 + n,
    })
  await aVacancy(app.testDatabase, {
    employerId: rival.id,
    field: 'electronics',
    description: text,
    salaryTo: 9_000_000,
  })
  const { id } = await run(
    employer.actor,
    saveVacancy,
    vacancyInput({
      field: 'electronics',
      description: `${text} Đặt cọc 2 triệu giữ chỗ.`,
      salaryTo: '45.000.000',
      contactPhone: '',
      contactOther: 'Zalo Ms Hoa',
    }),
  )
  await run(employer.actor, sendVacancy, { vacancyId: id })
  const look = (actor: Actor) =>
    read(actor, async (ctx) => listSigns(ctx, await getVacancy(ctx, id)))
  expect((await look(checker)).map(({ code }) => code).sort()).toEqual([
    'fee_in_advance',
    'messenger_only',
    'pay_far_above',
    'text_posted_before',
  ])
  await expect(look(foreign)).rejects.toMatchObject({ status: 404 })
})

test('a reader’s report comes back to the checker, who says what came of it', async () => {
  const id = await aVacancy(app.testDatabase, { employerId: employer.id })
  await run(nobody, reportVacancy, {
    id: uuidv7(),
    vacancyId: id,
    reason: 'fees',
    body: 'Họ đòi 500k',
  })
  const draft = await aVacancy(app.testDatabase, { employerId: employer.id, state: 'draft' })
  await expect(
    run(nobody, reportVacancy, { id: uuidv7(), vacancyId: draft, reason: 'fees' }),
  ).rejects.toMatchObject({ status: 404 })
  expect(await read(foreign, (ctx) => listReports(ctx, id))).toEqual([])
  expect(await read(employer.actor, (ctx) => listReports(ctx, id))).toEqual([])
  const [report] = await read(checker, (ctx) => listReports(ctx, id))
  expect(report).toMatchObject({ reason: 'fees', body: 'Họ đòi 500k', outcome: null })
  expect(
    (await read(checker, (ctx) => listDeskVacancies(ctx))).find((row) => row.id === id)?.reports,
  ).toBe(1)
  await expect(
    run(foreign, settleReport, { reportId: report?.id, outcome: 'x' }),
  ).rejects.toMatchObject({ status: 404 })
  await run(checker, settleReport, { reportId: report?.id, outcome: 'Đã gọi, công ty xin lỗi' })
  expect((await read(checker, (ctx) => listReports(ctx, id)))[0]?.outcome).toContain('xin lỗi')
})

/** Holds a row until so many wait for a lock, or one of them did not have to wait. */
async function whileHeld(
  row: 'vacancy' | 'employer',
  id: string,
  work: () => Promise<unknown>[],
  then?: string,
) {
  const holder = await app.testDatabase.ownerPool.connect()
  try {
    await holder.query('begin')
    await holder.query(`select from jobs.${row} where id = $1 for update`, [id])
    const begun = work()
    let ended = 0
    for (const one of begun)
      one.then(
        () => ended++,
        () => ended++,
      )
    const waiting = async () =>
      (
        await owner(
          `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
      )[0].n as number
    while (ended === 0 && (await waiting()) < begun.length)
      await new Promise((done) => setTimeout(done, 10))
    if (then) await holder.query(then, [id])
    await holder.query('commit')
    return Promise.allSettled(begun)
  } finally {
    holder.release()
  }
}

test('two verdicts at once: one is taken, the other is told so; who is refused at the same moment offers nothing', async () => {
  const id = await aVacancy(app.testDatabase, { employerId: employer.id, state: 'waiting' })
  const verdict = (more: object) =>
    run(checker, checkVacancy, { vacancyId: id, version: 1, ...more })
  const came = await whileHeld('vacancy', id, () => [
    verdict({ verdict: 'publish' }),
    verdict({ verdict: 'refuse', reason: 'Thu phí trước' }),
  ])
  expect(came.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  for (const one of came)
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({ code: 'jobs.checked_meanwhile' })

  const doubtful = await anEmployer(app.testDatabase, { unitId: tree.commune })
  const offered = () => aVacancy(app.testDatabase, { employerId: doubtful, state: 'waiting' })
  const publish = (vacancyId: string) =>
    run(checker, checkVacancy, { vacancyId, version: 1, verdict: 'publish' })
  const [first, second] = [await offered(), await offered()]
  const [refused] = await whileHeld(
    'employer',
    doubtful,
    () => [publish(first)],
    `update jobs.employer set state = 'refused' where id = $1`,
  )
  expect(refused).toMatchObject({
    status: 'rejected',
    reason: { code: 'jobs.employer_not_verified' },
  })
  await owner(`update jobs.employer set state = 'verified' where id = $1`, [doubtful])
  await Promise.allSettled([
    publish(second),
    run(checker, verifyEmployer, { employerId: doubtful, verdict: 'refused', note: 'x' }),
  ])
  const states = await owner('select state from jobs.vacancy where employer_id = $1', [doubtful])
  expect(states.map(({ state }) => state)).not.toContain('public')
  expect(await owner('select state from jobs.employer where id = $1', [doubtful])).toEqual([
    { state: 'refused' },
  ])
})

test('three ways to apply, each seen by its employer alone, and the applicant sees where it stands', async () => {
  const id = await aVacancy(app.testDatabase, { employerId: employer.id, title: 'Phụ bếp' })
  await run(applicant, saveProfile, { headline: 'Nấu ăn giỏi', skills: 'Nấu cỗ 50 mâm' })
  const own = { id: uuidv7(), vacancyId: id, consent: 'on' }
  await run(applicant, apply, own)
  await run(applicant, apply, own)
  await expect(run(applicant, apply, { ...own, id: uuidv7() })).rejects.toMatchObject({
    code: 'jobs.applied_already',
  })
  await expect(
    run(await somebody(), apply, { ...own, id: uuidv7(), consent: '' }),
  ).rejects.toMatchObject({ code: 'invalid' })
  const friend = await somebody()
  const helped = { id: uuidv7(), vacancyId: id, personId: friend.personId, consent: 'on' }
  await expect(run(foreign, applyFor, helped)).rejects.toMatchObject({ status: 404 })
  await run(secretary, applyFor, helped)
  const call = {
    id: uuidv7(),
    vacancyId: id,
    name: 'Ly Thị Mới',
    phone: '0987 654 321',
    consent: 'on',
  }
  const { token } = await run(nobody, requestCall, call)
  expect((await run(nobody, requestCall, call)).token).toBe(token)
  // Its id alone, or that of an application with a profile, leads nobody there.
  for (const other of [{ phone: '0987654399' }, { id: own.id }])
    await expect(run(employer.actor, requestCall, { ...call, ...other })).rejects.toMatchObject({
      status: 409,
      code: 'jobs.call_of_another',
    })
  const trapped = await run(nobody, requestCall, { ...call, website: 'http://spam' })
  expect(trapped.token).toHaveLength(token?.length ?? 0)
  expect(trapped.token).not.toBe(token)

  const seen = await read(employer.actor, (ctx) => listApplicants(ctx, id))
  expect(seen.map(({ way }) => way).sort()).toEqual(['call', 'profile', 'secretary'])
  expect((await read(employer.actor, (ctx) => getSentPage(ctx, own.id))).profile).toMatchObject({
    name: 'Sùng Thị Dợ',
    headline: 'Nấu ăn giỏi',
    skills: 'Nấu cỗ 50 mâm',
  })
  // Another employer, another commune, another member, the public: by list, by id, by deciding, by plain SQL.
  for (const actor of [rival.actor, foreign, await somebody(), nobody]) {
    expect(await read(actor, (ctx) => listApplicants(ctx, id))).toEqual([])
    await expect(read(actor, (ctx) => getSentPage(ctx, own.id))).rejects.toMatchObject({
      status: 404,
    })
    await expect(
      run(actor, decideApplication, { applicationId: own.id, state: 'declined' }),
    ).rejects.toMatchObject({ status: 404 })
    expect(
      (await read(actor, (ctx) => sql`select from jobs.application`.execute(ctx.db))).rows,
    ).toEqual([])
  }
  // The profile itself stays its person's own.
  for (const actor of [employer.actor, checker, secretary])
    expect(
      (await read(actor, (ctx) => sql`select from jobs.profile`.execute(ctx.db))).rows,
    ).toEqual([])
  // An officer reads who applied only where the employer has no account of its own, or whom they help.
  expect(
    (await read(secretary, (ctx) => listUnitApplications(ctx))).map((row) => row.id).sort(),
  ).toEqual([own.id, helped.id].sort())
  await expect(
    run(checker, decideApplication, { applicationId: own.id, state: 'declined' }),
  ).rejects.toMatchObject({ status: 404 })

  await run(employer.actor, decideApplication, { applicationId: own.id, state: 'seen' })
  await expect(
    run(employer.actor, decideApplication, { applicationId: own.id, state: 'invited' }),
  ).rejects.toMatchObject({ code: 'invalid' })
  await run(employer.actor, decideApplication, {
    applicationId: own.id,
    state: 'invited',
    answer: '8 giờ thứ hai',
  })
  expect(await read(applicant, listMyApplications)).toMatchObject([
    { id: own.id, state: 'invited', answer: '8 giờ thứ hai' },
  ])
  expect((await read(applicant, (ctx) => listNotices(ctx))).notices[0]?.href).toBe('/my-jobs')
  await run(employer.actor, decideApplication, {
    applicationId: call.id,
    state: 'hired',
    startsOn: '2026-06-15',
  })
  expect(await read(nobody, (ctx) => findStatus(ctx, token ?? ''))).toMatchObject({
    state: 'hired',
    title: 'Phụ bếp',
  })
  expect(await read(nobody, (ctx) => findStatus(ctx, 'x'))).toBeUndefined()
  await run(applicant, withdrawApplication, { applicationId: own.id })
  expect(
    (await read(employer.actor, (ctx) => listApplicants(ctx, id))).map((row) => row.id),
  ).not.toContain(own.id)
  await expect(run(friend, withdrawApplication, { applicationId: own.id })).rejects.toMatchObject({
    status: 404,
  })
})

test('by plain SQL an employer moves no applicant to itself and hands no vacancy to another', async () => {
  const id = await aVacancy(app.testDatabase, { employerId: rival.id })
  const tried = (actor: Actor, text: string) =>
    app.run(
      asking(app, actor),
      {
        name: 'x',
        shape: z.object({}),
        isUnrecorded: true,
        handle: async (ctx) => {
          await ctx.authorize({ kind: 'whoever' })
          return Number((await sql.raw(text).execute(ctx.db)).numAffectedRows ?? 0)
        },
      },
      {},
    )
  const denied = { code: '42501' }
  await expect(
    tried(employer.actor, `update jobs.application set employer_id = '${employer.id}'`),
  ).rejects.toMatchObject(denied)
  await expect(
    tried(employer.actor, `update jobs.vacancy set employer_id = '${employer.id}'`),
  ).rejects.toMatchObject(denied)
  expect(
    await tried(employer.actor, `update jobs.vacancy set title = 'x' where id = '${id}'`),
  ).toBe(0)
  await expect(
    tried(
      employer.actor,
      `update jobs.vacancy set state = 'public' where employer_id = '${employer.id}' and state = 'draft'`,
    ),
  ).rejects.toMatchObject(denied)
  await expect(tried(employer.actor, `update jobs.employer set state = 'verified'`)).resolves.toBe(
    0,
  )
})

test('what a refused employer offered, and what is past its last day, is found no more', async () => {
  const found = async (text: string) =>
    (await read(nobody, (ctx) => searchPublic(ctx, { text }))).entries.length
  const cheat = await anEmployer(app.testDatabase, { unitId: tree.commune })
  const offer = async (title: string) => {
    const id = await aVacancy(app.testDatabase, { employerId: cheat, state: 'waiting', title })
    await run(checker, checkVacancy, { vacancyId: id, version: 1, verdict: 'publish' })
    return id
  }
  await offer('Bốc vác cửa khẩu')
  const past = await offer('Trông kho hàng Tết')
  expect([await found('boc vac cua khau'), await found('trong kho hang tet')]).toEqual([1, 1])
  await app.testDatabase.ownerPool.query(
    `update jobs.vacancy set ends_on = '2020-01-01' where id = $1`,
    [past],
  )
  await jobTasks.find(({ name }) => name === 'jobs.pass_day')?.run(app, asking(app, system), {})
  expect([await found('boc vac cua khau'), await found('trong kho hang tet')]).toEqual([1, 0])
  await run(checker, verifyEmployer, { employerId: cheat, verdict: 'refused', note: 'Giấy tờ giả' })
  expect(await found('boc vac cua khau')).toBe(0)
})

test('for an employer without an account an officer decides; nobody applies for what has ended', async () => {
  const centre = await anEmployer(app.testDatabase, { unitId: tree.commune, kind: 'job_centre' })
  const id = await aVacancy(app.testDatabase, { employerId: centre })
  const sent = await run(await somebody(), apply, { id: uuidv7(), vacancyId: id, consent: 'on' })
  expect(await read(checker, (ctx) => listApplicants(ctx, id))).toHaveLength(1)
  await expect(
    run(foreign, decideApplication, { applicationId: sent.id, state: 'seen' }),
  ).rejects.toMatchObject({ status: 404 })
  await run(checker, decideApplication, { applicationId: sent.id, state: 'declined' })
  const over = await aVacancy(app.testDatabase, { employerId: centre, state: 'ended' })
  await expect(
    run(applicant, apply, { id: uuidv7(), vacancyId: over, consent: 'on' }),
  ).rejects.toMatchObject({ code: 'jobs.vacancy_ended' })
  await expect(
    run(nobody, requestCall, {
      id: uuidv7(),
      vacancyId: over,
      name: 'x',
      phone: '0987654322',
      consent: 'on',
    }),
  ).rejects.toMatchObject({ code: 'jobs.vacancy_ended' })
})

test('who found work is recorded with consent, asked after three months, and counts in the figures', async () => {
  const id = await aVacancy(app.testDatabase, { employerId: employer.id })
  const worker = await somebody()
  const sent = await run(worker, apply, { id: uuidv7(), vacancyId: id, consent: 'on' })
  const found = {
    id: uuidv7(),
    applicationId: sent.id,
    employerName: 'Công ty',
    job: 'May',
    place: 'Vị Xuyên',
    startedOn: '2026-06-10',
    consent: 'on',
  }
  await expect(run(worker, recordPlacement, found)).rejects.toMatchObject({
    code: 'jobs.not_hired',
  })
  await run(employer.actor, decideApplication, {
    applicationId: sent.id,
    state: 'hired',
    startsOn: '2026-06-10',
  })
  await expect(run(worker, recordPlacement, { ...found, consent: '' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(run(applicant, recordPlacement, found)).rejects.toMatchObject({ status: 404 })
  await run(worker, recordPlacement, found)
  await run(worker, recordPlacement, found)
  await expect(run(worker, recordPlacement, { ...found, id: uuidv7() })).rejects.toMatchObject({
    code: 'jobs.placed_already',
  })
  const other = await somebody()
  const byWord = { ...found, id: uuidv7(), applicationId: '', personId: other.personId }
  await expect(run(foreign, recordPlacement, byWord)).rejects.toMatchObject({ status: 404 })
  await run(secretary, recordPlacement, byWord)
  expect(
    (await read(secretary, (ctx) => listPlacements(ctx, 'units'))).map((row) => row.id).sort(),
  ).toEqual([found.id, byWord.id].sort())
  expect(await read(foreign, (ctx) => listPlacements(ctx, 'units'))).toEqual([])

  const kept = { placementId: found.id, kept: 'yes' }
  await expect(run(worker, answerPlacement, kept)).rejects.toMatchObject({
    code: 'jobs.not_three_months',
  })
  app.setNow('2026-09-12T03:00:00Z')
  try {
    const passDay = jobTasks.find(({ name }) => name === 'jobs.pass_day')
    await passDay?.run(app, asking(app, system), {})
    await passDay?.run(app, asking(app, system), {})
    const asked = (await read(worker, (ctx) => listNotices(ctx))).notices.filter(({ text }) =>
      text.startsWith('Đã ba tháng'),
    )
    expect(asked).toHaveLength(1)
    await expect(run(foreign, answerPlacement, kept)).rejects.toMatchObject({ status: 404 })
    await run(worker, answerPlacement, kept)
    await run(secretary, answerPlacement, { placementId: byWord.id, kept: 'no' })
    const figures = async () => {
      while ((await owner('select indicators.fold() as taken'))[0].taken);
      return owner(
        `select indicator, value::int from indicators.total($1, array['jobs_found', 'jobs_kept'], '2026-06-01', '2026-12-31', 'then') order by 1`,
        [tree.province],
      )
    }
    expect(await figures()).toEqual([
      { indicator: 'jobs_found', value: 2 },
      { indicator: 'jobs_kept', value: 1 },
    ])
    // Consent can be taken back, and what it counted for goes with it.
    await expect(run(secretary, removePlacement, { placementId: found.id })).rejects.toMatchObject({
      status: 404,
    })
    await run(worker, removePlacement, { placementId: found.id })
    expect((await figures()).map(({ value }) => value)).toEqual([1, 0])
    expect(await read(nobody, (ctx) => getPublicVacancies(ctx, [id]))).toMatchObject([
      { state: 'ended' },
    ])
  } finally {
    app.setNow(now)
  }
})

test('whoever saved a search is told of what fits, and of nothing else', async () => {
  const seeker = await somebody()
  const search = { id: uuidv7(), text: 'pha che', isAbroad: 'no', salaryFrom: '8.000.000' }
  await run(seeker, saveSearch, search)
  const match = jobTasks.find(({ name }) => name === 'jobs.match_searches')
  const told = async (fields: { title: string; salaryTo?: number }) => {
    const vacancyId = await aVacancy(app.testDatabase, { employerId: employer.id, ...fields })
    await match?.run(app, asking(app, system), { vacancyId })
    return (await read(seeker, (ctx) => listNotices(ctx))).notices.map(({ href }) => href)
  }
  expect(await told({ title: 'Lái xe tải' })).toEqual([])
  expect(await told({ title: 'Pha chế quán cà phê', salaryTo: 7_000_000 })).toEqual([])
  expect(await told({ title: 'Nhân viên pha chế' })).toHaveLength(1)
  expect(await read(applicant, listSearches)).toEqual([])
  await run(applicant, dropSearch, { searchId: search.id })
  expect(await read(seeker, listSearches)).toHaveLength(1)
})

test('the public list is searched without diacritics and filtered, in a fixed number of statements', async () => {
  await aVacancy(app.testDatabase, {
    employerId: employer.id,
    title: 'Hộ lý viện dưỡng lão',
    field: 'care',
    place: 'Tô-ky-ô',
    salaryTo: 40_000_000,
    abroad: { country: 'Nhật Bản', fees: [{ name: 'Dịch vụ', amount: 30_000_000, when: 'later' }] },
  })
  const titles = async (search: string) =>
    (await read(nobody, (ctx) => listPublicVacancies(ctx, query(search)))).rows.map(
      ({ title }) => title,
    )
  for (const search of [
    'q=ho+ly+vien',
    'q=DUONG+lao',
    'field=care',
    'abroad=yes&salary=35',
    'place=nhat+ban',
    'q=ho+ly&abroad=yes&housing=on',
  ])
    expect(await titles(search), search).toEqual(['Hộ lý viện dưỡng lão'])
  for (const search of [
    'q=ho+ly&abroad=no',
    'field=care&salary=41',
    "q='%3B+drop",
    'q=ho+ly&page=2',
  ])
    expect(await titles(search), search).toEqual([])
  expect((await titles('field=nonsense&page=x&salary=-1')).length).toBeGreaterThan(2)
})

test('a fair is an activity of a campaign with what is offered there; only its organiser makes it one', async () => {
  const { aCampaign, anActivity } = await import('#modules/campaigns/server/testing.ts')
  const campaignId = await aCampaign(app.testDatabase, { unitId: tree.commune })
  const activityId = await anActivity(app.testDatabase, { unitId: tree.commune, campaignId })
  const vacancyId = await aVacancy(app.testDatabase, {
    employerId: employer.id,
    title: 'Tại ngày hội',
  })
  expect(await read(nobody, (ctx) => findFair(ctx, activityId))).toBeUndefined()
  await expect(run(foreign, offerAtFair, { activityId, vacancyId })).rejects.toMatchObject({
    status: 403,
  })
  await run(checker, offerAtFair, { activityId, vacancyId })
  expect(await read(nobody, (ctx) => findFair(ctx, activityId))).toMatchObject({
    id: activityId,
    campaignId,
  })
  expect(
    (await read(nobody, (ctx) => listPublicVacancies(ctx, { text: '', page: 1, fair: activityId })))
      .rows,
  ).toMatchObject([{ title: 'Tại ngày hội' }])
})

test('each vacancy is a JobPosting that a validator of structured data takes, and the feed is well formed', async () => {
  const ids = [
    await aVacancy(app.testDatabase, {
      employerId: employer.id,
      title: 'May </script> & <b>',
      description: 'Dòng một\nDòng <hai> & ba',
    }),
    await aVacancy(app.testDatabase, {
      employerId: employer.id,
      abroad: { country: 'Nhật Bản', fees: [] },
    }),
    await aVacancy(app.testDatabase, { employerId: employer.id, state: 'ended' }),
  ]
  const vacancies = await read(nobody, (ctx) => getPublicVacancies(ctx, ids))
  expect(vacancies).toHaveLength(3)
  const check = async (posting: Record<string, unknown>) => {
    const data = JSON.parse(JSON.stringify(posting))
    const issues = await new Validator().validate({
      jsonld: { JobPosting: [data] },
      microdata: {},
      rdfa: {},
    })
    return issues.filter(({ severity }) => severity === 'ERROR')
  }
  for (const vacancy of vacancies) {
    const posting = postingOf(vacancy, 'https://x.example')
    expect(await check(posting as never)).toEqual([])
    // The validator would say so if something were missing.
    expect(await check({ ...(posting as object), title: undefined })).not.toEqual([])
    expect(await check({ ...(posting as object), jobLocation: undefined })).not.toEqual([])
  }
  const feed = writeFeed(vacancies, 'https://x.example')
  expect(feed.match(/<item>/g)).toHaveLength(3)
  expect(feed).not.toMatch(/<b>|<\/script>/)
})

test('lists ask a fixed number of statements and a secretary sees their own units only', async () => {
  expect(
    (await read(employer.actor, (ctx) => listVacanciesOf(ctx, employer.id))).length,
  ).toBeGreaterThan(3)
  // Of a rival only what everybody reads, which is nothing from within.
  expect(await read(employer.actor, (ctx) => listVacanciesOf(ctx, rival.id))).toEqual([])
  expect(await read(foreign, (ctx) => listDeskVacancies(ctx))).toEqual([])
  expect(await read(foreign, (ctx) => listUnitApplications(ctx))).toEqual([])
})
