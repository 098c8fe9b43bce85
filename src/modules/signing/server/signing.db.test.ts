import { sign } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import type { Asking } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { poppler } from '#platform/testing/poppler.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { type Holder, makeAuthority } from '../testing/keys.ts'
import * as signing from './index.ts'
import { aPdf, aRequest } from './testing.ts'

const app = useApp()
let tree: SmallTree
let officer: Asking
let secretary: Asking
let chair: Asking
let stranger: Asking
let keys: Record<'secretary' | 'chair' | 'stranger', Holder>
let authority: Awaited<ReturnType<typeof makeAuthority>>
let folder: string

const idOf = (by: Asking) => by.actor.personId ?? ''
const named = async (name: string) =>
  asking(app, person(await aPerson(app.testDatabase, { unitId: tree.branch, name })))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-signing-'))
  tree = await aTree(app.testDatabase)
  officer = asking(app, await anOfficer(app.testDatabase, tree.branch, 'branch_secretary'))
  secretary = await named('Giàng Thị Mẩy')
  chair = await named('Vàng Mí Chứ')
  stranger = await named('Lý Văn Lạ')
  authority = await makeAuthority()
  keys = {
    secretary: await authority.issue({ name: 'GIANG THI MAY' }),
    chair: await authority.issue({ name: 'Vàng Mí Chứ', kind: 'ec' }),
    stranger: await authority.issue({ name: 'Lý Văn Lạ' }),
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const chainOf = (holder: Holder) => holder.chain.map(({ raw }) => raw.toString('base64'))
const begin = (by: Asking, requestId: string, holder: Holder, id = uuidv7()) =>
  app.run(by, signing.beginSignature, { id, requestId, chain: chainOf(holder) })
const madeBy = (holder: Holder, toSign: string) =>
  sign('sha256', Buffer.from(toSign, 'base64'), holder.key).toString('base64')
const complete = (by: Asking, attemptId: string, signature: string) =>
  app.run(by, signing.completeSignature, { attemptId, signature })
async function signs(by: Asking, requestId: string, holder: Holder) {
  const begun = await begin(by, requestId, holder)
  return complete(by, begun.attemptId, madeBy(holder, begun.toSign))
}
const aPaper = () =>
  aRequest(app, officer, { unitId: tree.branch, signers: [idOf(secretary), idOf(chair)] })
const fileOf = async (by: Asking, requestId: string) => {
  const { sha256 } = await app.read(by, (ctx) => signing.getRequest(ctx, requestId))
  return app.files.read(sha256)
}

test('secretary and chair sign one after another; pdfsig accepts both, and the code’s public page says who', async () => {
  const { id, code } = await aPaper()
  expect(await signs(secretary, id, keys.secretary)).toEqual({
    requestId: id,
    isSignedByAll: false,
  })
  expect(await signs(chair, id, keys.chair)).toEqual({ requestId: id, isSignedByAll: true })
  const signed = await fileOf(officer, id)
  const path = join(folder, 'signed.pdf')
  await writeFile(path, signed)
  const said = await poppler('pdfsig', '-nocert', path)
  expect(said.match(/Signature is Valid/g)).toHaveLength(2)
  expect(said).toContain('Total document signed')
  const found = await signing.verifySignatures(signed, [authority.root.certificate])
  expect(found).toMatchObject({ isIntact: true, isTrusted: true })
  expect(found.signatures.map(({ reason }) => reason)).toEqual(['Thư ký', 'Chủ tọa'])
  const text = (await poppler('pdftotext', '-layout', path, '-')).normalize('NFC')
  expect(text).toContain('Người ký: Giàng Thị Mẩy')
  expect(text).toContain(`/verify/${code}`)
  const seen = await app.read(asking(app, { kind: 'nobody' }), (ctx) =>
    signing.findPaperByCode(ctx, code),
  )
  expect(seen).toMatchObject({
    state: 'signed',
    signers: [
      { name: 'Giàng Thị Mẩy', state: 'signed' },
      { name: 'Vàng Mí Chứ', state: 'signed', issuer: 'CA thử nghiệm' },
    ],
  })
})

test('nobody signs out of order, for another, or twice', async () => {
  const { id } = await aPaper()
  await expect(begin(chair, id, keys.chair)).rejects.toMatchObject({
    code: 'signing.not_your_turn',
    details: { name: 'Giàng Thị Mẩy' },
  })
  await expect(begin(stranger, id, keys.stranger)).rejects.toMatchObject({ status: 404 })
  await expect(begin(officer, id, keys.secretary)).rejects.toMatchObject({ status: 403 })
  await expect(begin(secretary, id, keys.chair)).rejects.toMatchObject({
    code: 'signing.certificate_of_another',
  })
  const token = { ...secretary, actor: { ...secretary.actor, kind: 'token' as const } }
  await expect(begin(token, id, keys.secretary)).rejects.toMatchObject({ status: 403 })
  await signs(secretary, id, keys.secretary)
  await expect(begin(secretary, id, keys.secretary)).rejects.toMatchObject({
    code: 'signing.signed_already',
  })
})

test('a signature over other bytes, by another key, of another attempt or by another person is refused, and nothing is kept', async () => {
  const [one, two] = [await aPaper(), await aPaper()]
  const begun = await begin(secretary, one.id, keys.secretary)
  const elsewhere = await begin(secretary, two.id, keys.secretary)
  const wrong = 'signing.signature_wrong'
  for (const signature of [
    madeBy(keys.secretary, Buffer.from('something else').toString('base64')),
    madeBy(keys.stranger, begun.toSign),
    madeBy(keys.secretary, elsewhere.toSign),
    Buffer.from('nonsense').toString('base64'),
  ])
    await expect(complete(secretary, begun.attemptId, signature)).rejects.toMatchObject({
      code: wrong,
    })
  const good = madeBy(keys.secretary, begun.toSign)
  await expect(complete(chair, begun.attemptId, good)).rejects.toMatchObject({ status: 404 })
  await expect(complete(officer, begun.attemptId, good)).rejects.toMatchObject({ status: 404 })
  expect((await signing.verifySignatures(await fileOf(officer, one.id))).signatures).toEqual([])
  const answer = await complete(secretary, begun.attemptId, good)
  expect(await complete(secretary, begun.attemptId, good)).toEqual(answer)
})

test('a begun signature survives a reload, is replaced by a newer one, and ends after half an hour', async () => {
  const { id } = await aPaper()
  const attemptId = uuidv7()
  const begun = await begin(secretary, id, keys.secretary, attemptId)
  expect(await begin(secretary, id, keys.secretary, attemptId)).toEqual(begun)
  const newer = await begin(secretary, id, keys.secretary)
  await expect(
    complete(secretary, begun.attemptId, madeBy(keys.secretary, begun.toSign)),
  ).rejects.toMatchObject({ code: 'signing.attempt_over' })
  app.setNow('2026-06-15T02:31:00Z')
  await expect(
    complete(secretary, newer.attemptId, madeBy(keys.secretary, newer.toSign)),
  ).rejects.toMatchObject({ code: 'signing.attempt_over' })
  app.setNow('2026-06-15T02:00:00Z')
})

test('of two signatures of one person at the same time one is kept', async () => {
  const { id } = await aPaper()
  const begun = await Promise.allSettled([
    begin(secretary, id, keys.secretary),
    begin(secretary, id, keys.secretary),
  ])
  const attempts = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const done = await Promise.allSettled(
    attempts.map((one) => complete(secretary, one.attemptId, madeBy(keys.secretary, one.toSign))),
  )
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await signing.verifySignatures(await fileOf(officer, id))).signatures).toHaveLength(1)
})

test('an expired certificate, one that is not for signing and one that is none are refused with what is wrong', async () => {
  const { id } = await aPaper()
  const expired = await authority.issue({
    name: 'Giàng Thị Mẩy',
    to: new Date('2026-01-01T00:00:00Z'),
  })
  await expect(begin(secretary, id, expired)).rejects.toMatchObject({
    code: 'signing.certificate_expired',
    details: { day: '2026-01-01' },
  })
  const early = await authority.issue({
    name: 'Giàng Thị Mẩy',
    from: new Date('2027-01-01T00:00:00Z'),
  })
  await expect(begin(secretary, id, early)).rejects.toMatchObject({
    code: 'signing.certificate_not_yet',
  })
  const ca = await authority.issue({ name: 'Giàng Thị Mẩy', isAuthority: true })
  await expect(begin(secretary, id, ca)).rejects.toMatchObject({
    code: 'signing.certificate_not_for_signing',
  })
  await expect(
    app.run(secretary, signing.beginSignature, { id: uuidv7(), requestId: id, chain: ['AAAA'] }),
  ).rejects.toMatchObject({ code: 'signing.not_a_certificate' })
})

test('who declines says why, and who prepared it may take it back; then nobody signs it', async () => {
  const { id } = await aPaper()
  await expect(
    app.run(chair, signing.declineSignature, { requestId: id, reason: 'Sai số liệu' }),
  ).rejects.toMatchObject({ code: 'signing.not_your_turn' })
  await app.run(secretary, signing.declineSignature, { requestId: id, reason: 'Sai số liệu' })
  await expect(begin(chair, id, keys.chair)).rejects.toMatchObject({
    code: 'signing.request_declined',
  })
  const other = await aPaper()
  await expect(
    app.run(secretary, signing.withdrawRequest, { requestId: other.id, reason: 'Không' }),
  ).rejects.toMatchObject({ status: 403 })
  await app.run(officer, signing.withdrawRequest, { requestId: other.id, reason: 'Soạn lại' })
  await expect(begin(secretary, other.id, keys.secretary)).rejects.toMatchObject({
    code: 'signing.request_withdrawn',
  })
})

test('a paper is read by its signers and the officers of its unit, by nobody else', async () => {
  const { id } = await aPaper()
  const foreign = asking(
    app,
    await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary'),
  )
  for (const by of [stranger, foreign, asking(app, { kind: 'nobody' })])
    await expect(app.read(by, (ctx) => signing.getRequest(ctx, id))).rejects.toMatchObject({
      status: 404,
    })
  for (const by of [officer, secretary, chair])
    expect((await app.read(by, (ctx) => signing.getRequest(ctx, id))).id).toBe(id)
  await expect(
    aRequest(app, foreign, { unitId: tree.branch, signers: [idOf(secretary)] }),
  ).rejects.toMatchObject({ status: 403 })
})

test('only a PDF that can be signed is taken, by people whom the register knows', async () => {
  const input = {
    unitId: tree.branch,
    title: 'Văn bản',
    signers: [{ personId: idOf(secretary), role: 'Thư ký' }],
  }
  const program = await app.files.put(Buffer.from('MZ\u0090 this is a program'))
  await expect(
    app.run(officer, signing.request, { ...input, id: uuidv7(), sha256: program.sha256 }),
  ).rejects.toMatchObject({ code: 'files.program' })
  const text = await app.files.put(Buffer.from('just text'))
  await expect(
    app.run(officer, signing.request, { ...input, id: uuidv7(), sha256: text.sha256 }),
  ).rejects.toMatchObject({ code: 'files.kind_not_taken' })
  await expect(
    app.run(officer, signing.request, {
      ...input,
      id: uuidv7(),
      sha256: await aPdf(app),
      signers: [{ personId: uuidv7(), role: 'Thư ký' }],
    }),
  ).rejects.toMatchObject({ faults: [{ path: 'signers.0.personId', code: 'person_unknown' }] })
  const once = { ...input, id: uuidv7(), sha256: await aPdf(app) }
  const answer = await app.run(officer, signing.request, once)
  expect(await app.run(officer, signing.request, once)).toEqual(answer)
})

test('a wrong code finds nothing, and the bytes of a state find its paper', async () => {
  const { id, code } = await aPaper()
  const nobody = asking(app, { kind: 'nobody' })
  const changed = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  expect(await app.read(nobody, (ctx) => signing.findPaperByCode(ctx, changed))).toBeUndefined()
  const { sha256 } = await app.read(officer, (ctx) => signing.getRequest(ctx, id))
  expect(await app.read(nobody, (ctx) => signing.findPaperByBytes(ctx, sha256))).toEqual({
    code,
    isCurrent: true,
  })
  await signs(secretary, id, keys.secretary)
  expect(await app.read(nobody, (ctx) => signing.findPaperByBytes(ctx, sha256))).toBeUndefined()
})

test('who adds a certificate has a digital signature in the register, until the last is taken off', async () => {
  const own = await named('Hầu Thị Sính')
  const key = await authority.issue({ name: 'Hầu Thị Sính' })
  const inRegister = async () =>
    (
      await app.testDatabase.ownerPool.query(
        'select has_digital_signature as has from members.person where id = $1',
        [idOf(own)],
      )
    ).rows[0].has
  const { id } = await app.run(own, signing.addCertificate, {
    id: uuidv7(),
    provider: 'p12',
    chain: chainOf(key),
  })
  expect(await inRegister()).toBe(true)
  expect(await app.read(own, (ctx) => signing.listCertificates(ctx, idOf(own)))).toMatchObject([
    { id, standing: 'valid', issuer: 'CA thử nghiệm' },
  ])
  expect(await app.read(officer, (ctx) => signing.listCertificates(ctx, idOf(own)))).toHaveLength(1)
  expect(await app.read(stranger, (ctx) => signing.listCertificates(ctx, idOf(own)))).toEqual([])
  await expect(
    app.run(stranger, signing.removeCertificate, { certificateId: id }),
  ).rejects.toMatchObject({ status: 404 })
  await app.run(own, signing.removeCertificate, { certificateId: id })
  expect(await inRegister()).toBe(false)
})
