import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { faultInWords } from '#modules/voting/components/recount-words.ts'
import { type Outcome, PublishedVote, recount } from '#modules/voting/index.ts'
import * as m from '#paraglide/messages.js'
import { CliProblem, locale, UsageProblem } from './output.ts'

/**
 * `xungkich vote recount FILE`: counts a vote again from the file that it published. Needs no server, no
 * database and no rights. Ends with 1 where the recount does not agree.
 */
export async function voteRecount(words: string[]): Promise<void> {
  const { positionals } = parseArgs({ args: words, options: {}, allowPositionals: true })
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new UsageProblem(m.cli_usage_vote_recount({}, locale))
  const vote = await readVote(file)
  const counted = await recount(vote)
  console.log(`${vote.title} · ${vote.unit}`)
  for (const line of linesOf(vote, counted.outcome)) console.log(line)
  for (const fault of counted.faults) console.error(faultInWords(fault, locale))
  console.log(
    counted.agrees
      ? m.cli_recount_agrees({ count: counted.counted }, locale)
      : m.cli_recount_differs({ count: counted.counted }, locale),
  )
  if (!counted.agrees) process.exitCode = 1
}

async function readVote(file: string): Promise<PublishedVote> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CliProblem(m.cli_recount_no_file({ file }, locale))
  })
  const read = PublishedVote.safeParse(jsonOf(text))
  if (!read.success) throw new CliProblem(m.cli_recount_not_a_vote({ file }, locale))
  return read.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function linesOf(vote: PublishedVote, { tally, elected }: Outcome): string[] {
  if (vote.kind === 'motion')
    return [
      `  ${m.voting_approve({}, locale)}: ${tally.approve}`,
      `  ${m.voting_against({}, locale)}: ${tally.against}`,
      `  ${m.voting_abstain({}, locale)}: ${tally.abstain}`,
    ]
  return vote.candidates.map(({ number, name }) => {
    const mark = elected.includes(number) ? ` · ${m.voting_is_elected({}, locale)}` : ''
    return `  ${number}. ${name}: ${tally.votes[number - 1] ?? 0}${mark}`
  })
}
