import type { RequestEvent } from '@sveltejs/kit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOfficer } from '#modules/members/server/testing.ts'
import { aTree } from '#modules/units/server/testing.ts'
import { testSecret } from '#platform/testing/app.ts'
import { useDatabase } from '#platform/testing/database.ts'
import type { Asking } from './context.ts'
import { nobody } from './context.ts'
import { identify } from './identify.ts'
import { cookiesOfAnswer } from './identity/cookies.ts'
import { createAccount, createApiToken, type Identity, openIdentity } from './identity/index.ts'

const origin = 'http://localhost:3000'
const database = useDatabase()
let identity: Identity
beforeAll(() => {
  identity = openIdentity({ authUrl: database.authUrl, secret: testSecret, origin })
})
afterAll(() => identity.close())

const password = 'mot cau ngan de nho'
let phones = 0
async function signedIn(account: { personId?: string; mustChangePassword?: boolean }) {
  const phone = `093222${String(phones++).padStart(4, '0')}`
  const id = await createAccount(identity.pool, {
    personId: account.personId ?? null,
    name: 'Người thử',
    phone,
    password,
    mustChangePassword: account.mustChangePassword ?? false,
  })
  const visitor = { origin, address: `10.2.0.${phones}`, userAgent: null, cookie: null }
  const result = await identity.signIn(visitor, phone, password)
  if (result.kind !== 'signed_in') throw new Error(result.kind)
  const jar = cookiesOfAnswer(result.setCookies)
  return { id, get: jar.get }
}

/** A request as SvelteKit hands it to the hook; what the hook asks of it is all that it has. */
async function ask(
  path: string,
  options: {
    method?: string
    as?: { get(name: string): string | undefined }
    authorization?: string
    requireTotp?: 'officers' | 'nobody'
  },
) {
  const set: string[] = []
  const locals = {
    app: { config: { REQUIRE_TOTP: options.requireTotp ?? 'nobody' } },
    asking: { actor: nobody, requestId: 'test', locale: 'vi', now: () => new Date() } as Asking,
  }
  const event = {
    locals,
    url: new URL(path, origin),
    request: new Request(new URL(path, origin), {
      method: options.method ?? 'GET',
      headers: options.authorization ? { authorization: options.authorization } : {},
    }),
    cookies: {
      get: (name: string) => options.as?.get(name),
      set: (name: string) => set.push(name),
    },
  } as unknown as RequestEvent
  try {
    const refused = await identify(event, identity)
    const answer = await refused?.json()
    return { actor: locals.asking.actor, status: refused?.status, answer, set }
  } catch (thrown) {
    const { status, location } = thrown as { status: number; location: string }
    return { actor: locals.asking.actor, status, location, set }
  }
}

test('a password that somebody else set must be changed before anything else opens', async () => {
  const as = await signedIn({ mustChangePassword: true })
  for (const path of ['/home', '/members', '/account', '/account/security', '/field', '/sign-in']) {
    expect((await ask(path, { as })).location, path).toBe(
      `/account/password?next=${encodeURIComponent(path)}`,
    )
  }
  for (const [path, method] of [
    ['/members/new', 'POST'],
    ['/account/security', 'POST'],
    ['/account/security/second-factor', 'POST'],
    ['/account/password/further', 'POST'],
    ['/api/v1/members', 'GET'],
    ['/api/sync', 'POST'],
    ['/api/field-pack', 'GET'],
    ['/api/auth/passkey/generate-register-options', 'GET'],
    ['/api/auth/passkey/verify-registration', 'POST'],
  ] as const) {
    expect((await ask(path, { as, method })).status, path).toBe(403)
  }
  for (const [path, method] of [
    ['/account/password', 'GET'],
    ['/account/password', 'POST'],
    ['/sign-out', 'POST'],
  ] as const) {
    expect((await ask(path, { as, method })).status, path).toBeUndefined()
  }
})

test('its API tokens open nothing either until it is changed', async () => {
  const { id } = await signedIn({ mustChangePassword: true })
  const { text } = await createApiToken(identity.pool, {
    loginId: id,
    name: 'Báo cáo',
    permissions: ['reports.read'],
  })
  expect((await ask('/api/v1/me', { authorization: `Bearer ${text}` })).status).toBe(401)
})

test('an API token opens the API and nothing beside it', async () => {
  const { id } = await signedIn({})
  const { text } = await createApiToken(identity.pool, {
    loginId: id,
    name: 'Báo cáo',
    permissions: ['reports.read'],
  })
  const authorization = `Bearer ${text}`
  expect((await ask('/api/v1/me', { authorization })).actor).toMatchObject({
    kind: 'token',
    permissions: ['reports.read'],
  })
  for (const [path, method] of [
    ['/home', 'GET'],
    ['/selling', 'POST'],
    ['/apiary', 'GET'],
    ['/api/sync', 'POST'],
    ['/api/field-pack', 'GET'],
    ['/api/v1x', 'GET'],
  ] as const) {
    const { status, actor, answer } = await ask(path, { authorization, method })
    expect({ status, actor }, path).toEqual({ status: 401, actor: nobody })
    expect(answer, path).toMatchObject({
      code: 'token_only_for_api',
      title: expect.stringContaining('/api/v1/'),
    })
  }
})

test('an officer of the province without a second factor first sets one up, where it is asked', async () => {
  const tree = await aTree(database)
  const { personId } = await anOfficer(database, tree.district, 'district_secretary')
  const as = await signedIn({ personId })
  const requireTotp = 'officers' as const
  expect((await ask('/members?q=a', { as, requireTotp })).location).toBe(
    '/account/security/second-factor?next=%2Fmembers%3Fq%3Da',
  )
  for (const path of ['/account/security', '/api/auth/passkey/verify-registration', '/api/sync']) {
    expect((await ask(path, { as, requireTotp, method: 'POST' })).status, path).toBe(403)
  }
  expect((await ask('/account/security/second-factor', { as, requireTotp })).status).toBeUndefined()
  expect((await ask('/members', { as, requireTotp: 'nobody' })).status).toBeUndefined()

  const { personId: other } = await anOfficer(database, tree.branch, 'branch_secretary')
  expect(
    (await ask('/members', { as: await signedIn({ personId: other }), requireTotp })).status,
  ).toBeUndefined()
})

test('a request is its person, a tampered cookie is nobody, an unknown token is refused', async () => {
  const as = await signedIn({})
  expect((await ask('/home', { as })).actor).toMatchObject({ kind: 'person', accountId: as.id })
  const tampered = {
    get: (name: string) => as.get(name)?.replace(/^./, (it) => (it === 'x' ? 'y' : 'x')),
  }
  expect((await ask('/home', { as: tampered })).actor).toEqual(nobody)
  expect((await ask('/home', {})).actor).toEqual(nobody)
  expect(
    (await ask('/api/v1/me', { as, authorization: 'Bearer xk_made-up-made-up-made-up' })).status,
  ).toBe(401)
})

test("a proxy's own password does not hide who is signed in", async () => {
  const as = await signedIn({})
  const { actor } = await ask('/home', { as, authorization: 'Basic eDp5' })
  expect(actor).toMatchObject({ accountId: as.id })
})

test('a session that was prolonged keeps its cookie longer too', async () => {
  const as = await signedIn({})
  expect((await ask('/home', { as })).set).toEqual([])
  await database.ownerPool.query(
    `update identity.session set updated_at = now() - interval '2 hours' where user_id = $1`,
    [as.id],
  )
  expect((await ask('/home', { as })).set).toEqual(['xungkich.session_token'])
})
