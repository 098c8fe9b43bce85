import { sign } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { RoleTypeName } from '#platform/server/access/role-types.ts'
import type { Command } from '#platform/server/command.ts'
import { type Actor, nobody } from '#platform/server/context.ts'
import { createAccount } from '#platform/server/identity/index.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import * as assignments from './assignments/server/index.ts'
import * as assists from './assists/server/index.ts'
import * as campaigns from './campaigns/server/index.ts'
import { aCampaign, anActivity, aTeamMember } from './campaigns/server/testing.ts'
import * as documents from './documents/server/index.ts'
import * as ideas from './ideas/server/index.ts'
import { anIdea } from './ideas/server/testing.ts'
import * as indicators from './indicators/server/index.ts'
import * as jobs from './jobs/server/index.ts'
import { anEmployer, aVacancy, vacancyInput } from './jobs/server/testing.ts'
import * as learning from './learning/server/index.ts'
import { aCertificate, aCourse } from './learning/server/testing.ts'
import * as links from './links/server/index.ts'
import * as market from './market/server/index.ts'
import { anOrder, aProduct, aStall } from './market/server/testing.ts'
import * as meetings from './meetings/server/index.ts'
import { aMeeting } from './meetings/server/testing.ts'
import * as members from './members/server/index.ts'
import { anOfficer, aPerson } from './members/server/testing.ts'
import * as outreach from './outreach/server/index.ts'
import { aPost } from './outreach/server/testing.ts'
import * as requests from './requests/server/index.ts'
import { aRequest } from './requests/server/testing.ts'
import * as restructuring from './restructuring/server/index.ts'
import * as signing from './signing/server/index.ts'
import { aPdf } from './signing/server/testing.ts'
import { type Holder, makeAuthority } from './signing/testing/keys.ts'
import * as tourism from './tourism/server/index.ts'
import { aHomestay, aPhotoOf } from './tourism/server/testing.ts'
import * as units from './units/server/index.ts'
import { aTree } from './units/server/testing.ts'
import * as ventures from './ventures/server/index.ts'
import { aVenture } from './ventures/server/testing.ts'
import * as voting from './voting/server/index.ts'
import { anOpenVote, moreThanHalf } from './voting/server/testing.ts'

/*
 * Every command there is, asked by the highest officer of another commune for what is not theirs, and
 * by the one whose it is: the one is refused, the other never for want of rights. A new command fails
 * until it is listed here.
 */
const app = useApp({
  now: '2026-06-15T03:00:00Z',
  tasks: [
    members.importMembers,
    signing.pollProvider,
    documents.readFileText,
    ...outreach.outreachTasks.map(({ schedule: _, ...task }) => task),
  ].map((task) => ({ ...task, run: async () => {} })),
})
let people = 0

const isCommand = (it: unknown): it is Command =>
  typeof it === 'object' && it !== null && 'handle' in it && 'shape' in it && 'name' in it
const accounts = () => members.accountCommands(app.testDatabase.ownerPool)

const place = async (options: { withAccount: boolean }) => {
  const { testDatabase } = app
  const { ownerPool } = testDatabase
  const tree = await aTree(testDatabase)
  const officerOf = async (unitId: string, role: RoleTypeName) =>
    asking(app, await anOfficer(testDatabase, unitId, role))
  const phone = `+8491234${String(++people).padStart(4, '0')}`
  const person = await aPerson(testDatabase, { unitId: tree.branch, phone })
  const asker = await aPerson(testDatabase, { unitId: tree.branch })
  const campaignId = await aCampaign(testDatabase, { unitId: tree.commune })
  const activityId = await anActivity(testDatabase, { unitId: tree.commune, campaignId })
  await aTeamMember(testDatabase, { activityId, personId: person })
  await aTeamMember(testDatabase, { activityId, personId: asker, state: 'signed_up' })
  const { placeId, roomId } = await aHomestay(testDatabase, { unitId: tree.commune })
  const { id: helpId } = await aRequest(app, { unitId: tree.commune })
  const [roleId, assistId, checkInId, importId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  const [groupingId, draftId, paperId] = [uuidv7(), uuidv7(), uuidv7()]
  const { id: meetingId, itemId } = await aMeeting(testDatabase, { unitId: tree.branch })
  await ownerPool.query(
    `insert into meetings.paper (id, meeting_id, unit_id, title, file_name, media_type, extension, size, sha256)
     values ($1, $2, $3, 'x', 'x.pdf', 'application/pdf', 'pdf', 1, repeat('0', 64))`,
    [paperId, meetingId, tree.branch],
  )
  const assignmentId = uuidv7()
  await ownerPool.query(
    `insert into assignments.assignment (id, unit_id, title, owner_id, due_on, given_on) values ($1, $2, 'Việc', $3, '2026-06-20', '2026-06-01')`,
    [assignmentId, tree.commune, person],
  )
  await ownerPool.query(
    `insert into units.grouping (id, unit_id, name, valid_from) values ($1, $2, 'Cụm', '2026-01-01')`,
    [groupingId, tree.commune],
  )
  await ownerPool.query(
    `insert into access.role (id, person_id, role_type, unit_id, valid_from) values ($1, $2, 'branch_deputy', $3, '2025-01-01')`,
    [roleId, person, tree.branch],
  )
  await ownerPool.query(
    `insert into assists.assist (id, activity_id, unit_id, service, outcome, people, happened_at, happened_on, recorded_by)
     values ($1, $2, $3, 'eid_level_2', 'done', 1, now(), '2026-06-15', $4)`,
    [assistId, activityId, tree.commune, person],
  )
  await ownerPool.query(
    `insert into assists.callback (assist_id, unit_id, name_sealed, phone_sealed, purpose, consent_text_version, consent_method, consented_at, recorded_by, delete_after)
     values ($1, $2, $4, $4, 'Gọi lại', '2026-01', 'spoken', now(), $3, '2026-07-15')`,
    [assistId, tree.commune, person, app.sealer.seal('Vừ Thị Say')],
  )
  await ownerPool.query(
    `insert into campaigns.check_in (id, activity_id, unit_id, person_id, method, happened_at, happened_on, recorded_by)
     values ($1, $2, $3, $4, 'roster', now(), '2026-06-15', $4)`,
    [checkInId, activityId, tree.commune, person],
  )
  const [proposalId, commentId, fileId] = [uuidv7(), uuidv7(), uuidv7()]
  const screened = await anIdea(testDatabase, {
    unitId: tree.branch,
    authorId: asker,
    state: 'commune',
    stepUnitId: tree.commune,
  })
  const duplicate = await anIdea(testDatabase, {
    unitId: tree.branch,
    authorId: person,
    state: 'commune',
    stepUnitId: tree.commune,
  })
  const published = await anIdea(testDatabase, {
    unitId: tree.branch,
    authorId: asker,
    state: 'published',
    stepUnitId: tree.commune,
  })
  const chosen = await anIdea(testDatabase, {
    unitId: tree.branch,
    authorId: asker,
    state: 'chosen',
    stepUnitId: tree.commune,
  })
  await ownerPool.query(
    `insert into ideas.comment (id, idea_id, unit_id, person_id, body, shown_as, state, written_at) values ($1, $2, $3, $4, 'x', 'x', 'held', now())`,
    [commentId, published, tree.branch, person],
  )
  await ownerPool.query(
    `insert into ideas.proposal (id, unit_id, content, name, phone, consent_text_version, consented_at, delete_after)
     values ($1, $2, '{"title":"x","problem":"x","solution":"x","category":"other","showsName":false}', 'Ly Thị Mới', $3, 'x', now(), '2027-01-01')`,
    [proposalId, tree.branch, phone.replace('+8491', '+8492')],
  )
  await ownerPool.query(
    `insert into ideas.file (id, idea_id, unit_id, name, media_type, size, sha256, is_photo, added_by, added_at) values ($1, $2, $3, 'x', 'image/jpeg', 1, repeat('0', 64), true, $4, now())`,
    [fileId, screened, tree.branch, asker],
  )
  if (options.withAccount)
    await createAccount(ownerPool, {
      personId: person,
      name: 'Vàng Thị Mỷ',
      phone,
      password: 'mot-cau-dai-cua-rieng-minh',
      mustChangePassword: false,
    })
  const secretary = await anOfficer(testDatabase, tree.commune, 'commune_secretary')
  const postOf = (fields: Partial<Parameters<typeof aPost>[1]>) =>
    aPost(testDatabase, { unitId: tree.commune, authorId: asker, approverId: person, ...fields })
  const posts = {
    draft: await postOf({}),
    waiting: await postOf({ state: 'waiting' }),
    published: await postOf({ state: 'published', quiz: true }),
  }
  const [postFileId, deliveryId, outreachCampaignId] = [uuidv7(), uuidv7(), uuidv7()]
  await ownerPool.query(
    `insert into outreach.file (id, post_id, unit_id, kind, name, media_type, size, sha256, added_by, added_at)
     values ($1, $2, $3, 'picture', 'x', 'image/jpeg', 1, repeat('0', 64), $4, now())`,
    [postFileId, posts.draft, tree.commune, asker],
  )
  await ownerPool.query(
    `insert into outreach.delivery (id, channel, unit_id, post_id, made_at) values ($1, 'push', $2, $3, now())`,
    [deliveryId, tree.commune, posts.published],
  )
  await ownerPool.query(
    `insert into outreach.campaign (id, unit_id, name, goal, starts_on, ends_on) values ($1, $2, 'Đợt', 'x', '2026-06-01', '2026-06-30')`,
    [outreachCampaignId, tree.commune],
  )
  const kept = await somePapers(tree)
  await app.run(asking(app, secretary), members.startImport, {
    id: importId,
    unitId: tree.commune,
    fileName: 'ds.csv',
    bytes: Buffer.from('Họ và tên;Ngày sinh;Chi đoàn\nLý Thị Mỷ;01/02/2004;thôn Đoàn Kết\n'),
    joinedOn: '2026-06-01',
  })
  await app.run(asking(app, secretary), restructuring.openDraft, {
    id: draftId,
    title: 'Sắp xếp chi đoàn',
    effectiveOn: day,
    scopeIds: [tree.commune],
  })
  const papers = await papersOf(secretary, tree.commune)
  const business = await aBusiness(asking(app, secretary), tree.commune, person)
  const offered = await someJobs(tree.commune, tree.branch, person)
  const vote = {
    unitId: tree.commune,
    method: 'secret',
    kind: 'motion',
    title: 'Thông qua nghị quyết',
    rule: moreThanHalf,
  } as const
  const draftVoteId = uuidv7()
  await app.run(asking(app, secretary), voting.prepareVote, { id: draftVoteId, ...vote })
  const openVoteId = await anOpenVote(app, secretary, {
    ...vote,
    personIds: [person],
    takesPaper: true,
  })
  return {
    ...papers,
    ...business,
    ...offered,
    ...tree,
    vote,
    draftVoteId,
    openVoteId,
    draftId,
    person,
    asker,
    campaignId,
    activityId,
    roleId,
    assistId,
    checkInId,
    importId,
    groupingId,
    meetingId,
    itemId,
    paperId,
    posts,
    postFileId,
    deliveryId,
    outreachCampaignId,
    screened,
    duplicate,
    published,
    chosen,
    proposalId,
    commentId,
    fileId,
    assignmentId,
    helpId,
    placeId,
    roomId,
    bookingId: await aBooking(roomId),
    placePhotoId: await aPhotoOf(testDatabase, placeId),
    ...kept,
    learning: await somethingToLearn(tree, asker),
    stall: await stallAt(tree.commune),
    mine: asking(app, secretary),
    foreign: await officerOf(tree.otherCommune, 'commune_secretary'),
  }
}
/** A venture of a commune with support, a mentor and an application for capital, each where somebody may act. */
async function aBusiness(mine: Place['mine'], unitId: string, leaderId: string) {
  const { testDatabase } = app
  const ids = {
    supportId: uuidv7(),
    outcomeId: uuidv7(),
    mentorId: uuidv7(),
    freeMentorId: uuidv7(),
    mentoringId: uuidv7(),
    programmeId: uuidv7(),
    capitalId: uuidv7(),
  }
  const ventureId = await aVenture(testDatabase, { unitId })
  const draftVentureId = await aVenture(testDatabase, { unitId, state: 'draft', leaderId })
  const run = (command: Command, input: object) => app.run(mine, command, input)
  await run(ventures.recordSupport, {
    id: ids.supportId,
    ventureId,
    what: 'sales',
    givenBy: 'Tỉnh đoàn',
    givenOn: '2026-01-10',
    cost: 1,
  })
  await run(ventures.recordOutcome, {
    id: ids.outcomeId,
    supportId: ids.supportId,
    months: 3,
    measuredOn: '2026-04-10',
    salesChange: 1,
    jobsChange: 1,
  })
  for (const id of [ids.mentorId, ids.freeMentorId])
    await run(ventures.saveMentor, {
      id,
      unitId,
      name: 'Lê Văn Quyết',
      skills: 'sales',
      hoursMonth: 5,
    })
  await run(ventures.beginMentoring, {
    id: ids.mentoringId,
    ventureId,
    mentorId: ids.mentorId,
    goal: 'x',
  })
  await run(ventures.openProgramme, {
    id: ids.programmeId,
    unitId,
    name: 'Vốn',
    purpose: 'x',
    budget: 10,
    mostEach: 5,
    opensOn: '2026-06-01',
    closesOn: '2026-06-30',
  })
  await run(ventures.saveApplication, {
    id: ids.capitalId,
    programmeId: ids.programmeId,
    ventureId,
    amount: 5,
    plan: 'x',
    submit: true,
  })
  await run(ventures.nameScorer, { programmeId: ids.programmeId, personId: leaderId })
  const { rows } = await testDatabase.ownerPool.query<{ id: string }>(
    'select id from ventures.principal where venture_id = $1',
    [draftVentureId],
  )
  return {
    ...ids,
    ventureId,
    draftVentureId,
    principalId: String(rows[0]?.id),
    scorer: leaderId,
  }
}
/** Somebody who asks for a room. */
async function aBooking(roomId: string) {
  const id = uuidv7()
  await app.run(asking(app, nobody), tourism.askForRoom, {
    id,
    link: requests.newLink(),
    roomId,
    arrivesOn: '2026-07-01',
    leavesOn: '2026-07-02',
    guests: 1,
    name: 'x',
    phone: `0968${String(++people).padStart(6, '0')}`,
    consent: 'on',
  })
  return id
}

/** An employer of a commune without an account, a vacancy at each step, and what came of one. */
async function someJobs(unitId: string, branch: string, personId: string) {
  const { testDatabase } = app
  const { ownerPool } = testDatabase
  const employer = await anEmployer(testDatabase, {
    unitId,
    phone: `+8491235${String(people).padStart(4, '0')}`,
  })
  const ids = {
    employer,
    newEmployer: await anEmployer(testDatabase, { unitId, state: 'waiting' }),
    draftVacancy: await aVacancy(testDatabase, { employerId: employer, state: 'draft' }),
    waitingVacancy: await aVacancy(testDatabase, { employerId: employer, state: 'waiting' }),
    openVacancy: await aVacancy(testDatabase, { employerId: employer }),
    reportId: uuidv7(),
    applicationId: uuidv7(),
    placementId: uuidv7(),
  }
  await ownerPool.query(
    `insert into jobs.report (id, vacancy_id, unit_id, reason, reported_at) values ($1, $2, $3, 'other', now())`,
    [ids.reportId, ids.openVacancy, unitId],
  )
  await ownerPool.query(
    `insert into jobs.application (id, vacancy_id, employer_id, unit_id, way, name, phone, sent_at, consent_text_version, delete_after)
     values ($1, $2, $3, $4, 'call', 'x', '+84912345678', now(), 'x', '2027-01-01')`,
    [ids.applicationId, ids.openVacancy, employer, branch],
  )
  await ownerPool.query(
    `insert into jobs.placement (id, unit_id, person_id, employer_name, job, place, is_abroad, started_on, consent_text_version, consent_method, consented_at, recorded_by)
     values ($1, $2, $3, 'x', 'x', 'x', false, '2026-01-01', 'x', 'self', now(), $3)`,
    [ids.placementId, branch, personId],
  )
  return ids
}
/** Courses of a commune at each step, and what somebody of its branch did with one. */
async function somethingToLearn(
  { commune, branch }: { commune: string; branch: string },
  personId: string,
) {
  const { testDatabase } = app
  const draft = await aCourse(testDatabase, { unitId: commune, state: 'draft' })
  const review = await aCourse(testDatabase, {
    unitId: commune,
    state: 'review',
    submittedBy: personId,
  })
  const open = await aCourse(testDatabase, { unitId: commune })
  const certificate = await aCertificate(testDatabase, {
    personId,
    unitId: branch,
    courseId: open.id,
    versionId: open.versionId,
  })
  const [submissionId, pathId] = [uuidv7(), uuidv7()]
  await testDatabase.ownerPool.query(
    `insert into learning.submission (id, person_id, unit_id, course_id, version_id, body, submitted_at) values ($1, $2, $3, $4, $5, 'x', now())`,
    [submissionId, personId, branch, open.id, open.versionId],
  )
  await testDatabase.ownerPool.query(
    `insert into learning.path (id, unit_id, title, audience, due_on, opened_on) values ($1, $2, 'x', 'members', '2026-12-01', '2026-06-01')`,
    [pathId, commune],
  )
  return { draft, review, open, certificateId: certificate.id, submissionId, pathId }
}

/** Papers of a commune, one at each step, with what belongs to them. */
async function somePapers({ commune, province }: { commune: string; province: string }) {
  const { ownerPool } = app.testDatabase
  const ids = {
    draftPaper: uuidv7(),
    approvedPaper: uuidv7(),
    issuedPaper: uuidv7(),
    arrival: uuidv7(),
    paperFileId: uuidv7(),
    linkId: uuidv7(),
    experienceId: uuidv7(),
  }
  await ownerPool.query(
    `insert into documents.term (id, unit_id, name, starts_on) values ($1, $2, '2022–2027', '2022-01-01')`,
    [uuidv7(), province],
  )
  await ownerPool.query(
    `with run as (insert into documents.series (unit_id, form, type, period, period_name, last)
       values ($5, 'union', 'plan', 'x', 'x', 1), ($5, 'incoming', 'any', '2026', '2026', 1) returning id, form)
     insert into documents.document (id, unit_id, direction, type, subject, state, series_id, number, symbol, issued_on, sender, received_on)
     select v.id, $5, v.direction, 'plan', 'Văn bản', v.state, run.id, case when run.id is not null then 1 end,
            case when run.id is not null then '01' end, v.issued_on, v.sender, v.received_on
       from (values ($1::uuid, 'out', 'draft', '', null::date, null, null::date), ($2, 'out', 'approved', '', null, null, null),
                    ($3, 'out', 'issued', 'union', '2026-06-01', null, null),
                    ($4, 'in', 'registered', 'incoming', null, 'UBND xã', '2026-06-01')) v (id, direction, state, form, issued_on, sender, received_on)
       left join run on run.form = v.form`,
    [ids.draftPaper, ids.approvedPaper, ids.issuedPaper, ids.arrival, commune],
  )
  await ownerPool.query(
    `insert into documents.file (id, document_id, role, name, kind, media_type, sha256, size)
     values ($1, $2, 'attachment', 'x.pdf', 'pdf', 'application/pdf', repeat('0', 64), 1)`,
    [ids.paperFileId, ids.draftPaper],
  )
  await ownerPool.query(
    `insert into documents.link (id, document_id, token_hash, token_sealed, ends_on) values ($1, $2, $3, 'x', '2027-01-01')`,
    [ids.linkId, ids.issuedPaper, Buffer.from(ids.linkId)],
  )
  await ownerPool.query(
    `insert into documents.experience (id, unit_id, title, problem, done, result, shared_on)
     values ($1, $2, 'Cách làm', 'x', 'x', 'x', '2026-06-01')`,
    [ids.experienceId, commune],
  )
  return ids
}
/** A hub of a commune with a product, an order, a cycle and a transfer in doubt. */
async function stallAt(commune: string) {
  const { testDatabase } = app
  const stallId = await aStall(testDatabase, { unitId: commune })
  const productId = await aProduct(testDatabase, { stallId })
  const offeredId = await aProduct(testDatabase, { stallId })
  const { id: orderId } = await anOrder(testDatabase, { stallId, productId })
  const [photoId, cycleId, transferId, entryId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  const row = [stallId, commune]
  for (const [text, values] of [
    [
      `insert into market.photo (id, product_id, stall_id, unit_id, sha256, size, added_at) values ($3, $4, $1, $2, repeat('0', 64), 1, now())`,
      [...row, photoId, productId],
    ],
    [
      `insert into market.cycle (id, stall_id, unit_id, title, opens_on, closes_on, handover_on, place)
       values ($3, $1, $2, 'x', '2026-06-01', '2026-06-20', '2026-06-21', 'x')`,
      [...row, cycleId],
    ],
    [
      `insert into market.cycle_offer (cycle_id, product_id, stall_id, hub_id, unit_id, offered_at) values ($3, $4, $1, $1, $2, now())`,
      [...row, cycleId, offeredId],
    ],
    [
      `insert into market.transfer (id, stall_id, unit_id, source, account_key, key, amount, booked_on, verdict, doubt, told_at)
       values ($3, $1, $2, 'statement', $4, 'x', 1, '2026-06-01', 'doubtful', 'by_amount_only', now())`,
      [...row, transferId, Buffer.from(transferId)],
    ],
    [
      `insert into market.book_entry (id, stall_id, unit_id, kind, category, amount, booked_on) values ($3, $1, $2, 'income', 'other', 1, '2026-06-01')`,
      [...row, entryId],
    ],
  ] as const)
    await testDatabase.ownerPool.query(text, [...values])
  return { stallId, productId, offeredId, orderId, photoId, cycleId, transferId, entryId }
}

type Place = Awaited<ReturnType<typeof place>>

/** A secretary's key is made once: making one takes longer than all the rest of a place. */
let authority: Awaited<ReturnType<typeof makeAuthority>> | undefined
async function keyOf(name: string): Promise<Holder> {
  authority ??= await makeAuthority()
  return authority.issue({ name, kind: 'ec' })
}

/** A paper that waits for the secretary, one that they have begun to sign, and their certificate. */
async function papersOf(secretary: Actor & { personId: string }, unitId: string) {
  const mine = asking(app, secretary)
  const key = await keyOf('Nguyễn Văn Cán Bộ')
  const chain = key.chain.map(({ raw }) => raw.toString('base64'))
  const sha256 = await aPdf(app)
  const request = async () => {
    const { id } = await app.run(mine, signing.request, {
      id: uuidv7(),
      unitId,
      title: 'Biên bản',
      sha256,
      signers: [{ personId: secretary.personId, role: 'Chủ tọa' }],
    })
    return id
  }
  const [waitingPaper, begunPaper] = [await request(), await request()]
  const begun = await app.run(mine, signing.beginSignature, {
    id: uuidv7(),
    requestId: begunPaper,
    chain,
  })
  const [certificate] = await app.read(mine, (ctx) =>
    signing.listCertificates(ctx, secretary.personId),
  )
  return {
    secretaryId: secretary.personId,
    sha256,
    chain,
    waitingPaper,
    attemptId: begun.attemptId,
    signature: sign('sha256', Buffer.from(begun.toSign, 'base64'), key.key).toString('base64'),
    certificateId: certificate?.id,
  }
}

const day = '2026-06-20'
const cases: Record<string, (at: Place) => unknown> = {
  'access.open_account': (at) => ({ personId: at.person }),
  'access.reset_password': (at) => ({ personId: at.person }),
  'access.disable_account': (at) => ({ personId: at.person }),
  'access.enable_account': (at) => ({ personId: at.person }),
  'access.grant_role': (at) => ({
    personId: at.asker,
    roleType: 'branch_secretary',
    unitId: at.branch,
    from: day,
  }),
  'access.end_role': (at) => ({ roleId: at.roleId, on: day }),
  'assignments.give': (at) => ({
    id: uuidv7(),
    unitId: at.commune,
    title: 'Việc mới',
    ownerId: at.person,
    dueOn: day,
  }),
  'assignments.change': (at) => ({
    assignmentId: at.assignmentId,
    title: 'Việc khác',
    ownerId: at.person,
    dueOn: day,
  }),
  'assignments.complete': (at) => ({ assignmentId: at.assignmentId }),
  'assignments.reopen': (at) => ({ assignmentId: at.assignmentId }),
  'assignments.cancel': (at) => ({ assignmentId: at.assignmentId, outcome: 'Không cần nữa' }),
  'documents.draft': (at) => ({ id: uuidv7(), unitId: at.commune, type: 'plan', subject: 'Mới' }),
  'documents.change': (at) => ({ documentId: at.draftPaper, type: 'plan', subject: 'Khác' }),
  'documents.discard': (at) => ({ documentId: at.draftPaper }),
  'documents.submit': (at) => ({ documentId: at.draftPaper, stepId: uuidv7() }),
  'documents.comment': (at) => ({ documentId: at.draftPaper, stepId: uuidv7(), note: 'Góp ý' }),
  'documents.approve': (at) => ({ documentId: at.draftPaper, stepId: uuidv7() }),
  'documents.send_back': (at) => ({ documentId: at.approvedPaper, stepId: uuidv7(), note: 'Sửa' }),
  'documents.issue': (at) => ({ documentId: at.approvedPaper, issuedOn: '2026-06-15' }),
  'documents.send_for_signature': (at) => ({
    documentId: at.issuedPaper,
    requestId: uuidv7(),
    issuedOn: '2026-06-15',
  }),
  'documents.withdraw': (at) => ({ documentId: at.issuedPaper, reason: 'Sai' }),
  'documents.archive': (at) => ({ documentId: at.issuedPaper }),
  'documents.distribute': (at) => ({ documentId: at.issuedPaper, below: ['branches'] }),
  'documents.remind': (at) => ({ documentId: at.issuedPaper }),
  'documents.open': (at) => ({ documentId: at.issuedPaper }),
  'documents.attach': (at) => ({
    id: uuidv7(),
    documentId: at.draftPaper,
    fileName: 'x.pdf',
    bytes: Buffer.from('MZ'),
  }),
  'documents.detach': (at) => ({ fileId: at.paperFileId }),
  'documents.register': (at) => ({
    id: uuidv7(),
    unitId: at.commune,
    type: 'letter',
    subject: 'Đến',
    sender: 'UBND xã',
    receivedOn: '2026-06-15',
  }),
  'documents.change_incoming': (at) => ({
    documentId: at.arrival,
    type: 'letter',
    subject: 'Đến',
    sender: 'UBND xã',
    receivedOn: '2026-06-14',
  }),
  'documents.give_task': (at) => ({
    id: uuidv7(),
    documentId: at.issuedPaper,
    unitId: at.commune,
    title: 'Việc',
    ownerId: at.person,
    dueOn: day,
  }),
  'documents.share': (at) => ({ id: uuidv7(), documentId: at.issuedPaper, endsOn: day }),
  'documents.revoke_link': (at) => ({ linkId: at.linkId }),
  'documents.set_office': (at) => ({
    unitId: at.commune,
    abbreviation: 'ĐTN',
    place: 'Xã',
    signerTitle: 'BÍ THƯ',
  }),
  'documents.set_term': (at) => ({
    id: uuidv7(),
    unitId: at.commune,
    name: '2022–2027',
    startsOn: '2022-01-01',
  }),
  'documents.begin_series': (at) => ({
    unitId: at.commune,
    form: 'union',
    type: 'report',
    after: 5,
  }),
  'documents.share_experience': (at) => ({
    id: uuidv7(),
    unitId: at.commune,
    title: 'Cách làm',
    problem: 'x',
    done: 'x',
    result: 'x',
  }),
  'documents.change_experience': (at) => ({
    experienceId: at.experienceId,
    title: 'Cách khác',
    problem: 'x',
    done: 'x',
    result: 'x',
  }),
  'documents.copy_experience': (at) => ({
    id: uuidv7(),
    experienceId: at.experienceId,
    unitId: at.commune,
  }),
  'tourism.save_place': (at) => ({
    id: at.placeId,
    kind: 'homestay',
    unitId: at.commune,
    name: 'Nhà sàn',
    summary: 'x',
  }),
  'tourism.show_place': (at) => ({ placeId: at.placeId, to: 'hidden' }),
  'tourism.save_room': (at) => ({
    id: uuidv7(),
    placeId: at.placeId,
    name: 'Gác',
    sleeps: 2,
    price: 100_000,
  }),
  'tourism.add_photo': (at) => ({
    id: uuidv7(),
    placeId: at.placeId,
    caption: 'Hiên nhà',
    sha256: '0'.repeat(64),
    smallSha256: '1'.repeat(64),
    width: 1600,
    height: 1200,
  }),
  'tourism.remove_photo': (at) => ({ photoId: at.placePhotoId }),
  'tourism.renew_feed': (at) => ({ placeId: at.placeId }),
  'tourism.answer': (at) => ({ bookingId: at.bookingId, to: 'confirmed' }),
  'tourism.close_days': (at) => ({
    id: uuidv7(),
    roomId: at.roomId,
    arrivesOn: '2026-08-01',
    leavesOn: '2026-08-02',
  }),
  'jobs.verify_employer': (at) => ({
    employerId: at.newEmployer,
    verdict: 'refused',
    note: 'Không có trong sổ',
  }),
  'jobs.open_account': (at) => ({ employerId: at.employer }),
  'jobs.save_vacancy': (at) => vacancyInput({ employerId: at.employer }),
  'jobs.send_vacancy': (at) => ({ vacancyId: at.draftVacancy }),
  'jobs.check_vacancy': (at) => ({
    vacancyId: at.waitingVacancy,
    version: 1,
    verdict: 'return',
    reason: 'Thiếu',
  }),
  'jobs.end_vacancy': (at) => ({ vacancyId: at.openVacancy }),
  'jobs.settle_report': (at) => ({ reportId: at.reportId, outcome: 'Đã gọi' }),
  'jobs.apply_for': (at) => ({
    id: uuidv7(),
    vacancyId: at.openVacancy,
    personId: at.person,
    consent: 'on',
  }),
  'jobs.decide_application': (at) => ({ applicationId: at.applicationId, state: 'declined' }),
  'jobs.record_placement': (at) => ({
    id: uuidv7(),
    personId: at.person,
    employerName: 'Công ty',
    job: 'May',
    place: 'Vị Xuyên',
    startedOn: '2026-06-10',
    consent: 'on',
  }),
  'jobs.answer_placement': (at) => ({ placementId: at.placementId, kept: 'yes' }),
  'jobs.offer_at_fair': (at) => ({ activityId: at.activityId, vacancyId: at.openVacancy }),
  'jobs.take_from_fair': (at) => ({ activityId: at.activityId, vacancyId: at.openVacancy }),
  'links.hang': (at) => ({ unitId: at.commune, path: '/gallery', place: 'Bảng tin' }),
  'requests.take': (at) => ({ requestId: at.helpId }),
  'requests.finish': (at) => ({ requestId: at.helpId, outcome: 'Đã làm xong' }),
  'requests.decline': (at) => ({ requestId: at.helpId, outcome: 'Không làm được' }),
  'assists.correct': (at) => ({
    id: uuidv7(),
    assistId: at.assistId,
    service: 'eid_level_1',
    outcome: 'done',
    people: '2',
  }),
  'assists.open_callback': (at) => ({ assistId: at.assistId }),
  'assists.settle_callback': (at) => ({ assistId: at.assistId }),
  'assists.undo': (at) => ({ assistId: at.assistId }),
  'campaigns.accept_volunteer': (at) => ({ activityId: at.activityId, personId: at.asker }),
  'campaigns.add_to_team': (at) => ({ activityId: at.activityId, personIds: [at.asker] }),
  'campaigns.decline_volunteer': (at) => ({ activityId: at.activityId, personId: at.asker }),
  'campaigns.plan': (at) => ({
    id: uuidv7(),
    unitId: at.commune,
    name: 'Mới',
    startsOn: day,
    endsOn: day,
  }),
  'campaigns.plan_activity': (at) => ({
    id: uuidv7(),
    campaignId: at.campaignId,
    unitId: at.commune,
    name: 'Mới',
    heldOn: day,
  }),
  'campaigns.change': (at) => ({
    campaignId: at.campaignId,
    name: 'Khác',
    startsOn: '2026-06-01',
    endsOn: '2026-06-30',
  }),
  'campaigns.change_activity': (at) => ({
    activityId: at.activityId,
    name: 'Khác',
    heldOn: '2026-06-15',
  }),
  'campaigns.open': (at) => ({ campaignId: at.campaignId }),
  'campaigns.close': (at) => ({ campaignId: at.campaignId }),
  'campaigns.cancel': (at) => ({ campaignId: at.campaignId }),
  'campaigns.open_activity': (at) => ({ activityId: at.activityId }),
  'campaigns.close_activity': (at) => ({ activityId: at.activityId }),
  'campaigns.cancel_activity': (at) => ({ activityId: at.activityId }),
  'campaigns.check_in': (at) => ({
    id: uuidv7(),
    activityId: at.activityId,
    personId: at.asker,
  }),
  'campaigns.undo_check_in': (at) => ({ checkInId: at.checkInId }),
  'learning.begin_course': (at) => ({
    ...{ id: uuidv7(), versionId: uuidv7(), unitId: at.commune, title: 'Khoá mới' },
    slug: `khoa-moi-${uuidv7().slice(-12)}`,
  }),
  'learning.begin_version': (at) => ({ id: uuidv7(), courseId: at.learning.open.id }),
  'learning.edit_draft': (at) => ({
    ...{ versionId: at.learning.draft.versionId, revision: 1 },
    change: { kind: 'remove', what: 'lesson', key: 'mot' },
  }),
  'learning.add_media': (at) => ({
    ...{ id: uuidv7(), versionId: at.learning.draft.versionId, name: 'moi.svg' },
    ...{ mediaType: 'image/svg+xml', size: 1, sha256: '0'.repeat(64) },
  }),
  'learning.remove_media': (at) => ({ mediaId: at.learning.draft.mediaId }),
  'learning.import_course': (at) => ({
    ...{ id: uuidv7(), versionId: uuidv7(), unitId: at.commune, media: [] },
    course: {
      format: 'xungkich-course-1',
      slug: `nhap-${uuidv7().slice(-12)}`,
      title: 'Khoá nhập',
      content: {},
    },
  }),
  'learning.submit_version': (at) => ({ versionId: at.learning.draft.versionId }),
  'learning.review_version': (at) => ({
    versionId: at.learning.review.versionId,
    verdict: 'publish',
  }),
  'learning.withdraw_course': (at) => ({ courseId: at.learning.open.id, reason: 'x' }),
  'learning.check_task': (at) => ({ submissionId: at.learning.submissionId, verdict: 'accepted' }),
  'learning.revoke_certificate': (at) => ({
    certificateId: at.learning.certificateId,
    reason: 'x',
  }),
  'learning.open_path': (at) => ({
    ...{ id: uuidv7(), unitId: at.commune, title: 'Lộ trình', audience: 'members' },
    ...{ dueOn: '2026-12-01', courseIds: [at.learning.open.id] },
  }),
  'learning.close_path': (at) => ({ pathId: at.learning.pathId }),
  'learning.remind_path': (at) => ({
    id: uuidv7(),
    pathId: at.learning.pathId,
    unitId: at.commune,
  }),
  'market.open_stall': (at) => ({ id: uuidv7(), unitId: at.commune }),
  'market.save_stall': (at) => ({
    stallId: at.stall.stallId,
    version: 1,
    name: 'x',
    takesCash: 'on',
  }),
  'market.save_product': (at) => ({
    id: uuidv7(),
    stallId: at.stall.stallId,
    ...{ name: 'Chè', kind: 'tea', unitOfSale: 'kg', price: '1000', stock: '1' },
  }),
  'market.withdraw_product': (at) => ({ productId: at.stall.productId }),
  'market.attach_photo': (at) => ({
    id: uuidv7(),
    productId: at.stall.productId,
    sha256: '0'.repeat(64),
    size: 1,
  }),
  'market.remove_photo': (at) => ({ photoId: at.stall.photoId }),
  'market.advance_order': (at) => ({ orderId: at.stall.orderId, state: 'placed', to: 'confirmed' }),
  'market.mark_paid': (at) => ({ orderId: at.stall.orderId }),
  'market.take_statement': (at) => ({ stallId: at.stall.stallId, transfers: [] }),
  'market.settle_transfer': (at) => ({ transferId: at.stall.transferId }),
  'market.save_cycle': (at) => ({
    id: uuidv7(),
    stallId: at.stall.stallId,
    ...{ title: 'x', opensOn: day, closesOn: day, handoverOn: day, place: 'x' },
  }),
  'market.cancel_cycle': (at) => ({ cycleId: at.stall.cycleId }),
  'market.offer_product': (at) => ({ cycleId: at.stall.cycleId, productId: at.stall.productId }),
  'market.decide_offer': (at) => ({
    cycleId: at.stall.cycleId,
    productId: at.stall.offeredId,
    decision: 'accept',
  }),
  'market.pay_out': (at) => ({ cycleId: at.stall.cycleId, stallId: at.stall.stallId, goods: 1 }),
  'market.add_book_entry': (at) => ({
    id: uuidv7(),
    stallId: at.stall.stallId,
    ...{ kind: 'expense', category: 'other', amount: '1000', bookedOn: day },
  }),
  'market.strike_book_entry': (at) => ({ entryId: at.stall.entryId }),
  'ideas.screen': (at) => ({
    id: uuidv7(),
    ideaId: at.screened,
    state: 'commune',
    verdict: 'decline',
    reason: 'x',
  }),
  'ideas.publish': (at) => ({
    id: uuidv7(),
    ideaId: at.chosen,
    code: uuidv7(),
    url: 'https://ytuongsangtao.example/1',
    publishedOn: '2026-06-14',
  }),
  'ideas.advance': (at) => ({ id: uuidv7(), ideaId: at.published, to: 'supported', note: 'x' }),
  'ideas.merge': (at) => ({ id: uuidv7(), duplicateId: at.duplicate, keptId: at.screened }),
  'ideas.moderate_comment': (at) => ({ commentId: at.commentId, decision: 'show' }),
  'ideas.confirm_proposal': (at) => ({
    proposalId: at.proposalId,
    personId: at.person,
    newPersonId: uuidv7(),
  }),
  'ideas.discard_proposal': (at) => ({ proposalId: at.proposalId, reason: 'x' }),
  'indicators.set_target': (at) => ({
    id: uuidv7(),
    unitId: at.commune,
    indicator: 'citizen_app_share',
    value: 90,
    from: day,
  }),
  'meetings.plan_meeting': (at) => ({
    id: uuidv7(),
    unitId: at.branch,
    template: 'monthly',
    title: 'Sinh hoạt',
    heldOn: day,
    startsAt: '19:00',
    mode: 'in_person',
  }),
  'meetings.change_meeting': (at) => ({
    meetingId: at.meetingId,
    title: 'Khác',
    heldOn: day,
    startsAt: '19:00',
    mode: 'mixed',
  }),
  'meetings.cancel_meeting': (at) => ({ meetingId: at.meetingId, reason: 'Bão' }),
  'meetings.send_invitations': (at) => ({ meetingId: at.meetingId }),
  'meetings.add_item': (at) => ({ id: uuidv7(), meetingId: at.meetingId, title: 'Thêm' }),
  'meetings.change_item': (at) => ({ itemId: at.itemId, meetingId: at.meetingId, title: 'Khác' }),
  'meetings.move_item': (at) => ({ itemId: at.itemId, meetingId: at.meetingId, to: 'up' }),
  'meetings.remove_item': (at) => ({ itemId: at.itemId, meetingId: at.meetingId }),
  'meetings.record_event': (at) => ({
    id: uuidv7(),
    body: { type: 'attended', meetingId: at.meetingId, personId: at.person, method: 'roster' },
  }),
  'meetings.check_in': (at) => ({ id: uuidv7(), meetingId: at.meetingId }),
  'meetings.excuse': (at) => ({ id: uuidv7(), meetingId: at.meetingId, reason: 'Ốm' }),
  'meetings.attach_paper': (at) => ({
    id: uuidv7(),
    meetingId: at.meetingId,
    fileName: 'x.txt',
    bytes: Buffer.from('Dự thảo nghị quyết'),
  }),
  'meetings.remove_paper': (at) => ({ paperId: at.paperId }),
  'meetings.open_paper': (at) => ({ paperId: at.paperId }),
  'meetings.edit_minutes': (at) => ({ meetingId: at.meetingId, basedOn: 0, text: 'Khác' }),
  'meetings.freeze_minutes': (at) => ({ meetingId: at.meetingId, basedOn: 0 }),
  'meetings.sign_minutes': (at) => ({ id: uuidv7(), meetingId: at.meetingId }),
  'meetings.hand_out_tasks': (at) => ({ meetingId: at.meetingId }),
  'meetings.open_vote': (at) => ({
    id: uuidv7(),
    meetingId: at.meetingId,
    itemId: at.itemId,
    question: 'Nghị quyết',
    method: 'open',
  }),
  'meetings.open_election': (at) => ({
    id: uuidv7(),
    meetingId: at.meetingId,
    itemId: at.itemId,
    title: 'Bầu ban chấp hành',
    method: 'open',
    seats: 1,
    candidates: [{ name: 'Ly Thị Chở' }],
    rule: 'election_present',
  }),
  'meetings.note_votes': (at) => ({ meetingId: at.meetingId }),
  'meetings.add_amendment': (at) => ({ id: uuidv7(), meetingId: at.meetingId, text: 'Thêm' }),
  'members.admit': (at) => ({
    id: uuidv7(),
    unitId: at.branch,
    fullName: 'Lò Thị Mới',
    joinedOn: '2026-06-01',
  }),
  'members.update': (at) => ({ personId: at.person, version: 1, fullName: 'Tên Khác' }),
  'members.transfer': (at) => ({ personIds: [at.person], toUnitId: at.otherBranch, on: day }),
  'members.end': (at) => ({ personIds: [at.person], on: day, reason: 'left' }),
  'members.restore': (at) => ({ personId: at.person }),
  'members.record_citizen_app': (at) => ({ personIds: [at.person], on: '2026-06-01' }),
  'members.record_youth_statistic': (at) => ({
    unitId: at.commune,
    countedOn: '2026-06-01',
    population: 100,
    labourForce: 50,
    youths: 20,
    source: 'Công an xã',
  }),
  'members.open_sensitive': (at) => ({ personId: at.person }),
  'members.issue_cards': (at) => ({ personIds: [at.person] }),
  'members.revoke_card': (at) => ({ personId: at.person }),
  'members.export': (at) => ({ unitId: at.commune }),
  'members.start_import': (at) => ({
    id: uuidv7(),
    unitId: at.commune,
    fileName: 'ds.csv',
    bytes: Buffer.from('Họ và tên;Ngày sinh\nLý Thị Mỷ;01/02/2004\n'),
    joinedOn: '2026-06-01',
  }),
  'members.map_import': (at) => ({ importId: at.importId, sheet: 0 }),
  'members.decide_import_rows': (at) => ({
    importId: at.importId,
    lines: 'undecided',
    decision: 'skip',
  }),
  'members.run_import': (at) => ({ importId: at.importId }),
  'members.cancel_import': (at) => ({ importId: at.importId }),
  'units.create': (at) => ({
    id: uuidv7(),
    parentId: at.commune,
    type: 'village_branch',
    name: 'Chi đoàn mới',
    on: day,
  }),
  'units.rename': (at) => ({ unitId: at.branch, name: 'Tên mới', on: day }),
  'units.move': (at) => ({ unitId: at.branch, parentId: at.commune, on: day }),
  'units.create_grouping': (at) => ({
    id: uuidv7(),
    unitId: at.commune,
    name: 'Cụm mới',
    on: day,
    unitIds: [at.branch],
  }),
  'units.change_grouping_members': (at) => ({
    groupingId: at.groupingId,
    on: day,
    add: [at.branch],
  }),
  'units.rename_grouping': (at) => ({ groupingId: at.groupingId, name: 'Cụm khác' }),
  'units.close_grouping': (at) => ({ groupingId: at.groupingId, on: day }),
  'units.close': (at) => ({ unitId: at.otherBranch, on: day }),
  'units.withdraw_change': (at) => ({ unitId: at.branch }),
  'outreach.save_post': (at) => ({
    id: uuidv7(),
    unitId: at.commune,
    texts: [{ language: 'vi', title: 'Mới', summary: 'x', body: 'x' }],
    audience: [at.commune],
  }),
  'outreach.submit': (at) => ({ postId: at.posts.draft, version: 1 }),
  'outreach.decide': (at) => ({ postId: at.posts.waiting, version: 1, verdict: 'approve' }),
  'outreach.take_back': (at) => ({ postId: at.posts.waiting }),
  'outreach.withdraw': (at) => ({ postId: at.posts.published, reason: 'Sai' }),
  'outreach.retry': (at) => ({ deliveryId: at.deliveryId }),
  'outreach.attach_file': (at) => ({
    id: uuidv7(),
    postId: at.posts.draft,
    kind: 'picture',
    name: 'x.jpg',
    mediaType: 'image/jpeg',
    size: 1,
    sha256: '0'.repeat(64),
  }),
  'outreach.remove_file': (at) => ({ fileId: at.postFileId }),
  'outreach.save_quiz': (at) => ({ postId: at.posts.draft, questions: [] }),
  'outreach.save_campaign': (at) => ({
    id: at.outreachCampaignId,
    unitId: at.commune,
    name: 'Khác',
    goal: 'x',
    startsOn: '2026-06-01',
    endsOn: '2026-06-30',
  }),
  'restructuring.open': (at) => ({
    id: uuidv7(),
    title: 'Mới',
    effectiveOn: day,
    scopeIds: [at.commune],
  }),
  'restructuring.change': (at) => ({ draftId: at.draftId, title: 'Khác', effectiveOn: day }),
  'restructuring.discard': (at) => ({ draftId: at.draftId }),
  'restructuring.add_events': (at) => ({
    draftId: at.draftId,
    events: [{ id: uuidv7(), body: { kind: 'rename', unitId: at.branch, name: 'Khác' } }],
  }),
  'restructuring.remove_event': (at) => ({ draftId: at.draftId, eventId: uuidv7() }),
  'restructuring.answer_places': (at) => ({
    draftId: at.draftId,
    unitIds: [at.branch],
    targetId: at.commune,
  }),
  'restructuring.appoint': (at) => ({
    id: uuidv7(),
    draftId: at.draftId,
    personId: at.person,
    roleType: 'branch_secretary',
    unitId: at.branch,
  }),
  'restructuring.remove_appointment': (at) => ({ draftId: at.draftId, appointmentId: uuidv7() }),
  'restructuring.import_table': (at) => ({
    draftId: at.draftId,
    parentId: at.commune,
    rows: [
      {
        position: 1,
        line: 1,
        newName: 'Xã Mới',
        predecessors: [],
        unchanged: true,
        faults: [],
      },
    ],
  }),
  'restructuring.remove_table': (at) => ({ draftId: at.draftId }),
  'restructuring.answer_names': (at) => ({
    draftId: at.draftId,
    answers: [{ position: 1, place: 0, unitIds: [] }],
  }),
  'restructuring.answer_rests': (at) => ({
    draftId: at.draftId,
    unitIds: [at.branch],
    answer: 'stays',
  }),
  'signing.request': (at) => ({
    id: uuidv7(),
    unitId: at.commune,
    title: 'Biên bản',
    sha256: at.sha256,
    signers: [{ personId: at.secretaryId, role: 'Chủ tọa' }],
  }),
  'signing.begin': (at) => ({ id: uuidv7(), requestId: at.waitingPaper, chain: at.chain }),
  'signing.complete': (at) => ({ attemptId: at.attemptId, signature: at.signature }),
  'signing.cancel': (at) => ({ attemptId: at.attemptId }),
  'signing.ask': (at) => ({ attemptId: at.attemptId, transaction: 'x' }),
  'signing.fail': (at) => ({ attemptId: at.attemptId, problem: 'refused' }),
  'signing.decline': (at) => ({ requestId: at.waitingPaper, reason: 'Sai' }),
  'signing.withdraw': (at) => ({ requestId: at.waitingPaper, reason: 'Soạn lại' }),
  'signing.remove_certificate': (at) => ({ certificateId: at.certificateId }),
  'restructuring.apply': (at) => ({ draftId: at.draftId }),
  'restructuring.undo': (at) => ({ draftId: at.draftId }),
  'restructuring.reverse': (at) => ({ id: uuidv7(), draftId: at.draftId, effectiveOn: day }),
  'votes.prepare': (at) => ({ id: uuidv7(), ...at.vote }),
  'votes.open': (at) => ({ voteId: at.draftVoteId, personIds: [at.person] }),
  'votes.mark_paper': (at) => ({ voteId: at.openVoteId, personId: at.person, onPaper: true }),
  'votes.start_casting': (at) => ({ voteId: at.openVoteId }),
  'votes.reopen_handing_out': (at) => ({ voteId: at.openVoteId }),
  'votes.enter_counts': (at) => ({
    voteId: at.openVoteId,
    counts: {
      approve: 1,
      against: 0,
      abstain: 0,
      votes: [],
      valid: 0,
      blank: 0,
      invalid: 0,
      missing: 0,
    },
  }),
  'votes.close': (at) => ({ voteId: at.openVoteId }),
  'votes.cancel': (at) => ({ voteId: at.openVoteId }),
  'ventures.save': (at) => ({
    id: at.ventureId,
    unitId: at.commune,
    name: 'x',
    kind: 'household',
    field: 'other',
  }),
  'ventures.register': (at) => ({ ventureId: at.draftVentureId }),
  'ventures.strike': (at) => ({ ventureId: at.ventureId, reason: 'x' }),
  'ventures.change_standing': (at) => ({
    ventureId: at.ventureId,
    kind: 'enterprise',
    on: '2026-06-01',
  }),
  'ventures.end': (at) => ({ ventureId: at.ventureId, on: '2026-06-01', reason: 'x' }),
  'ventures.correct_founding': (at) => ({ ventureId: at.ventureId, on: '2023-06-01' }),
  'ventures.publish': (at) => ({ ventureId: at.ventureId, agreed: 'on' }),
  'ventures.hide': (at) => ({ ventureId: at.ventureId }),
  'ventures.name_principal': (at) => ({
    id: uuidv7(),
    ventureId: at.ventureId,
    name: 'Vừ Thị Say',
    role: 'member',
  }),
  'ventures.leave_principal': (at) => ({
    ventureId: at.draftVentureId,
    principalId: at.principalId,
    on: '2026-06-01',
  }),
  'ventures.show_principal': (at) => ({
    ventureId: at.draftVentureId,
    principalId: at.principalId,
    showsName: false,
  }),
  'ventures.record_support': (at) => ({
    id: uuidv7(),
    ventureId: at.ventureId,
    what: 'sales',
    givenBy: 'x',
    givenOn: '2026-06-01',
    cost: 1,
  }),
  'ventures.reverse_support': (at) => ({ id: uuidv7(), supportId: at.supportId, reason: 'x' }),
  'ventures.record_outcome': (at) => ({
    id: uuidv7(),
    supportId: at.supportId,
    months: 6,
    measuredOn: '2026-06-01',
    salesChange: 1,
    jobsChange: 1,
  }),
  'ventures.reverse_outcome': (at) => ({ id: uuidv7(), outcomeId: at.outcomeId, reason: 'x' }),
  'ventures.save_mentor': (at) => ({
    id: at.mentorId,
    unitId: at.commune,
    name: 'x',
    skills: 'sales',
    hoursMonth: 1,
  }),
  'ventures.begin_mentoring': (at) => ({
    id: uuidv7(),
    ventureId: at.ventureId,
    mentorId: at.freeMentorId,
    goal: 'x',
  }),
  'ventures.end_mentoring': (at) => ({ mentoringId: at.mentoringId }),
  'ventures.note_meeting': (at) => ({
    id: uuidv7(),
    mentoringId: at.mentoringId,
    metOn: '2026-06-01',
    minutes: 60,
    note: 'x',
  }),
  'ventures.open_programme': (at) => ({
    id: at.programmeId,
    unitId: at.commune,
    name: 'x',
    purpose: 'x',
    budget: 10,
    mostEach: 5,
    opensOn: '2026-06-01',
    closesOn: '2026-06-30',
  }),
  'ventures.name_scorer': (at) => ({ programmeId: at.programmeId, personId: at.person }),
  'ventures.leave_out_scorer': (at) => ({ programmeId: at.programmeId, personId: at.scorer }),
  'ventures.turn_programme': (at) => ({ programmeId: at.programmeId, to: 'scoring' }),
  'ventures.save_application': (at) => ({
    id: at.capitalId,
    programmeId: at.programmeId,
    ventureId: at.ventureId,
    amount: 4,
    plan: 'x',
  }),
  'ventures.withdraw_application': (at) => ({ applicationId: at.capitalId }),
  'ventures.decide_application': (at) => ({
    id: uuidv7(),
    applicationId: at.capitalId,
    verdict: 'declined',
    meetingId: at.meetingId,
  }),
}

/** Of oneself only, whoever one is: there is nobody to stand in for. */
/** For those over the whole organisation only: neither of the two is. */
const highestOnly = ['meetings.set_rule']

const ownOnly = [
  'campaigns.sign_up',
  'campaigns.withdraw',
  'signing.add_certificate',
  'documents.receive',
  'documents.mark_useful',
  'votes.choose',
  'votes.draw',
  // Whoever holds a ballot: src/modules/voting/server/secret.db.test.ts.
  'votes.cast',
  // What a learner does for themselves.
  'learning.finish_lesson',
  'learning.sit_exam',
  'learning.hand_in_task',
  // Of an author's own; that nobody else may is in src/modules/ideas/server.
  'ideas.save_draft',
  'ideas.propose',
  'ideas.take_back',
  'ideas.withdraw',
  'ideas.choose_name',
  'ideas.attach_file',
  'ideas.remove_file',
  // What everybody may do with what is published, and what anybody may send.
  'ideas.support',
  'ideas.withdraw_support',
  'ideas.comment',
  'ideas.report_comment',
  'ideas.receive_proposal',
  // Whoever is of the committee: src/modules/ventures/server/support.db.test.ts.
  'ventures.score_application',
  'links.follow',
  // For whoever has no account, and of one's own: src/modules/jobs/server/board.db.test.ts.
  'jobs.register_employer',
  'jobs.report_vacancy',
  'jobs.request_call',
  'jobs.apply',
  'jobs.withdraw_application',
  'jobs.save_profile',
  'jobs.save_search',
  'jobs.drop_search',
  'jobs.remove_placement',
  // For anybody, without an account: src/modules/outreach/server.
  'outreach.subscribe_by_mail',
  'outreach.confirm_mail',
  'outreach.unsubscribe',
  'outreach.subscribe_by_push',
  'outreach.end_push',
  'outreach.play',
  'outreach.count_reading',
  'outreach.receive_zalo_event',
  // What anybody may send, and take back by a link that nobody guesses: src/modules/requests/server.
  'requests.ask',
  'requests.take_back',
  // What anybody may do without an account; what a bank tells brings its own key: src/modules/market/server.
  'market.place_order',
  'market.cancel_own_order',
  'market.receive_sepay',
  'tourism.ask',
  'tourism.cancel',
]

const found = (): Map<string, Command> => {
  const exported = [
    units,
    members,
    assignments,
    campaigns,
    assists,
    meetings,
    ideas,
    learning,
    requests,
    market,
    tourism,
    restructuring,
    signing,
    documents,
    voting,
    ventures,
    indicators,
    links,
    jobs,
    outreach,
  ].flatMap((it) => Object.values(it))
  return new Map(
    [
      ...exported,
      ...Object.values(accounts()),
      jobs.employerAccountCommand(app.testDatabase.ownerPool),
    ]
      .filter(isCommand)
      .map((command) => [command.name, command]),
  )
}

test('every command has its case', () => {
  const known = [...Object.keys(cases), ...ownOnly, ...highestOnly]
  expect(known.sort()).toEqual([...found().keys()].sort())
})

const attempt = async (who: { actor: Actor }, command: Command | undefined, input: unknown) => {
  if (!command) throw new Error('no such command')
  return app
    .run(who as Place['mine'], command, input)
    .then(() => 200)
    .catch((error) => error.status ?? error)
}

const names = Object.keys(cases)
let untouched: Place
let used: Place
beforeAll(async () => {
  untouched = await place({ withAccount: true })
  used = await place({ withAccount: true })
})
const apart = (name: string) =>
  name === 'access.open_account' ? { withAccount: false } : undefined

// What is refused changes nothing, so one place serves for all.
test.for(names)('%s is refused to an officer of another commune', async (name) => {
  const options = apart(name)
  const at = options ? await place(options) : untouched
  const entries = async () =>
    (await app.testDatabase.ownerPool.query('select from audit.entry')).rowCount
  const before = await entries()
  expect(await attempt(at.foreign, found().get(name), cases[name]?.(at))).toBeOneOf([403, 404])
  expect(await entries()).toBe(before)
})

// Done, or refused by a rule of the work: so the case above is no empty one. What an earlier command has
// used up is asked for again at a place of its own.
test.for(names)('%s is not refused to whose it is', async (name) => {
  const mayCome: unknown[] = [200, 409, 422]
  const asked = (at: Place) => attempt(at.mine, found().get(name), cases[name]?.(at))
  const options = apart(name)
  const came = await asked(options ? await place(options) : used)
  if (mayCome.includes(came)) return
  used = await place(options ?? { withAccount: true })
  expect(await asked(used)).toBeOneOf(mayCome)
})
