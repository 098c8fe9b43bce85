import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import type { Asking } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { poppler } from '#platform/testing/poppler.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { type CscServer, cscClient, cscPin, startCsc } from '../testing/csc-server.ts'
import { type Holder, makeAuthority } from '../testing/keys.ts'
import { type SmartCaServer, smartCaAccount, startSmartCa } from '../testing/smartca-server.ts'
import { startTimeStamps, type TimeStampServer, timeStamping } from '../testing/tsa-server.ts'
import * as signing from './index.ts'
import { aRequest } from './testing.ts'

// The addresses must be known before the application opens.
const user = '002099001234'
const authority = await makeAuthority()
const own: Holder = await authority.issue({ name: 'Giàng Thị Mẩy' })
const stranger: Holder = await authority.issue({ name: 'Lý Văn Lạ' })
const stamper = await authority.issue({ name: 'TSA thử nghiệm', purpose: timeStamping })
const smartCa: SmartCaServer = await startSmartCa({ [user]: own }, stranger)
const csc: CscServer = await startCsc({ [user]: own })
const stamps: TimeStampServer = await startTimeStamps(stamper, new Date('2026-06-15T02:00:30Z'))

const app = useApp({
  tasks: [signing.askProvider, signing.pollProvider],
  settings: {
    SMARTCA_URL: smartCa.url,
    SMARTCA_SP_ID: smartCaAccount.spId,
    SMARTCA_SP_PASSWORD: smartCaAccount.spPassword,
    CSC_URL: `${csc.url}/csc/v1`,
    CSC_CLIENT_ID: cscClient.clientId,
    CSC_CLIENT_SECRET: cscClient.clientSecret,
    SIGNING_TSA_URL: stamps.url,
  },
})
let tree: SmallTree
let officer: Asking
let signer: Asking
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-remote-'))
  tree = await aTree(app.testDatabase)
  officer = asking(app, await anOfficer(app.testDatabase, tree.branch, 'branch_secretary'))
})
afterAll(async () => {
  await Promise.all([smartCa.stop(), csc.stop(), stamps.stop()])
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  smartCa.behave = 'approve'
  stamps.behave = 'stamp'
  csc.demandsOtp = false
  // A certificate is one person's; each test's person takes it over from the last.
  await app.testDatabase.ownerPool.query(
    'update signing.certificate set removed_at = now() where removed_at is null',
  )
  signer = asking(
    app,
    person(await aPerson(app.testDatabase, { unitId: tree.branch, name: 'Giàng Thị Mẩy' })),
  )
})

const idOf = (by: Asking) => by.actor.personId ?? ''

/** The signer's certificate at a service, found there and kept. */
async function found(provider: 'smartca' | 'csc') {
  const [certificate] = await signing.remoteSigner(app.config, provider).listCertificates(user)
  if (!certificate) throw new Error('the service has none')
  const { id } = await app.run(signer, signing.addCertificate, {
    id: uuidv7(),
    provider,
    chain: certificate.chain.map((der) => der.toString('base64')),
    providerUser: user,
    providerKey: certificate.key,
  })
  return id
}

async function begun(provider: 'smartca' | 'csc', secrets: { pin?: string; otp?: string } = {}) {
  const certificateId = await found(provider)
  const paper = await aRequest(app, officer, { unitId: tree.branch, signers: [idOf(signer)] })
  await app.run(signer, signing.beginSignature, {
    id: uuidv7(),
    requestId: paper.id,
    certificateId,
    ...secrets,
  })
  return paper.id
}
const stateOf = async (requestId: string) => {
  const request = await app.read(signer, (ctx) => signing.getRequest(ctx, requestId))
  return {
    paper: request.state,
    attempt: request.attempt?.state,
    problem: request.attempt?.problem,
  }
}
const settled = (requestId: string, wanted: object) =>
  expect.poll(() => stateOf(requestId), { timeout: 15_000, interval: 100 }).toMatchObject(wanted)

async function pdfsigAccepts(requestId: string) {
  const { sha256 } = await app.read(officer, (ctx) => signing.getRequest(ctx, requestId))
  const bytes = await app.files.read(sha256)
  const path = join(folder, `${requestId}.pdf`)
  await writeFile(path, bytes)
  expect(await poppler('pdfsig', '-nocert', path)).toContain('Signature is Valid')
  return signing.verifySignatures(bytes, [authority.root.certificate])
}

test('SmartCA: asked after the commit, approved in the app, time-stamped, and pdfsig accepts it', async () => {
  smartCa.behave = 'wait'
  const id = await begun('smartca')
  await expect.poll(() => smartCa.asked.at(-1)?.path, { timeout: 10_000 }).toMatch(/\/status$/)
  expect(await stateOf(id)).toEqual({ paper: 'open', attempt: 'open', problem: null })
  smartCa.behave = 'approve'
  await settled(id, { paper: 'signed', attempt: 'done' })
  const checked = await pdfsigAccepts(id)
  expect(checked).toMatchObject({ isIntact: true, isTrusted: true })
  expect(checked.signatures[0]).toMatchObject({
    signer: 'Giàng Thị Mẩy',
    isTimeStamped: true,
    at: new Date('2026-06-15T02:00:30Z'),
  })
})

test.each([
  ['reject', 'refused'],
  ['expire', 'expired'],
  ['wrong_key', 'wrong'],
] as const)(
  'SmartCA: where the app answers with %s, nothing is signed and the person is told why',
  async (behave, problem) => {
    smartCa.behave = behave
    const id = await begun('smartca')
    await settled(id, { paper: 'open', attempt: 'refused', problem })
    smartCa.behave = 'approve'
  },
)

test('while it waits for the phone nothing else begins; cancelled, it stays unsigned even if approved later', async () => {
  smartCa.behave = 'wait'
  const id = await begun('smartca')
  const certificateId = (
    await app.read(signer, (ctx) => signing.listCertificates(ctx, idOf(signer)))
  )[0]?.id
  const again = { id: uuidv7(), requestId: id, certificateId }
  await expect(app.run(signer, signing.beginSignature, again)).rejects.toMatchObject({
    code: 'signing.waits_for_phone',
  })
  const { attempt } = await app.read(signer, (ctx) => signing.getRequest(ctx, id))
  await app.run(signer, signing.cancelSignature, { attemptId: attempt?.id })
  smartCa.behave = 'approve'
  await signing.pollProvider.run(app, signer, { attemptId: attempt?.id ?? '', tries: 0 })
  await signing.askProvider.run(app, signer, { attemptId: attempt?.id ?? '', tries: 0 })
  expect(await stateOf(id)).toMatchObject({ paper: 'open', attempt: 'over' })
})

test('CSC: a PIN authorises one hash; what was typed is not kept, and pdfsig accepts the signature', async () => {
  const id = await begun('csc', { pin: cscPin })
  await settled(id, { paper: 'signed', attempt: 'done' })
  await pdfsigAccepts(id)
  const { rows } = await app.testDatabase.ownerPool.query(
    'select transaction_sealed from signing.attempt where request_id = $1',
    [id],
  )
  expect(rows).toEqual([{ transaction_sealed: null }])
})

test('CSC: a wrong PIN ends in a message, not in a signature', async () => {
  const id = await begun('csc', { pin: '000000' })
  await settled(id, { paper: 'open', attempt: 'refused', problem: 'wrong_pin' })
  // A PIN that is tried again and again is locked: it was tried once.
  const tried = csc.asked.filter(
    ({ path, body }) => path.endsWith('/authorize') && body.includes('000000'),
  )
  expect(tried).toHaveLength(1)
})

test('CSC: what a key demands is asked for before anything is tried; the one-time password is sent, and signs with the PIN', async () => {
  csc.demandsOtp = true
  const id = await begun('csc', {})
  await settled(id, { paper: 'open', attempt: 'refused', problem: 'needs_pin' })
  const tried = () => csc.asked.filter(({ path }) => path.endsWith('/authorize')).length
  const before = tried()
  const [certificate] = await app.read(signer, (ctx) => signing.listCertificates(ctx, idOf(signer)))
  const again = (secrets: object) =>
    app.run(signer, signing.beginSignature, {
      id: uuidv7(),
      requestId: id,
      certificateId: certificate?.id,
      ...secrets,
    })
  await again({ pin: cscPin })
  await settled(id, { paper: 'open', attempt: 'refused', problem: 'otp_sent' })
  expect(tried()).toBe(before)
  const otp = csc.sentOtp
  expect(otp).toMatch(/^\d{6}$/)
  await again({ pin: cscPin, otp: '1' })
  await settled(id, { attempt: 'refused', problem: 'wrong_pin' })
  csc.sentOtp = otp
  await again({ pin: cscPin, otp })
  await settled(id, { paper: 'signed', attempt: 'done' })
  await pdfsigAccepts(id)
})

test('a time stamp for something else, or none, leaves the signature without one rather than wrong', async () => {
  for (const behave of ['other_nonce', 'refuse'] as const) {
    stamps.behave = behave
    const id = await begun('csc', { pin: cscPin })
    await settled(id, { paper: 'signed' })
    expect((await pdfsigAccepts(id)).signatures[0]).toMatchObject({ isTimeStamped: false })
    await app.testDatabase.ownerPool.query(
      'update signing.certificate set removed_at = now() where removed_at is null',
    )
  }
})

test('a person whose certificate the service does not have finds none', async () => {
  for (const kind of ['smartca', 'csc'] as const)
    expect(await signing.remoteSigner(app.config, kind).listCertificates('000000000000')).toEqual(
      [],
    )
})

test('a service that is down is told as such, without what was sent', async () => {
  smartCa.behave = 'fail'
  const failure = await signing
    .remoteSigner(app.config, 'smartca')
    .listCertificates(user)
    .catch((error) => error)
  expect(failure).toMatchObject({ code: 'signing.provider_failed' })
  expect(JSON.stringify([failure.message, failure.details, failure.stack])).not.toMatch(
    new RegExp(`${smartCaAccount.spPassword}|${user}`),
  )
})
