import { expect, test } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { aTree } from '#modules/units/server/testing.ts'
import { nobody } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { recount } from '../ballot/recount.ts'
import { castBallot, drawBallot, getProgress, getPublished } from './index.ts'
import {
  anOpenVote,
  anyBlinded,
  closeAs,
  manyBallots,
  manyChoices,
  startCastingAs,
} from './testing.ts'

const app = useApp()
const delegates = 2000
const [seats, candidates] = [15, 20]

/** Does all of it, so many at a time. */
async function atOnce<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<unknown>,
) {
  const left = [...items]
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item)
    }),
  )
}

test('a congress of 2,000 elects 15 of 20: every acknowledged ballot counts once, lost answers and repeats or not', async () => {
  const tree = await aTree(app.testDatabase)
  const chair = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  const people = Array.from({ length: delegates }, () => uuidv7())
  await app.testDatabase.ownerPool.query(
    `insert into members.person (id, unit_id, standing, full_name)
     select id, $2, 'member', 'Đại biểu ' || n from unnest($1::uuid[]) with ordinality as t (id, n)`,
    [people, tree.branch],
  )
  const voteId = await anOpenVote(app, chair, {
    unitId: tree.commune,
    personIds: people,
    kind: 'election',
    title: 'Bầu Ban Chấp hành',
    seats,
    candidates: Array.from({ length: candidates }, (_, index) => ({
      name: `Ứng viên ${index + 1}`,
    })),
  })
  await atOnce(people, 6, async (personId) => {
    const input = { voteId, personId, blinded: anyBlinded() }
    const as = asking(app, person(personId))
    const first = await app.run(as, drawBallot, input)
    // Of every few the answer is lost, and the phone asks again.
    if (input.blinded.charCodeAt(9) % 8 === 0)
      expect(await app.run(as, drawBallot, input)).toEqual(first)
  })
  const { rows } = await app.testDatabase.ownerPool.query(
    'select sealed from voting.key where vote_id = $1',
    [voteId],
  )
  const choices = manyChoices(delegates, seats, candidates)
  const ballots = await manyBallots(voteId, app.sealer.unseal(rows[0].sealed), choices)
  await startCastingAs(app, chair, voteId)

  const receipts = new Set<string>()
  const sent = ballots.flatMap((ballot, index) => (index % 5 === 0 ? [ballot, ballot] : [ballot]))
  await atOnce(sent, 6, async (ballot) => {
    const { code } = await app.run(asking(app, nobody), castBallot, { voteId, ...ballot })
    receipts.add(code)
  })
  expect(receipts.size).toBe(delegates)
  const progress = await app.read(asking(app, chair), (ctx) => getProgress(ctx, voteId))
  expect(progress).toMatchObject({ drawn: delegates, given: delegates })

  const { outcome } = await closeAs(app, chair, voteId)
  // Counted a second time in the plainest way there is.
  const votes = Array.from(
    { length: candidates },
    (_, index) => choices.filter((choice) => choice.split(',').includes(String(index + 1))).length,
  )
  expect(outcome.tally.votes).toEqual(votes)
  expect(outcome.tally.blank).toBe(choices.filter((choice) => choice === '').length)
  const published = await app.read(asking(app, chair), (ctx) => getPublished(ctx, voteId))
  expect(await recount(published)).toMatchObject({ counted: delegates, faults: [], agrees: true })
}, 180_000)
