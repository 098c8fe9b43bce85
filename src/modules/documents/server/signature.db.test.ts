import { sign } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import * as signing from '#modules/signing/server/index.ts'
import { type Holder, makeAuthority } from '#modules/signing/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import type { Asking } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import * as documents from './index.ts'
import { anApproved, aTerm } from './testing.ts'

const app = useApp({
  now: '2026-06-15T02:00:00Z',
  tasks: [
    documents.settleSignature,
    { ...documents.readFileText, run: async () => {} },
    { ...signing.pollProvider, run: async () => {} },
  ],
})
let tree: SmallTree
let secretary: Asking
/** The deputy whose name the paper bears; holds no right to papers at all. */
let signer: Asking
let key: Holder

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  await aTerm(app.testDatabase, { unitId: tree.province })
  secretary = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const name = 'Vàng Mí Chứ'
  signer = asking(app, person(await aPerson(app.testDatabase, { unitId: tree.commune, name })))
  key = await (await makeAuthority()).issue({ name })
})

const paper = (id: string, by = secretary) => app.read(by, (ctx) => documents.getDocument(ctx, id))
const send = async (fields: object = {}) => {
  const documentId = await anApproved(app, secretary, tree.commune, {
    signerId: signer.actor.personId,
    signerName: 'Vàng Mí Chứ',
    signerTitle: 'PHÓ BÍ THƯ',
    ...fields,
  })
  const requestId = uuidv7()
  const input = { documentId, requestId, issuedOn: '2026-06-15' }
  await app.run(secretary, documents.sendForSignature, input)
  return { ...input, again: () => app.run(secretary, documents.sendForSignature, input) }
}

test('a paper is numbered, signed by its signatory and issued with the signed bytes; its signatory reads it', async () => {
  const { documentId, requestId, again } = await send()
  await again()
  const waiting = await paper(documentId, signer)
  expect(waiting).toMatchObject({ state: 'signing', number: 1 })
  const begun = await app.run(signer, signing.beginSignature, {
    id: uuidv7(),
    requestId,
    chain: key.chain.map(({ raw }) => raw.toString('base64')),
  })
  await app.run(signer, signing.completeSignature, {
    attemptId: begun.attemptId,
    signature: sign('sha256', Buffer.from(begun.toSign, 'base64'), key.key).toString('base64'),
  })
  await vi.waitFor(async () => expect((await paper(documentId)).state).toBe('issued'), {
    timeout: 20_000,
    interval: 100,
  })
  const { pdfSha256 } = await paper(documentId)
  const { signatures } = await signing.verifySignatures(await app.files.read(pdfSha256 ?? ''))
  expect(signatures).toHaveLength(1)
}, 60_000)

test('declined, it is approved as before, keeps its number, and takes it along to the next try', async () => {
  const { documentId, requestId } = await send()
  const { symbol } = await paper(documentId)
  await app.run(signer, signing.declineSignature, { requestId, reason: 'Sai ngày' })
  await vi.waitFor(async () => expect((await paper(documentId)).state).toBe('approved'), {
    timeout: 20_000,
    interval: 100,
  })
  await app.run(secretary, documents.issueDocument, { documentId, issuedOn: '2026-06-15' })
  expect(await paper(documentId)).toMatchObject({ state: 'issued', symbol })
}, 60_000)

test('a paper without a signatory of the register is not sent for signature', async () => {
  await expect(send({ signerId: undefined })).rejects.toMatchObject({
    details: { faults: [{ code: 'documents_signer_missing' }] },
  })
})
