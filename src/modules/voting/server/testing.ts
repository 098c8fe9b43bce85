import type { z } from 'zod'
import type { App } from '#platform/server/app.ts'
import { type Actor, type Asking, nobody } from '#platform/server/context.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { type DrawnBallot, fillIn, finishBallot, makeBallot } from '../ballot/draw.ts'
import type { PrepareVote } from '../shapes.ts'
import {
  castBallot,
  closeVote,
  drawBallot,
  getVote,
  openVote,
  prepareVote,
  startCasting,
} from './index.ts'

export { anyBlinded, manyBallots, manyChoices } from '../ballot/testing.ts'

/** Measurements use these too, outside of any test. */
const asking = (app: App, actor: Actor): Asking => ({
  actor,
  requestId: 'test',
  locale: 'vi',
  now: app.now,
})

export const moreThanHalf = {
  threshold: { num: 1, den: 2, atLeast: false },
  base: 'present',
  quorum: { num: 2, den: 3, atLeast: true },
  source: 'Quy chế thử',
} as const

/** Prepares and opens a vote as its chair, by default a secret motion. Returns its id. */
export async function anOpenVote(
  app: App,
  chair: Actor,
  fields: Partial<z.input<typeof PrepareVote>> & {
    unitId: string
    personIds: string[]
    entitled?: number
    proxies?: { absentId: string; holderId: string }[]
  },
): Promise<string> {
  const { personIds, entitled, proxies, ...vote } = fields
  const id = uuidv7()
  await app.run(asking(app, chair), prepareVote, {
    id,
    method: 'secret',
    kind: 'motion',
    title: 'Thông qua kế hoạch hoạt động quý III',
    rule: moreThanHalf,
    ...vote,
  })
  await app.run(asking(app, chair), openVote, { voteId: id, personIds, entitled, proxies })
  return id
}

/** Draws a ballot on a device of its own for somebody, by default for who asks. */
export async function aDrawnBallot(
  app: App,
  who: Actor & { personId?: string },
  voteId: string,
  forId?: string,
): Promise<DrawnBallot> {
  const as = asking(app, who)
  const { publicKey } = await app.read(as, (ctx) => getVote(ctx, voteId))
  const unsigned = await makeBallot(voteId, publicKey ?? '')
  const { blindSignature } = await app.run(as, drawBallot, {
    voteId,
    personId: forId ?? who.personId,
    blinded: unsigned.blinded,
  })
  return finishBallot(unsigned, blindSignature)
}

/** Casts a drawn ballot as nobody. */
export const aCastBallot = async (app: App, drawn: DrawnBallot, choice: string) =>
  app.run(asking(app, nobody), castBallot, {
    voteId: drawn.voteId,
    ...(await fillIn(drawn, choice)),
  })

export const startCastingAs = (app: App, chair: Actor, voteId: string) =>
  app.run(asking(app, chair), startCasting, { voteId })

export const closeAs = (app: App, chair: Actor, voteId: string) =>
  app.run(asking(app, chair), closeVote, { voteId })
