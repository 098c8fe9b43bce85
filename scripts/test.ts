// `npm test` runs every part and ends with the totals; `npm run check` runs the static part only;
// `npm test -- unit e2e` runs the parts named. A part that fails does not keep the next from running.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const root = join(import.meta.dirname, '..')
const npm = (program: string) => join(root, 'node_modules', program)

interface Outcome {
  passed: number
  failed: number
  skipped?: number
  /** Said again at the end, where a reader of a long output looks first. */
  failures?: string[]
}

interface VitestReport extends Record<string, unknown> {
  numPassedTests?: number
  numFailedTests?: number
  numPendingTests?: number
  numTodoTests?: number
  testResults?: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[]
  }[]
}

interface Part {
  name: string
  title: string
  isStatic?: boolean
  /** Needs nothing of the others and leaves them alone: two such run at a time. */
  isApart?: boolean
  run: () => Promise<Outcome>
}

const parts: Part[] = [
  check(
    'types',
    'Types (svelte-check)',
    npm('svelte-check/bin/svelte-check'),
    '--fail-on-warnings',
  ),
  check(
    'worker',
    'Types of the service worker (tsc)',
    npm('typescript/bin/tsc'),
    ...['--noEmit', '-p', 'src/service-worker'],
  ),
  check('lint', 'Lint and format (Biome)', npm('@biomejs/biome/bin/biome'), 'check', '.'),
  check(
    'imports',
    'Directions of imports (dependency-cruiser)',
    npm('dependency-cruiser/bin/dependency-cruiser.mjs'),
    ...['src', 'e2e', 'scripts', 'demo', 'bench'],
  ),
  check('messages', 'Messages in both languages', 'scripts/check-messages.ts'),
  { ...tests('unit', 'Unit tests'), isApart: true },
  tests('database', 'Tests on PostgreSQL'),
  { ...built('build', 'Build', 'scripts/build.ts'), isApart: true },
  built('bytes', 'JavaScript of public and field pages', 'scripts/byte-budget.ts'),
  tests('e2e', 'Journeys in a browser'),
]

/** A part that either holds or does not. */
function check(name: string, title: string, script: string, ...words: string[]): Part {
  const run = async () => outcomeOfCheck(await runNodeHeldBack(title, script, ...words))
  return { name, title, isStatic: true, isApart: true, run }
}

/** What needs no test of its own but the screens as they are shipped. */
function built(name: string, title: string, script: string): Part {
  return { name, title, run: async () => outcomeOfCheck(await runNode(script)) }
}

const outcomeOfCheck = (code: number): Outcome =>
  code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }

/** A project of vitest.config.ts; each test counts. */
function tests(project: string, title: string): Part {
  const run = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xungkich-results-'))
    const report = join(folder, 'report.json')
    const words = ['run', '--project', project, '--reporter=default', '--reporter=json']
    const code = await runNode(npm('vitest/vitest.mjs'), ...words, `--outputFile.json=${report}`)
    const text = await readFile(report, 'utf8').catch(() => '{}')
    await rm(folder, { recursive: true, force: true })
    return outcomeOf(JSON.parse(text), code)
  }
  return { name: project, title, run }
}

function outcomeOf(report: VitestReport, code: number): Outcome {
  const {
    numPassedTests: passed = 0,
    numFailedTests: failed = 0,
    numPendingTests = 0,
    numTodoTests = 0,
    testResults = [],
  } = report
  // A file that cannot be read or a set-up that fails has no test to fail.
  return {
    passed,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
    failures: testResults.flatMap(({ name, status, message, assertionResults }) => {
      const file = relative(root, name)
      const tests = assertionResults
        .filter((test) => test.status === 'failed')
        .map((test) => `${file} > ${test.fullName}\n${start(test.failureMessages?.[0])}`)
      return tests.length === 0 && status === 'failed' ? [`${file}\n${start(message)}`] : tests
    }),
  }
}

const start = (text = '') =>
  text
    .split('\n')
    .slice(0, 12)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join('\n')

function runNode(...words: string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, words, { cwd: root, stdio: 'inherit' })
    child.on('error', () => done(1))
    child.on('exit', (code) => done(code ?? 1))
  })
}

/** As {@link runNode}, for what runs beside another: it says all at once when it has ended. */
function runNodeHeldBack(title: string, ...words: string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    child.stdout.on('data', (chunk) => said.push(chunk))
    child.stderr.on('data', (chunk) => said.push(chunk))
    child.on('error', () => done(1))
    child.on('close', (code) => {
      console.log(`\n=== ${title} ===\n`)
      process.stdout.write(Buffer.concat(said))
      done(code ?? 1)
    })
  })
}

/** Messages and route types are generated; what was pulled or edited may have changed them. */
async function generate() {
  await runNode('scripts/compile-messages.js')
  await runNode(npm('@sveltejs/kit/svelte-kit.js'), 'sync')
}

const asked = process.argv.slice(2)
const unknown = asked.filter(
  (word) => word !== '--static' && !parts.some(({ name }) => name === word),
)
if (unknown.length > 0) {
  console.error(
    `There is no part ${unknown.join(', ')}; there are ${parts.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(2)
}
const chosen = parts.filter(({ name, isStatic }) =>
  asked.includes('--static') ? isStatic : asked.length === 0 || asked.includes(name),
)

await generate()
const results: (Outcome & { title: string; seconds: number })[] = []

async function runPart({ title, run }: Part) {
  const begun = performance.now()
  results.push({ title, ...(await run()), seconds: (performance.now() - begun) / 1000 })
}

// The types take one core about as long as all others of these take the second.
const waiting = chosen.filter(({ isApart }) => isApart)
const takeNext = async (): Promise<void> => {
  const part = waiting.shift()
  if (!part) return
  await runPart(part)
  return takeNext()
}
await Promise.all([takeNext(), takeNext()])
for (const part of chosen.filter(({ isApart }) => !isApart)) {
  console.log(`\n=== ${part.title} ===\n`)
  await runPart(part)
}

console.log('\n=== Summary ===\n')
for (const { title, passed, failed, skipped = 0, seconds } of results) {
  const counts = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
  console.log(
    `${failed ? 'FAILED' : '    ok'}  ${title.padEnd(44)} ${counts.padEnd(28)} ${seconds.toFixed(0)} s`,
  )
}
for (const failure of results.flatMap(({ failures = [] }) => failures)) console.log(`\n${failure}`)
const sum = (of: 'passed' | 'failed') => results.reduce((total, result) => total + result[of], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') > 0 ? 1 : 0)
