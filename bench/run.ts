import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { bytesBench } from './bytes.ts'
import { documentsBench } from './documents.ts'
import { frontBench } from './front.ts'
import { ideasBench } from './ideas.ts'
import { ingestBench } from './ingest.ts'
import { membersBench } from './members.ts'
import { outreachBench } from './outreach.ts'
import { reformBench } from './reform.ts'
import { reportBench } from './report.ts'
import { signingBench } from './signing.ts'
import { spreadsheetsBench } from './spreadsheets.ts'
import { startBench } from './start.ts'
import type { Bench, Measured } from './support.ts'
import { votingBench } from './voting.ts'

/** `npm run bench [-- NAME…]` prints a table of ratios, each side measured in the same run. */
const benches: readonly Bench[] = [
  startBench,
  bytesBench,
  ingestBench,
  spreadsheetsBench,
  membersBench,
  ideasBench,
  frontBench,
  reportBench,
  reformBench,
  signingBench,
  documentsBench,
  votingBench,
  outreachBench,
]

const { positionals } = parseArgs({ allowPositionals: true })
const chosen =
  positionals.length > 0 ? benches.filter((bench) => positionals.includes(bench.name)) : benches
const say = (line: string) => console.error(`  ${line}`)

console.log(
  `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
)
const all: Measured[] = []
for (const bench of chosen) {
  console.error(bench.name)
  const measured = await bench.run(say)
  // At once, too: a run that is broken off later has still said this much.
  for (const { what, ours, limit, ratio } of measured)
    say(`${what}: ${ours} against ${limit}, ${ratio.toFixed(2)}`)
  all.push(...measured)
}

const rows = all.map((one) => [
  one.what,
  one.ours,
  one.limit,
  one.ratio.toFixed(2),
  one.target ?? '',
  one.met === undefined ? '' : one.met ? 'met' : 'missed',
])
const titles = ['what', 'ours', 'limit', 'ratio', 'target', '']
const width = titles.map((title, column) =>
  Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
)
const line = (cells: string[]) =>
  `| ${cells.map((cell, column) => cell.padEnd(width[column] ?? 0)).join(' | ')} |`
console.log(
  [line(titles), line(width.map((length) => '-'.repeat(length))), ...rows.map(line)].join('\n'),
)
