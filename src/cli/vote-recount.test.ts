import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { electionBallots, electionId, electionKey } from '#demo/vote-ballots.ts'
import { scheme } from '#modules/voting/ballot/scheme.ts'
import { outcomeOf, type PublishedVote, tallyOf } from '#modules/voting/index.ts'
import { UsageProblem } from './output.ts'
import { voteRecount } from './vote-recount.ts'

const rule = {
  threshold: { num: 1, den: 2, atLeast: false },
  base: 'present' as const,
  quorum: { num: 2, den: 3, atLeast: true },
  source: 'thử',
}
const question = { kind: 'election' as const, seats: 3, candidates: 5, rule }
const count = electionBallots.length
const published: PublishedVote = {
  format: 'xungkich-vote-1',
  id: electionId,
  title: 'Bầu Ban Chấp hành',
  unit: 'Chi đoàn thử',
  method: 'secret',
  kind: 'election',
  seats: 3,
  candidates: [1, 2, 3, 4, 5].map((number) => ({ number, name: `Người ${number}` })),
  rule,
  closedOn: '2026-06-15',
  entitled: count,
  present: count,
  scheme,
  publicKey: electionKey,
  handedOut: { electronic: count, paper: 0 },
  drawers: null,
  ballots: [...electionBallots],
  choices: null,
  entered: null,
  outcome: outcomeOf(
    question,
    { entitled: count, present: count },
    tallyOf(
      question,
      electionBallots.map(({ choice }) => choice),
    ),
  ),
}

afterEach(() => {
  process.exitCode = 0
  vi.restoreAllMocks()
})

/** What the command says about a file of this content, and how it ends. */
async function recountOf(content: string) {
  const folder = await mkdtemp(join(tmpdir(), 'xungkich-recount-'))
  const file = join(folder, 'vote.json')
  await writeFile(file, content)
  const said: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(line))
  vi.spyOn(console, 'error').mockImplementation((line) => void said.push(line))
  try {
    await voteRecount([file])
    return { said: said.join('\n'), code: process.exitCode }
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('a published file is counted again without a server, and what was tampered with is named', async () => {
  const honest = await recountOf(JSON.stringify(published))
  expect(honest.said).toContain('1. Người 1: 5')
  expect(honest.code).not.toBe(1)
  const [first, ...rest] = published.ballots
  const forged = { ...published, ballots: [{ ...first, choice: '3,4,5' }, ...rest] }
  const found = await recountOf(JSON.stringify(forged))
  expect(found.said).toContain(first?.token.slice(-12))
  expect(found.code).toBe(1)
})

test('what is no published vote is refused in words', async () => {
  await expect(recountOf('{}')).rejects.toMatchObject({ name: 'CliProblem' })
  await expect(recountOf('no json')).rejects.toMatchObject({ name: 'CliProblem' })
  await expect(voteRecount([])).rejects.toBeInstanceOf(UsageProblem)
  await expect(voteRecount(['/no/such/file'])).rejects.toMatchObject({ name: 'CliProblem' })
})
