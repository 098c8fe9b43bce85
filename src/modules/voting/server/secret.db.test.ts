import { beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import type { Actor } from '#platform/server/context.ts'
import { nobody } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { fillIn, makeBallot } from '../ballot/draw.ts'
import { recount } from '../ballot/recount.ts'
import {
  castBallot,
  closeVote,
  drawBallot,
  getProgress,
  getPublished,
  getVote,
  reopenHandingOut,
} from './index.ts'
import { aCastBallot, aDrawnBallot, anOpenVote, closeAs, startCastingAs } from './testing.ts'

const app = useApp()
let tree: SmallTree
let chair: Actor & { personId: string }

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  chair = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
})

const voters = async (count: number) => {
  const made: (Actor & { personId: string })[] = []
  for (let i = 0; i < count; i++) {
    const personId = await aPerson(app.testDatabase, {
      unitId: tree.branch,
      name: `Người Số ${i + 1}`,
    })
    made.push({ ...person(personId), personId })
  }
  return made
}
const idsOf = (all: { personId: string }[]) => all.map(({ personId }) => personId)
const voteOf = (count: number, fields: Partial<Parameters<typeof anOpenVote>[2]> = {}) =>
  voters(count).then(async (all) => ({
    all,
    voteId: await anOpenVote(app, chair, {
      unitId: tree.branch,
      personIds: idsOf(all),
      ...fields,
    }),
  }))
const asNobody = () => asking(app, nobody)

test('a secret vote from the first ballot to the recount: what comes out is what was put in', async () => {
  const { all, voteId } = await voteOf(4)
  const drawn = []
  for (const one of all) drawn.push(await aDrawnBallot(app, one, voteId))
  await startCastingAs(app, chair, voteId)
  const choices = ['approve', 'against', 'approve', 'approve']
  for (const [index, ballot] of drawn.entries())
    await aCastBallot(app, ballot, choices[index] as string)
  expect(await app.read(asking(app, chair), (ctx) => getProgress(ctx, voteId))).toEqual({
    state: 'casting',
    electors: 4,
    drawn: 4,
    onPaper: 0,
    given: 4,
  })
  const { outcome } = await closeAs(app, chair, voteId)
  expect(outcome).toMatchObject({
    tally: { approve: 3, against: 1, abstain: 0 },
    base: 4,
    needed: 3,
    carried: true,
  })
  const published = await app.read(asking(app, all[0] as Actor), (ctx) => getPublished(ctx, voteId))
  expect(published.ballots).toHaveLength(4)
  expect(await recount(published)).toMatchObject({ counted: 4, faults: [], agrees: true })
  for (const { token } of drawn)
    expect(published.ballots.some((ballot) => ballot.token === token)).toBe(true)
})

test('a ballot is drawn once a person: the same device gets the same answer, another is refused', async () => {
  const { all, voteId } = await voteOf(2)
  const [one, other] = all as [Actor & { personId: string }, Actor & { personId: string }]
  const { publicKey } = await app.read(asking(app, one), (ctx) => getVote(ctx, voteId))
  const { blinded } = await makeBallot(voteId, publicKey ?? '')
  const input = { voteId, personId: one.personId, blinded }
  const answers = await Promise.all([
    app.run(asking(app, one), drawBallot, input),
    app.run(asking(app, one), drawBallot, input),
  ])
  expect(answers[0]).toEqual(answers[1])
  const second = await makeBallot(voteId, publicKey ?? '')
  await expect(
    app.run(asking(app, one), drawBallot, { ...input, blinded: second.blinded }),
  ).rejects.toMatchObject({ code: 'voting.drawn_otherwise' })
  // Nobody draws for another, and nobody who is not on the roll.
  for (const who of [other, chair])
    await expect(app.run(asking(app, who), drawBallot, input)).rejects.toMatchObject({
      code: 'forbidden',
    })
  await expect(
    app.run(asking(app, chair), drawBallot, { ...input, personId: chair.personId }),
  ).rejects.toMatchObject({ code: 'voting.not_on_roll' })
  // Nothing below the modulus is signed but what is a number below it.
  await expect(
    app.run(asking(app, other), drawBallot, {
      voteId,
      personId: other.personId,
      blinded: Buffer.alloc(256, 0xff).toString('base64url'),
    }),
  ).rejects.toMatchObject({ code: 'voting.not_a_ballot' })
})

test('the same ballot sent again counts once and gives the same receipt; another choice is refused', async () => {
  const { all, voteId } = await voteOf(1)
  const drawn = await aDrawnBallot(app, all[0] as Actor, voteId)
  await startCastingAs(app, chair, voteId)
  const ballot = await fillIn(drawn, 'approve')
  const cast = () => app.run(asNobody(), castBallot, { voteId, ...ballot })
  const receipts = await Promise.all([cast(), cast(), cast()])
  expect(new Set(receipts.map(({ code }) => code)).size).toBe(1)
  await expect(aCastBallot(app, drawn, 'against')).rejects.toMatchObject({
    code: 'voting.cast_otherwise',
  })
  const { outcome } = await closeAs(app, chair, voteId)
  expect(outcome.tally).toMatchObject({ approve: 1, against: 0, valid: 1 })
  // Lost on the way back, asked again after the end: it is in, so it is acknowledged.
  expect(await cast()).toMatchObject({ code: receipts[0].code })
})

test('no ballot gets in without this vote’s signature, with a choice of somebody else, too early or too late', async () => {
  const { all, voteId } = await voteOf(3)
  const drawn = await aDrawnBallot(app, all[0] as Actor, voteId)
  const late = await aDrawnBallot(app, all[1] as Actor, voteId)
  await expect(aCastBallot(app, drawn, 'approve')).rejects.toMatchObject({
    code: 'voting.handing_out',
  })
  const other = await voteOf(1)
  const foreign = await aDrawnBallot(app, other.all[0] as Actor, other.voteId)
  await startCastingAs(app, chair, voteId)
  await startCastingAs(app, chair, other.voteId)
  const good = await fillIn(drawn, 'approve')
  const notSigned = { code: 'voting.ballot_not_signed' }
  const cast = (ballot: object) => app.run(asNobody(), castBallot, { voteId, ...good, ...ballot })
  // Another vote's signature, made for this one by hand.
  await expect(
    cast(await fillIn({ ...foreign, voteId, tokenKey: foreign.tokenKey }, 'approve')),
  ).rejects.toMatchObject(notSigned)
  // No signature at all, and a token of one's own.
  await expect(
    cast({ signature: Buffer.alloc(256, 7).toString('base64url') }),
  ).rejects.toMatchObject(notSigned)
  await expect(
    cast({ token: foreign.token, proof: (await fillIn(foreign, 'approve')).proof }),
  ).rejects.toMatchObject(notSigned)
  // Somebody on the way changes the choice, or swaps the proof.
  await expect(cast({ choice: 'against' })).rejects.toMatchObject(notSigned)
  await expect(aCastBallot(app, drawn, 'maybe')).rejects.toMatchObject({
    code: 'voting.choice_unreadable',
  })
  await expect(aCastBallot(app, drawn, 'approve')).resolves.toMatchObject({})
  await closeAs(app, chair, voteId)
  await expect(aCastBallot(app, late, 'approve')).rejects.toMatchObject({ code: 'voting.is_over' })
})

test('who comes late draws after handing out was opened again; the box is shut meanwhile', async () => {
  const { all, voteId } = await voteOf(2)
  const early = await aDrawnBallot(app, all[0] as Actor, voteId)
  await startCastingAs(app, chair, voteId)
  await expect(aDrawnBallot(app, all[1] as Actor, voteId)).rejects.toMatchObject({
    code: 'voting.casting',
  })
  await app.run(asking(app, chair), reopenHandingOut, { voteId })
  await expect(aCastBallot(app, early, 'approve')).rejects.toMatchObject({
    code: 'voting.handing_out',
  })
  const late = await aDrawnBallot(app, all[1] as Actor, voteId)
  await startCastingAs(app, chair, voteId)
  await aCastBallot(app, late, 'against')
  await aCastBallot(app, early, 'approve')
  expect((await closeAs(app, chair, voteId)).outcome.tally.valid).toBe(2)
})

test('closing answers the same when it is asked again, and only to who runs votes there', async () => {
  const { all, voteId } = await voteOf(1)
  const drawn = await aDrawnBallot(app, all[0] as Actor, voteId)
  await startCastingAs(app, chair, voteId)
  await aCastBallot(app, drawn, 'approve')
  const foreign = await anOfficer(app.testDatabase, tree.foreignBranch, 'branch_secretary')
  for (const who of [all[0] as Actor, foreign])
    await expect(app.run(asking(app, who), closeVote, { voteId })).rejects.toMatchObject({
      code: expect.stringMatching(/^forbidden|voting.not_found$/),
    })
  const first = await closeAs(app, chair, voteId)
  expect(await closeAs(app, chair, voteId)).toEqual(first)
})
