import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Asking } from '#platform/server/context.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import * as documents from './index.ts'
import { aDraft, anApproved, anIssued, aTerm } from './testing.ts'

const app = useApp({
  now: '2026-06-15T02:00:00Z',
  tasks: [{ ...documents.readFileText, run: async () => {} }],
})
let tree: SmallTree
let secretary: Asking

beforeEach(async () => {
  app.setNow('2026-06-15T02:00:00Z')
  tree = await aTree(app.testDatabase)
  await aTerm(app.testDatabase, { unitId: tree.province })
  secretary = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  await app.run(secretary, documents.setOffice, {
    unitId: tree.commune,
    abbreviation: 'ĐTN',
    department: 'VP',
    place: 'Sủng Là',
    signerTitle: 'BÍ THƯ',
  })
})

const issue = (documentId: string, issuedOn = '2026-06-15') =>
  app.run(secretary, documents.issueDocument, { documentId, issuedOn })
const numbersOf = async (unitId: string) =>
  (
    await app.testDatabase.ownerPool.query<{ number: number; symbol: string }>(
      `select d.number, d.symbol from documents.document d where d.unit_id = $1 and d.number is not null order by d.number`,
      [unitId],
    )
  ).rows

test('a paper gets its number when it is issued, in the form of its unit, and a repeat answers the same', async () => {
  const documentId = await anApproved(app, secretary, tree.commune)
  expect((await app.read(secretary, (ctx) => documents.getDocument(ctx, documentId))).symbol).toBe(
    null,
  )
  expect((await issue(documentId)).symbol).toBe('01-KH/ĐTN-VP')
  expect((await issue(documentId)).symbol).toBe('01-KH/ĐTN-VP')
  expect((await anIssued(app, secretary, tree.commune)).symbol).toBe('02-KH/ĐTN-VP')
  expect((await anIssued(app, secretary, tree.commune, { type: 'letter' })).symbol).toBe(
    '01-CV/ĐTN-VP',
  )
})

test('the Union numbers anew with a term, the State with a year, each by itself', async () => {
  const state = { form: 'state', type: 'letter' }
  expect((await anIssued(app, secretary, tree.commune, state)).symbol).toBe('01/ĐTN-VP')
  expect((await anIssued(app, secretary, tree.commune)).symbol).toBe('01-KH/ĐTN-VP')
  await aTerm(app.testDatabase, { unitId: tree.commune, name: '2027–2032', from: '2027-01-01' })
  app.setNow('2027-01-05T02:00:00Z')
  const on = '2027-01-05'
  expect((await anIssued(app, secretary, tree.commune, { ...state, on })).symbol).toBe('01/ĐTN-VP')
  expect((await anIssued(app, secretary, tree.commune, { on })).symbol).toBe('01-KH/ĐTN-VP')
  app.setNow('2028-01-05T02:00:00Z')
  expect((await anIssued(app, secretary, tree.commune, { on: '2028-01-05' })).symbol).toBe(
    '02-KH/ĐTN-VP',
  )
})

test('twenty papers issued at once get twenty numbers, none twice and none left out', async () => {
  const ids: string[] = []
  for (let i = 0; i < 20; i++) ids.push(await anApproved(app, secretary, tree.commune))
  const issued = await Promise.all(ids.map((id) => issue(id)))
  expect(new Set(issued.map(({ symbol }) => symbol)).size).toBe(20)
  expect((await numbersOf(tree.commune)).map(({ number }) => number)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  )
}, 120_000)

test('whatever is issued, repeated, taken back or broken off, no number comes twice and none is missing', async () => {
  const step = fc.record({
    kind: fc.constantFrom('issue', 'issue', 'repeat', 'withdraw', 'break', 'two'),
    type: fc.constantFrom('plan', 'letter'),
    which: fc.nat(9),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const { commune } = await aTree(app.testDatabase)
      await aTerm(app.testDatabase, { unitId: commune })
      const by = asking(app, await anOfficer(app.testDatabase, commune, 'commune_secretary'))
      const run = (documentId: string) =>
        app.run(by, documents.issueDocument, { documentId, issuedOn: '2026-06-15' })
      const issued: { id: string; symbol: string }[] = []
      for (const { kind, type, which } of steps) {
        const old = issued[which % Math.max(1, issued.length)]
        if (kind === 'repeat' && old) expect((await run(old.id)).symbol ?? '').toBe(old.symbol)
        else if (kind === 'withdraw' && old) {
          await app.run(by, documents.withdrawDocument, { documentId: old.id, reason: 'Sai' })
          issued.splice(issued.indexOf(old), 1)
        } else if (kind === 'break') {
          // The number is taken, then the transaction comes to nothing.
          const id = await anApproved(app, by, commune, { type })
          const broken = documents.issueDocument
          await app
            .run(
              by,
              {
                ...broken,
                handle: async (ctx, input) => {
                  await broken.handle(ctx, input)
                  throw new Error('the power went')
                },
              },
              { documentId: id, issuedOn: '2026-06-15' },
            )
            .catch(() => {})
        } else {
          const ids = [await anApproved(app, by, commune, { type })]
          if (kind === 'two') ids.push(await anApproved(app, by, commune, { type }))
          issued.push(...(await Promise.all(ids.map(run))))
        }
      }
      const { rows } = await app.testDatabase.ownerPool.query(
        `select s.last, count(*)::int as given, count(distinct d.number)::int as different, max(d.number) as highest
           from documents.series s join documents.document d on d.series_id = s.id where s.unit_id = $1 group by s.id`,
        [commune],
      )
      for (const { last, given, different, highest } of rows)
        expect([given, different, highest]).toEqual([last, last, last])
    }),
    { numRuns: 6 },
  )
}, 180_000)

test('a withdrawn paper keeps its number with the reason, and the next gets the next', async () => {
  const { id } = await anIssued(app, secretary, tree.commune)
  await app.run(secretary, documents.withdrawDocument, { documentId: id, reason: 'Sai thẩm quyền' })
  expect(await app.read(secretary, (ctx) => documents.getDocument(ctx, id))).toMatchObject({
    state: 'withdrawn',
    symbol: '01-KH/ĐTN-VP',
    withdrawnReason: 'Sai thẩm quyền',
  })
  expect((await anIssued(app, secretary, tree.commune)).symbol).toBe('02-KH/ĐTN-VP')
})

test('numbers used on paper before are gone on after, once, before the first here', async () => {
  const begin = { unitId: tree.commune, form: 'union', type: 'plan', after: 391 }
  await app.run(secretary, documents.beginSeries, begin)
  await app.run(secretary, documents.beginSeries, begin)
  expect((await anIssued(app, secretary, tree.commune)).symbol).toBe('392-KH/ĐTN-VP')
  await expect(
    app.run(secretary, documents.beginSeries, { ...begin, after: 5 }),
  ).rejects.toMatchObject({ code: 'documents.series_begun' })
})

test('no number without approval, without a term, for a day ahead, or for another unit', async () => {
  const draft = aDraft(tree.commune)
  await app.run(secretary, documents.draftDocument, draft)
  await expect(issue(draft.id)).rejects.toMatchObject({ code: 'documents.not_in_state' })
  const approved = await anApproved(app, secretary, tree.commune)
  await expect(issue(approved, '2026-06-16')).rejects.toMatchObject({
    details: { faults: [{ code: 'documents_day_ahead' }] },
  })
  await expect(issue(approved, '2021-06-16')).rejects.toMatchObject({ code: 'documents.no_term' })
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_officer'))
  const foreign = asking(
    app,
    await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary'),
  )
  const input = { documentId: approved, issuedOn: '2026-06-15' }
  await expect(app.run(officer, documents.issueDocument, input)).rejects.toMatchObject({
    status: 403,
  })
  await expect(app.run(foreign, documents.issueDocument, input)).rejects.toMatchObject({
    status: 404,
  })
  // The database holds to it where the policy is forgotten.
  for (const [by, code] of [
    [officer, '42501'],
    [foreign, '42501'],
  ] as const)
    await expect(
      app.run(
        by,
        {
          ...documents.setOffice,
          handle: async (ctx: CommandContext) =>
            sql`select documents.take_number(${approved}::uuid, 'x', 'x', '{n}', '2026-06-15')`.execute(
              ctx.db,
            ),
        } as never,
        { unitId: uuidv7(), abbreviation: 'X', place: 'X', signerTitle: 'X' } as never,
      ),
    ).rejects.toMatchObject({ code })
})

test('arrivals have numbers of their own by year, without gaps', async () => {
  const arrive = (fields: object = {}) =>
    app.run(secretary, documents.registerIncoming, {
      id: uuidv7(),
      unitId: tree.commune,
      type: 'letter',
      subject: 'Phối hợp tuyên truyền',
      sender: 'UBND xã',
      senderSymbol: '45/UBND-VX',
      receivedOn: '2026-06-15',
      ...fields,
    })
  const id = uuidv7()
  expect((await arrive({ id })).number).toBe(1)
  expect((await arrive({ id })).number).toBe(1)
  const many = await Promise.all(Array.from({ length: 8 }, () => arrive()))
  expect(many.map(({ number }) => number).sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  expect((await arrive({ receivedOn: '2025-12-30' })).number).toBe(1)
})
