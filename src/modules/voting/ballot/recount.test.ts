import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outcomeOf, tallyOf } from '../counting/count.ts'
import { fromText, toText } from './bytes.ts'
import { fillIn, finishBallot, makeBallot } from './draw.ts'
import { PublishedVote } from './published.ts'
import { recount } from './recount.ts'
import { type Ballot, keyMark, receiptCode, scheme } from './scheme.ts'

const voteId = '019aeb4a-1744-7fe3-ae9c-e4ea0eb7629b'
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')

const sign = (blinded: string) =>
  privateDecrypt(
    { key: pair.privateKey, padding: constants.RSA_NO_PADDING },
    Buffer.from(blinded, 'base64url'),
  ).toString('base64url')

async function ballotOf(choice: string): Promise<Ballot> {
  const unsigned = await makeBallot(voteId, publicKey)
  return fillIn(await finishBallot(unsigned, sign(unsigned.blinded)), choice)
}

const rule = {
  threshold: { num: 1, den: 2, atLeast: false },
  base: 'valid' as const,
  quorum: { num: 2, den: 3, atLeast: true },
  source: 'thử',
}

function publishedOf(ballots: Ballot[], handedOut = ballots.length): PublishedVote {
  const question = { kind: 'election' as const, seats: 2, candidates: 3, rule }
  const present = Math.max(1, handedOut)
  return {
    format: 'xungkich-vote-1',
    id: voteId,
    title: 'Bầu',
    unit: 'Chi đoàn',
    method: 'secret',
    kind: 'election',
    seats: 2,
    candidates: [1, 2, 3].map((number) => ({ number, name: `Người ${number}` })),
    rule,
    closedOn: '2026-06-15',
    entitled: present,
    present,
    scheme,
    publicKey,
    handedOut: { electronic: handedOut, paper: 0 },
    drawers: null,
    ballots,
    choices: null,
    entered: null,
    outcome: outcomeOf(
      question,
      { present, entitled: present },
      tallyOf(
        question,
        ballots.map(({ choice }) => choice),
      ),
    ),
  }
}

const ballots = await Promise.all(['1,2', '1', '2,3', '', '1,2,3'].map(ballotOf))

test('a file that was written and read counts as it was published, from nothing but itself', async () => {
  const file = JSON.parse(JSON.stringify(publishedOf(ballots)))
  const counted = await recount(PublishedVote.parse(file))
  expect(counted).toMatchObject({ counted: 5, faults: [], agrees: true })
  expect(counted.outcome.tally).toEqual({
    approve: 0,
    against: 0,
    abstain: 0,
    votes: [2, 2, 1],
    valid: 3,
    blank: 1,
    invalid: 1,
  })
})

test('whatever single thing is changed in a ballot, the recount names that ballot and leaves it out', async () => {
  const parts = ['token', 'prefix', 'signature', 'proof'] as const
  await fc.assert(
    fc.asyncProperty(
      fc.nat(ballots.length - 1),
      fc.constantFrom(...parts, 'choice' as const),
      fc.nat(),
      async (which, part, at) => {
        const changed = ballots.map((ballot, index) => {
          if (index !== which) return ballot
          if (part === 'choice') return { ...ballot, choice: ballot.choice === '3' ? '2' : '3' }
          const bytes = fromText(ballot[part])
          bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ (1 + (at % 255))
          return { ...ballot, [part]: toText(bytes) }
        })
        const { agrees, counted, faults } = await recount(publishedOf(changed))
        expect(agrees).toBe(false)
        expect(counted).toBe(ballots.length - 1)
        expect(faults).toHaveLength(1)
        expect(faults[0]).toMatchObject({ token: changed[which]?.token })
      },
    ),
    { numRuns: 60 },
  )
})

test('a ballot that is there twice, one that was stuffed in, and an outcome that was changed are seen', async () => {
  const [first] = ballots as [Ballot]
  const twice = await recount(publishedOf([...ballots, first]))
  expect(twice.faults).toEqual([{ what: 'token_twice', token: first.token }])
  // Signed by the key that the administrator holds, but handed out to nobody.
  const stuffed = await recount(publishedOf(ballots, 4))
  expect(stuffed.faults).toContainEqual({ what: 'more_than_handed_out', ballots: 5, handedOut: 4 })
  const honest = publishedOf(ballots)
  const forged = { ...honest, outcome: { ...honest.outcome, elected: [3] } }
  expect(await recount(forged)).toMatchObject({ faults: [], agrees: false })
  const short = { ...honest, drawers: [{ name: 'Một', how: 'electronic' as const }] }
  expect((await recount(short)).faults).toContainEqual({
    what: 'drawers_do_not_add_up',
    drawers: 1,
    handedOut: 5,
  })
})

test('what the signer sees says nothing about the ballot: any seen message fits any ballot', async () => {
  // For each message that was signed blindly and each ballot there is a blinding that joins them: here
  // it is made, from the ballot and the private key, for every pair.
  const unsigned = await Promise.all([1, 2, 3].map(() => makeBallot(voteId, publicKey)))
  const drawn = await Promise.all(unsigned.map((one) => finishBallot(one, sign(one.blinded))))
  const { n, e } = pair.publicKey.export({ format: 'jwk' })
  const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  const modulus = number(fromText(n as string))
  const exponent = number(fromText(e as string))
  const power = (base: bigint, by: bigint) => {
    let [result, square, left] = [1n, base % modulus, by]
    for (; left > 0n; left >>= 1n) {
      if (left & 1n) result = (result * square) % modulus
      square = (square * square) % modulus
    }
    return result
  }
  const inverse = (value: bigint) => {
    let [r0, r1, s0, s1] = [modulus, value % modulus, 0n, 1n]
    while (r1 !== 0n) {
      const quotient = r0 / r1
      ;[r0, r1] = [r1, r0 - quotient * r1]
      ;[s0, s1] = [s1, s0 - quotient * s1]
    }
    return ((s0 % modulus) + modulus) % modulus
  }
  for (const { blinded } of unsigned)
    for (const { signature } of drawn) {
      const blindSignature = number(fromText(sign(blinded)))
      const blinding = (blindSignature * inverse(number(fromText(signature)))) % modulus
      const encoded = power(number(fromText(signature)), exponent)
      expect((encoded * power(blinding, exponent)) % modulus).toBe(number(fromText(blinded)))
    }
})

test('codes are short, the same each time, and different for each ballot', async () => {
  const codes = await Promise.all(ballots.map(({ token }) => receiptCode(token)))
  expect(new Set(codes).size).toBe(ballots.length)
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
  expect(await keyMark(publicKey)).toBe(await keyMark(publicKey))
})
