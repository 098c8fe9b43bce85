import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts'

let begun: string
let folder: string
let dataDirectory: string
const running: EmbeddedPostgres[] = []

// The first start is made once; a test that is not about it works on a copy.
beforeAll(async () => {
  begun = await mkdtemp(join(tmpdir(), 'xungkich-embedded-'))
  await (await start(join(begun, 'postgres'))).stop()
})
afterAll(() => rm(begun, { recursive: true, force: true }))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-embedded-'))
  dataDirectory = join(folder, 'postgres')
  execFileSync('cp', ['-a', join(begun, 'postgres'), dataDirectory])
})
afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

async function start(directory = dataDirectory, log?: (line: string) => void) {
  const postgres = await startEmbeddedPostgres({
    dataDirectory: directory,
    log,
    settings: { fsync: 'off', shared_buffers: '16MB' },
  })
  running.push(postgres)
  return postgres
}

async function ask(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const isAlive = (pid: number) =>
  existsSync(`/proc/${pid}/stat`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')

/** Runs a launcher in a process of its own, and kills it with -9 after some acknowledged commits. */
async function killWhileWriting(environment: NodeJS.ProcessEnv) {
  const script = join(import.meta.dirname, '../../testing/write-until-killed.ts')
  const child: ChildProcess = spawn(process.execPath, [script, dataDirectory], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let server = 0
  let acknowledged = 0
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.startsWith('server')) server = Number(line.slice(7))
    else acknowledged = Number(line)
    if (acknowledged === 200) child.kill('SIGKILL')
  }
  return { server, acknowledged }
}

describe('after kill -9', () => {
  test('no server is left behind, and the next start has every acknowledged row', async () => {
    const { server, acknowledged } = await killWhileWriting(process.env)
    const next = await start()
    expect(isAlive(server)).toBe(false)
    const [found] = await ask(
      next.url('xungkich'),
      'select count(*)::int, max(number) from acknowledged',
    )
    expect(found.count).toBeGreaterThanOrEqual(acknowledged)
    expect(found.max).toBe(found.count)
  })

  test('the next start takes over a server that outlived its launcher, where setpriv is missing', async () => {
    const { server, acknowledged } = await killWhileWriting({ PATH: '/nowhere' })
    expect(isAlive(server)).toBe(true)
    const next = await start()
    expect(isAlive(server)).toBe(false)
    const [found] = await ask(next.url('xungkich'), 'select count(*)::int from acknowledged')
    expect(found.count).toBeGreaterThanOrEqual(acknowledged)
  })

  test('of the server itself, the next start waits for its memory and recovers', async () => {
    const first = await start()
    await ask(first.url('xungkich'), 'create table kept as select generate_series(1, 1000)')
    const busy = ask(first.url('xungkich'), 'select pg_sleep(60)').catch(() => 'cut off')
    process.kill(first.pid, 'SIGKILL')
    await first.ended
    const next = await start()
    expect(await ask(next.url('xungkich'), 'select count(*)::int from kept')).toEqual([
      { count: 1000 },
    ])
    expect(await busy).toBe('cut off')
  })

  test('a process that got the dead server’s number does not hold up the next start', async () => {
    const first = await start()
    process.kill(first.pid, 'SIGKILL')
    await first.ended
    const { uid, gid } = await stat(join(dataDirectory, 'cluster'))
    const bystander = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {})
    const file = join(dataDirectory, 'cluster/postmaster.pid')
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^.*/, String(bystander.pid)))
    const next = await start()
    expect(await ask(next.url('xungkich'), 'select 1 as one')).toEqual([{ one: 1 }])
    expect(isAlive(bystander.pid as number)).toBe(true)
    bystander.kill()
  })

  test('of a first start half-way, the next start begins anew', async () => {
    await rm(dataDirectory, { recursive: true })
    await mkdir(join(dataDirectory, 'cluster.new/base'), { recursive: true })
    await writeFile(join(dataDirectory, 'cluster.new/PG_VERSION'), '18\n')
    const postgres = await start()
    expect(await ask(postgres.url('xungkich_app'), 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('one folder', () => {
  test('serves one launcher; the second is told which process has it', async () => {
    const first = await start()
    await expect(start()).rejects.toMatchObject({
      fault: 'in_use',
      message: expect.stringMatching(
        new RegExp(`already running on .* \\(process ${process.pid}\\)`),
      ),
    })
    expect(await ask(first.url('xungkich'), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('two first starts at the same moment end with one server and one clear refusal', async () => {
    await rm(dataDirectory, { recursive: true })
    const outcomes = await Promise.allSettled([start(), start()])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = outcomes.find((outcome) => outcome.status === 'rejected')
    expect(refused?.reason).toMatchObject({ fault: 'in_use' })
  })

  test('written by another PostgreSQL is refused with a pointer to the manual', async () => {
    await (await start()).stop()
    await writeFile(join(dataDirectory, 'cluster/PG_VERSION'), '17\n')
    await expect(start()).rejects.toMatchObject({
      fault: 'other_version',
      message: expect.stringContaining('docs/operations.md'),
    })
  })

  test('may lie deep: its path may be longer than the address of a socket', async () => {
    const deep = join(folder, 'a-folder-with-a-long-name'.repeat(4), 'postgres')
    const postgres = await start(deep)
    expect(Buffer.byteLength(`${postgres.socketDirectory}/.s.PGSQL.5432`)).toBeLessThan(108)
    expect(await ask(postgres.url('xungkich'), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('may lie in open folders or in one that only its owner may enter', async () => {
    for (const mode of [0o755, 0o700]) {
      await chmod(folder, mode)
      const postgres = await start()
      expect(await ask(postgres.url('xungkich'), 'select 1 as one')).toEqual([{ one: 1 }])
      await postgres.stop()
    }
  })
})

test('a stop is clean: nothing to recover, no process and no socket left', async () => {
  const first = await start()
  const open = new pg.Client({ connectionString: first.url('xungkich') })
  open.on('error', () => {})
  await open.connect()
  await open.query('begin')
  await Promise.all([first.stop(), first.stop()])
  expect(isAlive(first.pid)).toBe(false)
  expect(existsSync(first.socketDirectory)).toBe(false)

  const said: string[] = []
  await start(dataDirectory, (line) => said.push(line))
  expect(said.join('\n')).toContain('database system was shut down at')
  expect(said.join('\n')).not.toMatch(/recovery|interrupted/)
})

test('only the roles of the product come in, and none of them is a superuser', async () => {
  const postgres = await start()
  await ask(postgres.url('postgres', 'postgres'), 'create role stranger login superuser')
  await expect(ask(postgres.url('stranger'), 'select 1')).rejects.toThrow(/pg_hba.conf rejects/)
  const roles = await ask(
    postgres.url('xungkich_auth'),
    `select rolname from pg_roles where rolname like 'xungkich%' and (rolsuper or rolbypassrls)`,
  )
  expect(roles).toEqual([])
})

describe.runIf(process.getuid?.() === 0)('another user of the machine', () => {
  const daemon = 1
  beforeEach(() => chmod(folder, 0o755))
  afterEach(() => process.seteuid?.(0))

  test('cannot reach the server', async () => {
    const postgres = await start()
    process.seteuid?.(daemon)
    await expect(ask(postgres.url('xungkich'), 'select 1')).rejects.toThrow(/EACCES/)
    process.seteuid?.(0)
    // Even through an open door the server asks who is there.
    await chmod(dataDirectory, 0o711)
    await chmod(postgres.socketDirectory, 0o711)
    await chmod(`${postgres.socketDirectory}/.s.PGSQL.5432`, 0o777)
    process.seteuid?.(daemon)
    await expect(ask(postgres.url('xungkich'), 'select 1')).rejects.toThrow(/authentication failed/)
  })

  test('cannot start on the folder, and is told so in a sentence', async () => {
    process.seteuid?.(daemon)
    await expect(start()).rejects.toMatchObject({
      fault: 'not_permitted',
      message: expect.stringMatching(/belongs to another user: start Xung Kích as/),
    })
  })
})

test('personal data of a failed statement stays out of the log', async () => {
  const said: string[] = []
  const postgres = await start(dataDirectory, (line) => said.push(line))
  await ask(postgres.url('xungkich'), 'create table phone (number text primary key)')
  const twice = `insert into phone values ('0912345678'), ('0912345678')`
  await expect(ask(postgres.url('xungkich'), twice)).rejects.toThrow(/duplicate key/)
  expect(said.join('\n')).toContain('duplicate key')
  expect(said.join('\n')).not.toContain('0912345678')
})
