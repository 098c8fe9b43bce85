import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { aTree, aUnit, type SmallTree } from '#modules/units/server/testing.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { version } from '../../package.json' with { type: 'json' }

// Each command is a process of its own.
vi.setConfig({ testTimeout: 240_000 })

const database = useDatabase()
const program = join(import.meta.dirname, 'xungkich.js')
let tree: SmallTree
let folder: string

beforeAll(async () => {
  tree = await aTree(database)
  folder = await mkdtemp(join(tmpdir(), 'xungkich-cli-'))
  await writeFile(join(folder, 'secret'), 'a secret that only this test knows, long enough\n', {
    mode: 0o600,
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The real command as a process, on the test's database, in English. */
function run(words: string[], environment: Record<string, string> = {}) {
  return new Promise<{ code: number; output: string }>((done) => {
    const env = {
      PATH: process.env.PATH ?? '',
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
      LANG: 'en_US.UTF-8',
      DATABASE_URL: database.ownerUrl,
      DATABASE_APP_URL: database.appUrl,
      DATABASE_AUTH_URL: database.authUrl,
      DATA_DIR: folder,
      HOST: '127.0.0.1',
      PORT: '4178',
      ...environment,
    }
    execFile(
      process.execPath,
      [program, ...words],
      { env, timeout: 100_000 },
      (error, stdout, stderr) =>
        done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    )
  })
}

const owner = async (text: string, values: unknown[] = []) =>
  (await database.ownerPool.query(text, values)).rows
const secretaryOf = async (phone: string, unit: string) => {
  const { output } = await run(
    `user create --name Vừ\u00a0A\u00a0Sính --phone ${phone} --role commune_secretary --unit`
      .split(' ')
      .concat(unit),
  )
  return output
}

test('a user is created with an office and a one-time password that must be changed', async () => {
  const output = await secretaryOf('0912345001', 'Đoàn xã Sủng Là')
  const password = /sign-in: (\S+)/.exec(output)?.[1]
  expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  const [account] = await owner(
    `select l.must_change_password, r.role_type, r.unit_id, p.full_name from identity.login l
       join access.role r on r.person_id = l.person_id join members.person p on p.id = l.person_id
      where l.phone = '+84912345001'`,
  )
  expect(account).toMatchObject({
    must_change_password: true,
    role_type: 'commune_secretary',
    unit_id: tree.commune,
  })
  expect(
    await owner(`select command from audit.entry where unit_id = $1 order by id`, [tree.commune]),
  ).toEqual([{ command: 'members.admit' }, { command: 'access.grant_role' }])
  expect(await secretaryOf('0912.345.001', 'Đoàn xã Sủng Là')).toContain('has an account already')
})

test('a password that was given is kept, and a poor one is refused before anything is written', async () => {
  const words = 'user create --name Mai --email mai@tinhdoan.example --role province_officer --unit'
  const create = (password: string) =>
    run([...words.split(' '), tree.province, '--password', password])
  const refused = await create('1234567890')
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.output).toContain('password')
  expect(await owner(`select from members.person where full_name = 'Mai'`)).toEqual([])
  expect(await create('con suối chảy qua bản')).toMatchObject({ code: 0 })
  expect(
    await owner(
      `select must_change_password from identity.login where email = 'mai@tinhdoan.example'`,
    ),
  ).toEqual([{ must_change_password: false }])
})

test('a role of another level and a name that several units have are refused in words', async () => {
  const base = 'user create --name Mai --phone 0912345009 --role'.split(' ')
  expect((await run([...base, 'branch_deputy', '--unit', tree.commune])).output).toContain(
    'not for the level',
  )
  for (const parentId of [tree.commune, tree.otherCommune])
    await aUnit(database, { parentId, type: 'village_branch', name: 'Chi đoàn thôn Trùng Tên' })
  const many = await run([...base, 'branch_deputy', '--unit', 'chi đoàn thôn trùng tên'])
  expect(many.output).toContain('Đoàn xã Lũng Cú')
})

test('a token is printed once, works for its account and ends by its day', async () => {
  const made = await run(
    'token create --account 0912345001 --name Báo-cáo --permissions reports.read,members.read --days 30'.split(
      ' ',
    ),
  )
  expect(made.output).toMatch(/^xk_[\w-]{43}$/m)
  const [token] = await owner(
    `select permissions, expires_at::date - now()::date as days from identity.api_token where name = 'Báo-cáo'`,
  )
  expect(token).toEqual({ permissions: ['reports.read', 'members.read'], days: 30 })
})

test('explain says by which office somebody may, and why not elsewhere', async () => {
  const explain = (permission: string, unit: string) =>
    run(['access', 'explain', '0912345001', permission, unit])
  const may = await explain('members.write', tree.branch)
  expect(may.output).toMatch(/ MAY: members\.write/)
  expect(may.output).toContain('Đoàn xã Sủng Là › Chi đoàn thôn Đoàn Kết')
  const elsewhere = await explain('members.write', tree.foreignBranch)
  expect(elsewhere.output).toMatch(/MAY NOT/)
  expect(elsewhere.output).toContain('is not below Đoàn xã Sủng Là')
  await owner(
    `update access.role set valid_from = '2024-01-01', valid_to = '2025-01-01'
      where person_id = (select person_id from identity.login where phone = '+84912345001')`,
  )
  expect((await explain('members.write', tree.branch)).output).toContain('it ended on 01/01/2025')
})

test('explain agrees with what the wall does', async () => {
  const officer = await anOfficer(database, tree.district, 'district_secretary')
  await owner(
    `insert into identity.login (id, name, email, person_id) values (gen_random_uuid(), 'X', 'x@huyendoan.example', $1)`,
    [officer.personId],
  )
  for (const unit of [tree.district, tree.foreignBranch]) {
    const { output } = await run(['access', 'explain', 'x@huyendoan.example', 'roles.grant', unit])
    const client = await database.ownerPool.connect()
    await client.query('begin')
    await client.query(`select set_config('app.person_id', $1, true)`, [officer.personId])
    const { rows } = await client.query(`select access.reaches('roles.grant', $1) as held`, [unit])
    await client.query('rollback')
    client.release()
    expect(/ MAY: /.test(output), output).toBe(rows[0].held)
  }
})

test('the doctor finds nothing wrong here, and says what is wrong where something is', async () => {
  const well = await run(['doctor'])
  expect(well.output).toContain('0 problems')
  expect(well.code).toBe(0)

  await chmod(join(folder, 'secret'), 0o644)
  const server = createServer()
  await new Promise<void>((listening) => server.listen(4177, '127.0.0.1', listening))
  await owner(`delete from public.xungkich_migration where name like '%hold-ranks%'`)
  const ill = await run(['doctor'], { PORT: '4177', DATABASE_APP_URL: database.ownerUrl })
  server.close()
  await owner(
    `insert into public.xungkich_migration (name, digest) values ('20261124T0210-access-hold-ranks.sql', 'x')`,
  )
  await chmod(join(folder, 'secret'), 0o600)
  expect(ill.code).toBe(1)
  for (const words of [
    'Others on this machine can read the secret',
    'Port 4177 is taken',
    '1 migrations are pending',
    'passes row-level security|borrows|The role',
  ])
    expect(ill.output).toMatch(new RegExp(words))
  expect((await run(['doctor'], { DATABASE_URL: 'postgres://x@127.0.0.1:9/x' })).output).toContain(
    'The database does not answer',
  )
})

test('the doctor of a folder that does not exist yet makes nothing and leads to the first start', async () => {
  const fresh = join(folder, 'not-yet')
  const { output, code } = await run(['doctor'], { DATA_DIR: fresh, DATABASE_URL: '' })
  expect(code).toBe(0)
  expect(output).toContain('npm start')
  await expect(chmod(fresh, 0o755)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('the demonstration does not go into an installation in use', async () => {
  expect(await run(['demo'])).toMatchObject({ code: 1 })
  const elsewhere = await run(['demo', '--provinces', '08'])
  expect(elsewhere).toMatchObject({ code: 2 })
  expect(elsewhere.output).toContain('02, 08')
})

test('help is printed, not the command run; what a command does not take is refused', async () => {
  const fresh = { DATA_DIR: join(folder, 'never-made'), DATABASE_URL: '' }
  const all = ['start', 'doctor', 'demo', 'migrate', 'dev', 'user create', 'token create']
  for (const command of [...all, 'access matrix', 'access explain']) {
    const { code, output } = await run([...command.split(' '), '--help'], fresh)
    expect(output).toContain(`Usage: xungkich ${command}`)
    expect(code, command).toBe(0)
  }
  for (const words of [['demo', '--prvinces'], ['migrate', 'now'], ['doctor', '-x'], ['nothing']]) {
    const { code, output } = await run(words, fresh)
    expect(output).toContain('Usage: xungkich')
    expect(code, words.join(' ')).toBe(2)
  }
  const help = await run(['start', '-h'], fresh)
  expect(help).toMatchObject({ code: 0, output: expect.stringContaining('--new-secret') })
  expect(await run(['--version'])).toMatchObject({ code: 0, output: `${version}\n` })
  await expect(chmod(fresh.DATA_DIR, 0o755)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('what an operator can mend is said in plain words, without a stack', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  const tries: [RegExp, string[], Record<string, string>][] = [
    [/cannot be written.*DATA_DIR/, ['migrate'], { DATA_DIR: join(file, 'data') }],
    [/cannot be written.*DATA_DIR/, ['migrate'], { DATA_DIR: '/proc/nope' }],
    [/lets nobody in/, ['migrate'], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/none' }],
    [/PORT must be .* from 0 to 65535; it is 'abc'/, ['start'], { PORT: 'abc' }],
    [/no such option/, ['start', '--emtpy'], {}],
  ]
  for (const [words, command, environment] of tries) {
    const { code, output } = await run(command, environment)
    expect(output).toMatch(words)
    expect(output).not.toMatch(/^\s+at /m)
    expect(code).toBe(command.length > 1 ? 2 : 1)
  }
})
