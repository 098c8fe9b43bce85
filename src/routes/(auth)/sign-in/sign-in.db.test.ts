import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, type Identity, openIdentity } from '#platform/server/identity/index.ts'
import { testSecret } from '#platform/testing/app.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { actions } from './+page.server.ts'

const origin = 'http://localhost:3000'
const database = useDatabase()
let identity: Identity
beforeAll(async () => {
  identity = openIdentity({ authUrl: database.authUrl, secret: testSecret, origin })
  for (const phone of ['0933300001', '0933300002'])
    await createAccount(identity.pool, {
      personId: null,
      name: 'Người thử',
      phone,
      password,
      mustChangePassword: false,
    })
})
afterAll(() => identity.close())

const password = 'mot cau ngan de nho'
/** Sends the form as a browser would, and says what came of it. */
async function send(fields: Record<string, string>, address: string) {
  const set = new Map<string, { secure?: boolean; httpOnly?: boolean; sameSite?: unknown }>()
  const form = new URLSearchParams(fields)
  const request = new Request(`${origin}/sign-in`, { method: 'POST', body: form })
  const event = {
    request,
    url: new URL(request.url),
    locals: { identity },
    getClientAddress: () => address,
    cookies: {
      get: () => undefined,
      set: (name: string, _: string, options: object) => set.set(name, options),
    },
  }
  try {
    const failure = await actions.default(event as never)
    return { status: failure?.status, data: failure?.data, set }
  } catch (thrown) {
    const { status, location } = thrown as { status: number; location: string }
    return { status, location, set }
  }
}

test('the form signs in, sets a cookie that scripts and other sites cannot use, and goes on', async () => {
  const answer = await send(
    { identifier: '0933 300 001', password, next: '/members?q=a' },
    '10.3.0.1',
  )
  expect(answer).toMatchObject({ status: 303, location: '/members?q=a' })
  expect(answer.set.get('xungkich.session_token')).toMatchObject({
    httpOnly: true,
    sameSite: 'lax',
    secure: false,
  })
})

test('the form leads nowhere but to our own pages', async () => {
  const answer = await send(
    { identifier: '0933300001', password, next: 'https://evil.example' },
    '10.3.0.2',
  )
  expect(answer).toMatchObject({ status: 303, location: '/home' })
})

test('the form itself is limited: after five wrong passwords even the right one waits, and it says how long', async () => {
  for (let time = 0; time < 5; time += 1) {
    expect(
      await send({ identifier: '0933300002', password: 'sai mat khau roi' }, `10.3.1.${time}`),
    ).toMatchObject({ status: 401, data: { problem: 'wrong', identifier: '0933300002' } })
  }
  const answer = await send({ identifier: '+84 933 300 002', password }, '10.3.1.9')
  expect(answer).toMatchObject({ status: 429, data: { problem: 'wait' } })
  expect(answer.data?.seconds).toBeGreaterThan(5)
  expect(answer.set.size).toBe(0)
})
