import 'fake-indexeddb/auto'
import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { faultOfBallot, readVoteKey } from '../ballot/scheme.ts'
import { Refused, Unreachable } from './ask.ts'
import { findPaper } from './papers.ts'
import { fillInBallot, receiveBallot, sendBallot } from './voter.ts'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
let votes = 0
const newSeat = () => ({
  voteId: `019aeb4a-1744-7fe3-ae9c-${String(++votes).padStart(12, '0')}`,
  personId: 'p',
})

const lost = () => Promise.reject(new TypeError('Failed to fetch'))
const said =
  (body: unknown, status = 200) =>
  async () =>
    Response.json(body, { status })
const signed = async (body: { blinded: string }) => {
  const key = { key: pair.privateKey, padding: constants.RSA_NO_PADDING }
  const signature = privateDecrypt(key, Buffer.from(body.blinded, 'base64url'))
  return Response.json({ blindSignature: signature.toString('base64url') })
}

/** A server that answers each request in turn; what was sent to it is returned. */
function answering(...answers: ((body: never) => Promise<Response>)[]) {
  const sent: { address: string; body: Record<string, string>; init: RequestInit }[] = []
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body))
    sent.push({ address, body, init })
    return answers[sent.length - 1]?.(body as never) ?? lost()
  })
  return sent
}

afterEach(() => void vi.unstubAllGlobals())

test('a ballot whose answer was lost is asked for again with the very same, so that it stays one', async () => {
  const seat = newSeat()
  const sent = answering(lost, said({ code: 'x' }, 502), signed)
  await expect(receiveBallot(seat, publicKey)).rejects.toBeInstanceOf(Unreachable)
  await expect(receiveBallot(seat, publicKey)).rejects.toBeInstanceOf(Unreachable)
  expect(await receiveBallot(seat, publicKey)).toMatchObject({ stage: 'drawn' })
  expect(new Set(sent.map(({ body }) => body.blinded)).size).toBe(1)
  // Received is received: it is not asked for once more.
  await receiveBallot(seat, publicKey)
  expect(sent).toHaveLength(3)
})

test('a filled-in ballot is sent as it is until it is acknowledged, without a cookie, and then forgets its choice', async () => {
  const seat = newSeat()
  answering(signed)
  await receiveBallot(seat, publicKey)
  await fillInBallot(seat, 'approve')
  const sent = answering(lost, said({ code: 'voting.handing_out' }, 422), said({ code: 'AB-CD' }))
  await expect(sendBallot(seat)).rejects.toBeInstanceOf(Unreachable)
  await expect(sendBallot(seat)).rejects.toBeInstanceOf(Refused)
  expect(await findPaper(seat.voteId, seat.personId)).toMatchObject({ stage: 'filled' })
  expect(await sendBallot(seat)).toMatchObject({ stage: 'cast', code: 'AB-CD' })
  expect(new Set(sent.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  for (const { address, init, body } of sent) {
    expect(address).toBe(`/ballots/${seat.voteId}`)
    expect(init.credentials).toBe('omit')
    expect(JSON.stringify(body)).not.toContain(seat.personId === 'p' ? '"p"' : seat.personId)
    const fault = faultOfBallot(seat.voteId, await readVoteKey(publicKey), body as never)
    expect(await fault).toBeUndefined()
  }
  const kept = await findPaper(seat.voteId, seat.personId)
  expect(Object.keys(kept ?? {}).sort()).toEqual(['code', 'stage', 'token'])
})

test('a choice cannot be written on a ballot twice, nor sent before it is written', async () => {
  const seat = newSeat()
  answering(signed)
  await expect(sendBallot(seat)).rejects.toThrow()
  await receiveBallot(seat, publicKey)
  await expect(sendBallot(seat)).rejects.toThrow()
  await fillInBallot(seat, 'approve')
  await expect(fillInBallot(seat, 'against')).rejects.toThrow()
})

test('a server that signs with another key than it has shown is not believed', async () => {
  const seat = newSeat()
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
  const shown = other.export({ type: 'spki', format: 'der' }).toString('base64url')
  answering(said({ blindSignature: Buffer.alloc(256, 3).toString('base64url') }))
  await expect(receiveBallot(seat, shown)).rejects.toThrow()
  expect(await findPaper(seat.voteId, seat.personId)).toMatchObject({ stage: 'unsigned' })
})
