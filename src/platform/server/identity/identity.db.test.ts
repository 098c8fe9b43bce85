import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { aTree } from '#modules/units/server/testing.ts'
import { testSecret } from '#platform/testing/app.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { takeAttempt } from './attempts.ts'
import {
  createAccount,
  createApiToken,
  endSessions,
  findApiToken,
  findSession,
  holdsHighOffice,
  type Identity,
  listSessions,
  openIdentity,
  revokeApiToken,
  type SignInResult,
  setPassword,
} from './index.ts'
import { nextPath } from './visitor.ts'

const database = useDatabase()
let identity: Identity
beforeAll(() => {
  identity = openIdentity({
    authUrl: database.authUrl,
    secret: testSecret,
    origin: 'http://localhost:3000',
  })
})
afterAll(() => identity.close())

let visitors = 0
const aVisitor = () => ({
  origin: 'http://localhost:3000',
  address: `10.0.0.${visitors++}`,
  userAgent: 'test',
  cookie: null,
})
const password = 'mot cau ngan de nho'
let phones = 0
const anAccount = (options: { mustChangePassword?: boolean; personId?: string } = {}) => {
  const phone = `09${String(phones++).padStart(8, '3')}`.replace(/^09\d/, '093')
  return createAccount(identity.pool, {
    personId: options.personId ?? null,
    name: 'Người thử',
    phone,
    password,
    mustChangePassword: options.mustChangePassword ?? false,
  }).then((id) => ({ id, phone }))
}
const jarOf = (result: SignInResult) => {
  if (!('setCookies' in result)) throw new Error(result.kind)
  const jar = new Map(
    result.setCookies.map((line) => {
      const pair = line.split(';')[0] ?? ''
      return [
        pair.slice(0, pair.indexOf('=')),
        decodeURIComponent(pair.slice(pair.indexOf('=') + 1)),
      ] as const
    }),
  )
  return {
    get: (name: string) => jar.get(name),
    header: [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '),
  }
}
const sessionOf = (result: SignInResult) => {
  const token = identity.readToken(jarOf(result))
  return token ? findSession(identity.pool, token) : undefined
}

test('one signs in with a phone number in any common writing', async () => {
  const { id, phone } = await anAccount()
  for (const written of [
    phone,
    `+84 ${phone.slice(1, 4)} ${phone.slice(4)}`,
    `84${phone.slice(1)}`,
  ]) {
    const result = await identity.signIn(aVisitor(), written, password)
    expect(await sessionOf(result)).toMatchObject({ loginId: id, mustChangePassword: false })
  }
})

test('a wrong password and an unknown account get the same answer', async () => {
  const { phone } = await anAccount()
  expect(await identity.signIn(aVisitor(), phone, 'khong phai mat khau')).toEqual({ kind: 'wrong' })
  expect(await identity.signIn(aVisitor(), '0999999999', password)).toEqual({ kind: 'wrong' })
})

test('after five wrong passwords the account must wait, also for the right one and from elsewhere', async () => {
  const { phone } = await anAccount()
  for (let time = 0; time < 5; time += 1)
    await identity.signIn(aVisitor(), phone, 'sai mat khau roi')
  const result = await identity.signIn(aVisitor(), phone, password)
  expect(result).toMatchObject({ kind: 'wait' })
  expect((result as { seconds: number }).seconds).toBeGreaterThan(5)
})

test('one address that tries many accounts must wait, even for an account of its own', async () => {
  const { phone } = await anAccount()
  const visitor = aVisitor()
  const waits = await Promise.all(
    Array.from({ length: 36 }, (_, time) =>
      takeAttempt(identity.pool, { account: `made up ${time}`, address: visitor.address }),
    ),
  )
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(30)
  expect(await identity.signIn(visitor, phone, password)).toMatchObject({ kind: 'wait' })
  expect((await identity.signIn(aVisitor(), phone, password)).kind).toBe('signed_in')
})

test('many guesses at the same moment count one by one', async () => {
  const { phone } = await anAccount()
  const results = await Promise.all(
    Array.from({ length: 12 }, (_, time) =>
      identity.signIn(aVisitor(), phone, `sai lan ${time} roi`),
    ),
  )
  expect(results.filter(({ kind }) => kind === 'wrong')).toHaveLength(5)
  expect(results.filter(({ kind }) => kind === 'wait')).toHaveLength(7)
})

test('the attempts of an address drain away, and a right one costs none', async () => {
  const { phone } = await anAccount()
  const visitor = aVisitor()
  const failures = async () =>
    (
      await database.ownerPool.query(
        'select failures from identity.sign_in_attempt where key = $1',
        [`address:${visitor.address}`],
      )
    ).rows[0]?.failures
  await identity.signIn(visitor, phone, password)
  expect(await failures()).toBe(0)
  await identity.signIn(visitor, phone, 'sai mat khau roi')
  expect(await failures()).toBeGreaterThan(0.9)
  await database.ownerPool.query(
    `update identity.sign_in_attempt set failures = 30, last_failed_at = now() - interval '25 seconds' where key = $1`,
    [`address:${visitor.address}`],
  )
  await identity.signIn(visitor, '0988888888', 'sai mat khau roi')
  expect(await failures()).toBeLessThan(29)
})

test('who gives the right password of a disabled account is told so, and gets no session', async () => {
  const { id, phone } = await anAccount()
  await database.ownerPool.query('update identity.login set disabled_at = now() where id = $1', [
    id,
  ])
  expect(await identity.signIn(aVisitor(), phone, 'sai mat khau roi')).toEqual({ kind: 'wrong' })
  expect(await identity.signIn(aVisitor(), phone, password)).toEqual({ kind: 'disabled' })
})

test('whoever holds a session cannot guess the password behind it', async () => {
  const { id, phone } = await anAccount()
  const visitor = {
    ...aVisitor(),
    cookie: jarOf(await identity.signIn(aVisitor(), phone, password)).header,
  }
  const tries = (guess: string) => identity.callWithPassword(visitor, id, '/verify-password', guess)
  expect((await tries(password)).kind).toBe('done')
  for (let time = 0; time < 5; time += 1)
    expect(await tries('sai mat khau roi')).toEqual({ kind: 'wrong' })
  expect(await tries(password)).toMatchObject({ kind: 'wait' })
})

test('using a session prolongs it, with at most one write an hour', async () => {
  const { phone } = await anAccount()
  const token = identity.readToken(jarOf(await identity.signIn(aVisitor(), phone, password))) ?? ''
  expect(await findSession(identity.pool, token)).toMatchObject({ wasProlonged: false })
  await database.ownerPool.query(
    `update identity.session set updated_at = now() - interval '2 hours', expires_at = now() + interval '1 day' where token = $1`,
    [token],
  )
  expect(await findSession(identity.pool, token)).toMatchObject({ wasProlonged: true })
  expect(await findSession(identity.pool, token)).toMatchObject({ wasProlonged: false })
  const { rows } = await database.ownerPool.query(
    `select expires_at > now() + interval '29 days' as "isLong" from identity.session where token = $1`,
    [token],
  )
  expect(rows).toEqual([{ isLong: true }])
})

test('what has expired is swept away, and nothing else', async () => {
  const { id, phone } = await anAccount()
  const kept = await sessionOf(await identity.signIn(aVisitor(), phone, password))
  await identity.signIn(aVisitor(), phone, password)
  await database.ownerPool.query(
    `update identity.session set expires_at = now() - interval '1 second' where user_id = $1 and id <> $2`,
    [id, kept?.sessionId],
  )
  await identity.sweep()
  const { rows } = await database.ownerPool.query(
    'select id from identity.session where user_id = $1',
    [id],
  )
  expect(rows).toEqual([{ id: kept?.sessionId }])
})

test('a tampered session cookie is nobody', async () => {
  const { phone } = await anAccount()
  const jar = jarOf(await identity.signIn(aVisitor(), phone, password))
  const name = 'xungkich.session_token'
  const value = jar.get(name) ?? ''
  expect(identity.readToken(jar)).toBeDefined()
  for (const changed of [
    `x${value}`,
    value.replace('.', 'x.'),
    value.slice(0, -4),
    value.split('.')[0] ?? '',
  ]) {
    expect(
      identity.readToken({ get: (asked) => (asked === name ? changed : undefined) }),
    ).toBeUndefined()
  }
})

test('a session that was ended stops working at once, and so does a disabled account', async () => {
  const { id, phone } = await anAccount()
  const first = await identity.signIn(aVisitor(), phone, password)
  const second = await identity.signIn(aVisitor(), phone, password)
  const keep = await sessionOf(second)
  expect(await listSessions(identity.pool, id)).toHaveLength(2)
  await endSessions(identity.pool, id, { except: keep?.sessionId ?? null })
  expect(await sessionOf(first)).toBeUndefined()
  expect(await sessionOf(second)).toBeDefined()
  await database.ownerPool.query('update identity.login set disabled_at = now() where id = $1', [
    id,
  ])
  expect(await sessionOf(second)).toBeUndefined()
})

test("nobody ends another account's session", async () => {
  const mine = await anAccount()
  const other = await anAccount()
  const session = await sessionOf(await identity.signIn(aVisitor(), other.phone, password))
  await endSessions(identity.pool, mine.id, { only: session?.sessionId ?? '' })
  expect(await listSessions(identity.pool, other.id)).toHaveLength(1)
})

test('a new password ends the other sessions; a weak one is refused with the reason', async () => {
  const { id, phone } = await anAccount({ mustChangePassword: true })
  const old = await identity.signIn(aVisitor(), phone, password)
  expect(await sessionOf(old)).toMatchObject({ mustChangePassword: true })
  await expect(setPassword(identity.pool, id, 'ngan', { mustChange: false })).rejects.toMatchObject(
    { faults: [{ code: 'password_short' }] },
  )
  await expect(
    setPassword(identity.pool, id, 'matkhau12345', { mustChange: false }),
  ).rejects.toMatchObject({ faults: [{ code: 'password_common' }] })
  await setPassword(identity.pool, id, 'cau moi cua rieng toi', { mustChange: false })
  expect(await sessionOf(old)).toBeUndefined()
  expect(
    await sessionOf(await identity.signIn(aVisitor(), phone, 'cau moi cua rieng toi')),
  ).toMatchObject({ mustChangePassword: false })
})

/** The code of a time step by RFC 6238, worked out here so that the test trusts no library. */
async function totp(secret: string, at = Date.now()) {
  const { createHmac } = await import('node:crypto')
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret]
    .map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', key).update(step).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('with a second factor a password alone opens nothing; a recovery code works once', async () => {
  const { phone } = await anAccount()
  const signedIn = jarOf(await identity.signIn(aVisitor(), phone, password))
  const visitor = { ...aVisitor(), cookie: signedIn.header }
  const enabled = await identity.call(visitor, '/two-factor/enable', { password })
  expect(enabled.status).toBe(200)
  const secret = new URL(String(enabled.body.totpURI)).searchParams.get('secret') ?? ''
  expect(
    (await identity.call(visitor, '/two-factor/verify-totp', { code: await totp(secret) })).status,
  ).toBe(200)

  const half = await identity.signIn(aVisitor(), phone, password)
  expect(half.kind).toBe('second_factor')
  expect(identity.readToken(jarOf(half))).toBeUndefined()
  const halfway = () => ({ ...aVisitor(), cookie: jarOf(half).header })
  expect(await identity.verifySecondFactor(halfway(), '000000')).toEqual({ kind: 'wrong' })
  expect(
    await sessionOf(await identity.verifySecondFactor(halfway(), await totp(secret))),
  ).toMatchObject({ hasSecondFactor: true })
  const seen = await identity.signIn(aVisitor(), phone, password)
  expect(
    await identity.verifySecondFactor(
      { ...aVisitor(), cookie: jarOf(seen).header },
      await totp(secret),
    ),
    'a code that was seen opens nothing again',
  ).toEqual({ kind: 'wrong' })

  const [code] = enabled.body.backupCodes as string[]
  const again = await identity.signIn(aVisitor(), phone, password)
  const third = { ...aVisitor(), cookie: jarOf(again).header }
  expect((await identity.verifySecondFactor(third, code ?? '')).kind).toBe('signed_in')
  const last = await identity.signIn(aVisitor(), phone, password)
  expect(
    await identity.verifySecondFactor({ ...aVisitor(), cookie: jarOf(last).header }, code ?? ''),
  ).toEqual({ kind: 'wrong' })
})

test('second factors are guessed five times an account, from however many places', async () => {
  const { phone } = await anAccount()
  const visitor = {
    ...aVisitor(),
    cookie: jarOf(await identity.signIn(aVisitor(), phone, password)).header,
  }
  const enabled = await identity.call(visitor, '/two-factor/enable', { password })
  const secret = new URL(String(enabled.body.totpURI)).searchParams.get('secret') ?? ''
  await identity.call(visitor, '/two-factor/verify-totp', { code: await totp(secret) })
  const halves = await Promise.all(
    Array.from({ length: 4 }, () => identity.signIn(aVisitor(), phone, password)),
  )
  const guesses = halves.flatMap((half, of) =>
    ['1', '2', '3'].map((each) =>
      identity.verifySecondFactor(
        { ...aVisitor(), cookie: jarOf(half).header },
        `${each}0000${of}`,
      ),
    ),
  )
  const results = await Promise.all(guesses)
  expect(results.filter(({ kind }) => kind === 'wait').length).toBeGreaterThanOrEqual(7)
  expect(results.some(({ kind }) => kind === 'signed_in')).toBe(false)
})

test('without a right password before it there is no second step', async () => {
  const visitor = { ...aVisitor(), cookie: 'xungkich.two_factor=2fa-made-up.AAAA' }
  expect(await identity.verifySecondFactor(visitor, '123456')).toEqual({ kind: 'over' })
})

test('officers of province and district are known to need a second factor, others not', async () => {
  const tree = await aTree(database)
  expect(
    await holdsHighOffice(
      identity.pool,
      (await anOfficer(database, tree.district, 'district_secretary')).personId,
    ),
  ).toBe(true)
  expect(
    await holdsHighOffice(
      identity.pool,
      (await anOfficer(database, tree.commune, 'commune_secretary')).personId,
    ),
  ).toBe(false)
})

test('an API token is kept only as a hash, carries its permissions, and ends when revoked', async () => {
  const { id } = await anAccount()
  const { id: tokenId, text } = await createApiToken(identity.pool, {
    loginId: id,
    name: 'Báo cáo',
    permissions: ['reports.read'],
  })
  const { rows } = await database.ownerPool.query(
    'select * from identity.api_token where id = $1',
    [tokenId],
  )
  expect(JSON.stringify(rows)).not.toContain(text)
  expect(await findApiToken(identity.pool, `Bearer ${text}`)).toMatchObject({
    loginId: id,
    permissions: ['reports.read'],
  })
  expect(await findApiToken(identity.pool, `Bearer ${text}x`)).toBeUndefined()
  await revokeApiToken(identity.pool, id, tokenId)
  expect(await findApiToken(identity.pool, `Bearer ${text}`)).toBeUndefined()
})

test('the application role reaches no table of identity, and sign-in reaches nothing else', async () => {
  const trying = async (url: string, text: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return await client.query(text)
    } finally {
      await client.end()
    }
  }
  for (const table of [
    'login',
    'session',
    'credential',
    'verification',
    'two_factor',
    'passkey',
    'api_token',
    'sign_in_attempt',
    'used_code',
  ]) {
    await expect(
      trying(database.appUrl, `select * from identity.${table}`),
      table,
    ).rejects.toMatchObject({ code: '42501' })
  }
  for (const table of ['members.person', 'access.role', 'audit.entry', 'assists.assist']) {
    await expect(trying(database.authUrl, `select * from ${table}`), table).rejects.toMatchObject({
      code: '42501',
    })
  }
})

test.each([
  ['/members?q=a', '/members?q=a'],
  ['https://evil.example', '/home'],
  ['//evil.example', '/home'],
  ['/\\evil.example', '/home'],
  ['javascript:alert(1)', '/home'],
  ['', '/home'],
])('after signing in %s leads to %s', (given, expected) => {
  expect(nextPath(given)).toBe(expected)
})
