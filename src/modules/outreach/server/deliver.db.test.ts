import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import webpush from 'web-push'
import { anOfficer } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { type Actor, nobody, system } from '#platform/server/context.ts'
import { faultText } from '#platform/server/messages.ts'
import { asking, testSecret, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { facebookPage, startFacebook } from '../testing/facebook-server.ts'
import { startMailServer } from '../testing/mail-server.ts'
import { type Browser, startPushServer } from '../testing/push-server.ts'
import { startZalo, zaloApp } from '../testing/zalo-server.ts'
import { zaloAccessToken } from './channels/zalo-tokens.ts'
import { publishPost } from './commands/publish-post.ts'
import { deliver, sweep } from './deliver.ts'
import {
  confirmMail,
  endPush,
  isFromZalo,
  listDeliveries,
  listReach,
  outreachTasks,
  receiveZaloEvent,
  retryDelivery,
  subscribeByMail,
  subscribeByPush,
  unsubscribe,
} from './index.ts'
import { aPost } from './testing.ts'

const [push, zalo, facebook, mail] = await Promise.all([
  startPushServer(),
  startZalo(),
  startFacebook(),
  startMailServer(),
])
const vapid = webpush.generateVAPIDKeys()
const settings = {
  ORIGIN: 'https://doan.hagiang.example',
  VAPID_PUBLIC_KEY: vapid.publicKey,
  VAPID_PRIVATE_KEY: vapid.privateKey,
  VAPID_SUBJECT: 'mailto:doan@hagiang.example',
  PUSH_HOSTS: push.host,
  SMTP_URL: mail.url,
  MAIL_FROM: 'Tỉnh đoàn <doan@hagiang.example>',
  ZALO_APP_ID: zaloApp.id,
  ZALO_APP_SECRET: zaloApp.secret,
  ZALO_REFRESH_TOKEN: zaloApp.firstRefreshToken,
  ZALO_OA_SECRET: 'mat-khau-oa',
  ZALO_URL: zalo.url,
  ZALO_OAUTH_URL: zalo.url,
  FACEBOOK_PAGE_ID: facebookPage.id,
  FACEBOOK_PAGE_TOKEN: facebookPage.token,
  FACEBOOK_URL: `${facebook.url}/v23.0`,
}
afterAll(() => Promise.all([push, zalo, facebook, mail].map((server) => server.stop())))

const app = useApp({
  now: '2026-06-15T03:00:00Z',
  settings,
  tasks: outreachTasks.map(({ schedule: _, ...task }) => ({ ...task, run: async () => {} })),
})
let tree: SmallTree
let writer: Actor & { personId: string }
let approver: Actor & { personId: string }
let foreign: Actor
let minute = 0

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  writer = await anOfficer(app.testDatabase, tree.province, 'province_officer')
  approver = await anOfficer(app.testDatabase, tree.province, 'province_secretary')
  foreign = await anOfficer(app.testDatabase, tree.otherCommune, 'commune_secretary')
})

const run = <Result>(actor: Actor, command: Parameters<typeof app.run>[1], input: unknown) =>
  app.run(asking(app, actor), command, input) as Promise<Result>
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows
const task = (name: string, payload: unknown = {}) =>
  outreachTasks.find((one) => one.name === name)?.run(app, asking(app, nobody), payload as never)
/** Later than all that went before, so that nothing is held up by what another test waits for. */
const later = (minutes = 30) => {
  minute += minutes
  app.setNow(new Date(Date.parse('2026-06-15T03:00:00Z') + minute * 60_000))
}

async function subscribed(unitId: string | undefined): Promise<Browser> {
  const browser = push.aBrowser()
  await run(nobody, subscribeByPush, {
    id: uuidv7(),
    unitId,
    consent: true,
    subscription: browser.subscription,
  })
  return browser
}
const pathOf = (browser: Browser) => new URL(browser.subscription.endpoint).pathname
const pushesTo = (browser: Browser) => push.asked.filter(({ path }) => path === pathOf(browser))
/** The same product with other settings, taken once: Zalo's refresh token turns over while it is in use. */
const withConfig = (changed: Partial<typeof app.config>): typeof app => {
  const config = { ...app.config, ...changed }
  return new Proxy(app, {
    get: (target, key) => (key === 'config' ? config : Reflect.get(target, key)),
  })
}
const forget = () => owner('delete from outreach.subscriber')

async function published(
  fields: Partial<Parameters<typeof aPost>[1]>,
): Promise<{ postId: string; deliveryId: string }> {
  later()
  const postId = await aPost(app.testDatabase, {
    unitId: tree.province,
    authorId: writer.personId,
    approverId: approver.personId,
    state: 'approved',
    audience: [tree.commune],
    channels: ['push'],
    ...fields,
  })
  await run(system, publishPost, { postId })
  const [delivery] = await owner('select id from outreach.delivery where post_id = $1', [postId])
  return { postId, deliveryId: delivery?.id }
}
const states = async (deliveryId: string) =>
  Object.fromEntries(
    (
      await owner(
        'select state, count(*)::int as n from outreach.parcel where delivery_id = $1 group by 1',
        [deliveryId],
      )
    ).map(({ state, n }) => [state, n]),
  )

test('a push reaches the browsers of the chosen commune, each opens its own, and nobody else gets one', async () => {
  await forget()
  const [here, there, nowhere] = [
    await subscribed(tree.commune),
    await subscribed(tree.otherCommune),
    await subscribed(undefined),
  ]
  const { postId, deliveryId } = await published({
    title: 'Nộp hồ sơ',
    summary: 'Tại nhà văn hoá.',
  })
  expect(await deliver(app, deliveryId)).toBe(1)
  const [received] = pushesTo(here)
  const [unit] = await owner('select code from units.unit_version where unit_id = $1', [
    tree.commune,
  ])
  expect(here.open(received?.body as Buffer)).toEqual({
    title: 'Nộp hồ sơ',
    body: 'Tại nhà văn hoá.',
    url: `/news/${postId}?u=${unit.code}`,
    tag: postId,
  })
  expect(received?.headers.topic).toBe(postId.replaceAll('-', ''))
  expect([...pushesTo(there), ...pushesTo(nowhere)]).toEqual([])
  const all = await published({ audience: [tree.province], everybody: true })
  expect(await deliver(app, all.deliveryId)).toBe(3)
  expect((await app.read(asking(app, writer), (ctx) => listReach(ctx, postId)))[0]).toMatchObject({
    unitId: tree.commune,
    told: 1,
  })
  // Who wants no more gets no more.
  await run(nobody, endPush, { endpoint: here.subscription.endpoint })
  expect(await deliver(app, (await published({})).deliveryId)).toBe(0)
})

test('who is gone is forgotten, what is busy goes later, what is refused waits for an officer and arrives once', async () => {
  await forget()
  const [well, gone, busy, refused] = [
    await subscribed(tree.commune),
    await subscribed(tree.commune),
    await subscribed(tree.commune),
    await subscribed(tree.commune),
  ]
  push.answers.set(pathOf(gone), { status: 410 })
  push.answers.set(pathOf(busy), { status: 429, headers: { 'retry-after': '60' } })
  push.answers.set(pathOf(refused), { status: 413 })
  const { postId, deliveryId } = await published({})
  await deliver(app, deliveryId)
  expect(await states(deliveryId)).toEqual({ sent: 1, gone: 1, waiting: 1, failed: 1 })
  expect(await owner('select from outreach.subscriber')).toHaveLength(3)
  push.answers.clear()
  await deliver(app, deliveryId)
  expect(pushesTo(busy)).toHaveLength(1)
  later(2)
  await deliver(app, deliveryId)
  expect(pushesTo(busy)).toHaveLength(2)
  const [state] = await app.read(asking(app, writer), (ctx) => listDeliveries(ctx, postId))
  expect(state).toMatchObject({
    channel: 'push',
    counts: { sent: 2, gone: 1, failed: 1 },
    problem: 'refused',
  })
  await expect(run(foreign, retryDelivery, { deliveryId })).rejects.toMatchObject({ status: 404 })
  expect(await run(writer, retryDelivery, { deliveryId })).toEqual({ again: 1 })
  await deliver(app, deliveryId)
  expect(await states(deliveryId)).toEqual({ sent: 3, gone: 1 })
  expect([pushesTo(well).length, pushesTo(gone).length, pushesTo(refused).length]).toEqual([
    1, 1, 2,
  ])
  expect(await run(writer, retryDelivery, { deliveryId })).toEqual({ again: 0 })
})

test('killed in the middle, nothing is sent twice: what may have arrived is said to be unknown', async () => {
  await forget()
  const browsers: Browser[] = []
  for (let n = 0; n < 260; n++) browsers.push(await subscribed(tree.commune))
  // The third window never ends: some were taken, none is answered.
  for (const browser of browsers.slice(0, 260).filter((_, n) => n % 7 === 6))
    push.answers.set(pathOf(browser), 'hang')
  const { deliveryId } = await published({})
  const child = spawn(
    process.execPath,
    [
      'src/modules/outreach/testing/deliver-until-killed.ts',
      app.testDatabase.appUrl,
      deliveryId,
      app.now().toISOString(),
    ],
    {
      env: { ...process.env, ...settings, APP_SECRET: testSecret, NODE_OPTIONS: '' },
      stdio: 'ignore',
    },
  )
  const before = () => browsers.filter((browser) => pushesTo(browser).length > 0).length
  await expect.poll(before, { timeout: 30_000, interval: 20 }).toBeGreaterThan(60)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const underWay = (await states(deliveryId)).sending ?? 0
  expect(underWay).toBeGreaterThan(0)
  push.answers.clear()

  later(5)
  expect(await sweep(app)).toBe(0)
  await deliver(app, deliveryId)
  later(15)
  expect(await sweep(app)).toBe(underWay)
  await deliver(app, deliveryId)
  await run(writer, retryDelivery, { deliveryId })
  await deliver(app, deliveryId)
  const after = await states(deliveryId)
  expect(after.unknown).toBe(underWay)
  expect((after.sent ?? 0) + underWay).toBe(260)
  const times = browsers.map((browser) => pushesTo(browser).length)
  expect(Math.max(...times)).toBe(1)
  expect(times.filter((count) => count === 1).length).toBeGreaterThanOrEqual(after.sent ?? 0)
  // Only an officer's word sends those again.
  expect(await run(writer, retryDelivery, { deliveryId, alsoUnknown: 'on' })).toEqual({
    again: underWay,
  })
}, 90_000)

test('two that deliver at once send each thing once', async () => {
  await forget()
  const browsers: Browser[] = []
  for (let n = 0; n < 150; n++) browsers.push(await subscribed(tree.commune))
  const { deliveryId } = await published({})
  const counts = await Promise.all([1, 2, 3].map(() => deliver(app, deliveryId)))
  expect(counts.reduce((sum, one) => sum + one)).toBe(150)
  expect(browsers.every((browser) => pushesTo(browser).length === 1)).toBe(true)
})

test('a browser’s address that leads into the house is refused when it is given and when it is asked', async () => {
  const { keys } = push.aBrowser().subscription
  for (const endpoint of [
    'http://push.example.com/1',
    'https://127.0.0.1/1',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/1',
    'https://localhost/1',
    'https://db.internal/1',
    'https://push.example.com:8443/1',
    'https://user:pass@push.example.com/1',
    `http://${push.host.replace('127.0.0.1', '127.0.0.2')}/1`,
    'ftp://push.example.com/1',
  ])
    await expect(
      run(nobody, subscribeByPush, {
        id: uuidv7(),
        consent: true,
        subscription: { endpoint, keys },
      }),
      endpoint,
    ).rejects.toMatchObject({ status: 400 })
  // One that slipped in by another way is not asked either, and is forgotten.
  await forget()
  await subscribed(tree.commune)
  const inside = { endpoint: 'https://10.0.0.5/1', keys }
  await owner('update outreach.subscriber set address_sealed = $1', [
    app.sealer.seal(JSON.stringify(inside)),
  ])
  const { deliveryId } = await published({})
  await deliver(app, deliveryId)
  expect(await states(deliveryId)).toEqual({ gone: 1 })
})

test('only the push services that browsers have, and one’s own, are asked: any other host is refused and says why', async () => {
  await forget()
  const { keys } = push.aBrowser().subscription
  const subscribe = (endpoint: string) =>
    run(nobody, subscribeByPush, {
      id: uuidv7(),
      consent: true,
      subscription: { endpoint, keys },
    })
  const foreignHost = 'https://victim.example.com/search?q=x'
  await expect(subscribe(foreignHost)).rejects.toMatchObject({
    status: 400,
    faults: [{ path: 'subscription.endpoint', code: 'outreach_endpoint_invalid' }],
  })
  expect(faultText('outreach_endpoint_invalid')).toContain('dịch vụ thông báo')
  expect(await owner('select from outreach.subscriber')).toEqual([])
  await subscribe('https://fcm.googleapis.com/fcm/send/1')
  // One that was kept before is asked no more, and forgotten.
  await forget()
  await subscribed(tree.commune)
  await owner('update outreach.subscriber set address_sealed = $1', [
    app.sealer.seal(JSON.stringify({ endpoint: foreignHost, keys })),
  ])
  const { deliveryId } = await published({})
  await deliver(app, deliveryId)
  expect(await states(deliveryId)).toEqual({ gone: 1 })
})

const linkIn = (raw: string, path: string) =>
  new RegExp(`${path}/([\\w.-]+)`).exec(raw.replaceAll('=\r\n', '').replaceAll('=3D', '='))?.[1] ??
  ''

test('the weekly letter: asked for, confirmed, one a week with the posts of one’s commune, and left by one click', async () => {
  await forget()
  later()
  const ask = (address: string, unitId: string) =>
    run(nobody, subscribeByMail, { id: uuidv7(), address, unitId, consent: 'on' })
  await ask('Mai@Example.com', tree.commune)
  await ask('bo-qua@example.com', tree.commune)
  await ask('xa-khac@example.com', tree.otherCommune)
  for (const { id } of await owner('select id from outreach.subscriber')) {
    await task('outreach.ask_to_confirm', { subscriberId: id })
    // Whoever asks again and again for somebody else's mailbox fills it no more than once a day.
    await task('outreach.ask_to_confirm', { subscriberId: id })
  }
  expect(mail.letters).toHaveLength(3)
  for (const to of ['mai@example.com', 'xa-khac@example.com'])
    await run(nobody, confirmMail, {
      token: linkIn(mail.letters.find((letter) => letter.to === to)?.raw ?? '', '/news/confirm'),
    })
  await expect(run(nobody, confirmMail, { token: `${uuidv7()}.AAAA` })).rejects.toMatchObject({
    status: 404,
  })
  mail.letters.length = 0

  await published({ channels: ['mail'], title: 'Chỉ cho <b>Sủng Là</b>' })
  await task('outreach.make_letter')
  await task('outreach.make_letter')
  const deliveries = await owner('select id from outreach.delivery where week is not null')
  expect(deliveries).toHaveLength(1)
  mail.refusals.set('mai@example.com', 451)
  await deliver(app, deliveries[0].id)
  expect(await states(deliveries[0].id)).toEqual({ waiting: 1 })
  mail.refusals.clear()
  later()
  await deliver(app, deliveries[0].id)
  await deliver(app, deliveries[0].id)
  expect(mail.letters.map(({ to }) => to)).toEqual(['mai@example.com'])
  const { raw } = mail.letters[0] as { raw: string }
  expect(raw).toMatch(
    /^List-Unsubscribe:\s+<https:\/\/doan\.hagiang\.example\/news\/unsubscribe\//m,
  )
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m)
  expect(raw.slice(raw.indexOf('text/html'))).not.toContain('<b>')
  // The week after: nothing new, no letter.
  later(7 * 24 * 60)
  await task('outreach.make_letter')
  expect(await owner('select from outreach.delivery where week is not null')).toHaveLength(1)
  const token = linkIn(raw, '/news/unsubscribe')
  await run(nobody, unsubscribe, { token })
  await run(nobody, unsubscribe, { token })
  expect(
    await owner(`select from outreach.subscriber where unit_id = $1 and confirmed_at is not null`, [
      tree.commune,
    ]),
  ).toEqual([])
  // A link to confirm is no link to leave.
  const [kept] = await owner('select id from outreach.subscriber where confirmed_at is not null')
  const { addressToken } = await import('./address-token.ts')
  await expect(
    run(nobody, unsubscribe, { token: addressToken(app.sealer, 'confirm', kept.id) }),
  ).rejects.toMatchObject({ status: 404 })
})

test('Zalo: one renews while many wait, the refresh token rotates, and -216 renews and sends once', async () => {
  await forget()
  zalo.renewalMs = 150
  const tokens = await Promise.all(Array.from({ length: 8 }, () => zaloAccessToken(app)))
  expect(new Set(tokens)).toEqual(new Set(['truy-cap-1']))
  expect(zalo.renewals).toBe(1)
  for (const id of ['u1', 'u2', 'u3'])
    await run(nobody, receiveZaloEvent, { event_name: 'follow', follower: { id } })
  await run(nobody, receiveZaloEvent, {
    event_name: 'user_send_text',
    sender: { id: 'u2' },
    message: { text: 'xa sung la' },
  })
  // Somewhere else the token was made void.
  zalo.accessToken = 'void'
  zalo.errors.set('u3', -213)
  const { deliveryId } = await published({
    channels: ['zalo'],
    audience: [tree.province],
    everybody: true,
    title: 'Tin Zalo',
  })
  await deliver(app, deliveryId)
  expect(zalo.renewals).toBe(2)
  expect(await states(deliveryId)).toEqual({ sent: 2, gone: 1 })
  expect(zalo.messages.map(({ userId }) => userId).sort()).toEqual(['u1', 'u2'])
  expect(zalo.messages.find(({ userId }) => userId === 'u2')?.text).toMatch(
    /^Tin Zalo\n\n.*\n\nhttps:\/\/doan\.hagiang\.example\/news\/.*\?u=/s,
  )
  zalo.errors.clear()
})

test('Zalo: who dies between the renewal and the store costs one try with the old token, then a word to the officers, and no message twice', async () => {
  zalo.renewalMs = 0
  await forget()
  await run(nobody, receiveZaloEvent, { event_name: 'follow', follower: { id: 'u9' } })
  zalo.messages.length = 0
  // Zalo has turned the token over, and the line broke before the new one came.
  zalo.accessToken = 'void'
  zalo.breaksAfterRenewal = true
  const { deliveryId } = await published({
    channels: ['zalo'],
    audience: [tree.province],
    everybody: true,
  })
  await deliver(app, deliveryId)
  expect(await states(deliveryId)).toEqual({ waiting: 1 })
  zalo.breaksAfterRenewal = false
  // The lease is still the dead one's; when it has ended the old token is tried, which Zalo takes no more.
  await owner(`update outreach.zalo set lease_until = now() - interval '1 second'`)
  later()
  await deliver(app, deliveryId)
  const [state] = await owner('select problem from outreach.zalo')
  expect(state.problem).toBe('refresh_refused')
  expect(await states(deliveryId)).toEqual({ failed: 1 })
  const signIns = () => zalo.asked.filter(({ path }) => path === '/v4/oa/access_token').length
  const asked = signIns()
  await run(writer, retryDelivery, { deliveryId })
  await deliver(app, deliveryId)
  // Nobody hammers Zalo with a token that is known to be void.
  expect(signIns()).toBe(asked)
  // A new token from outside begins anew.
  const seeded = withConfig({ ZALO_REFRESH_TOKEN: zalo.refreshToken })
  await run(writer, retryDelivery, { deliveryId })
  expect(await deliver(seeded, deliveryId)).toBe(1)
  expect(zalo.messages).toHaveLength(1)
})

test('Zalo: no more a minute than was set, whoever sends', async () => {
  await forget()
  for (let n = 0; n < 30; n++)
    await run(nobody, receiveZaloEvent, { event_name: 'follow', follower: { id: `v${n}` } })
  const { deliveryId } = await published({
    channels: ['zalo'],
    audience: [tree.province],
    everybody: true,
  })
  zalo.messages.length = 0
  const slow = withConfig({ ZALO_PER_MINUTE: 600, ZALO_REFRESH_TOKEN: zalo.refreshToken })
  const started = performance.now()
  const counts = await Promise.all([deliver(slow, deliveryId), deliver(slow, deliveryId)])
  expect(await states(deliveryId)).toEqual({ sent: 30 })
  expect(counts[0] + counts[1]).toBe(30)
  // Ten may go at once, then ten a second: thirty take two seconds, however many send.
  expect(performance.now() - started).toBeGreaterThan(1800)
  expect(zalo.messages).toHaveLength(30)
})

test('only what Zalo signed counts as a follower', () => {
  const told = { appId: '1', secret: 's', body: '{"event_name":"follow"}', timestamp: '5' }
  expect(isFromZalo('mac=6f1d', told)).toBe(false)
  expect(isFromZalo(null, told)).toBe(false)
})

test('Facebook: once on the page, also when the line broke after it was put there', async () => {
  facebook.behave = 'post_and_break'
  const { postId, deliveryId } = await published({ channels: ['facebook'], title: 'Tin trang' })
  const dying = deliver(app, deliveryId)
  await expect.poll(() => facebook.posts.length).toBe(1)
  facebook.drop()
  await dying
  expect(await states(deliveryId)).toEqual({ unknown: 1 })
  facebook.behave = 'post'
  expect(await run(writer, retryDelivery, { deliveryId })).toEqual({ again: 0 })
  expect(await run(writer, retryDelivery, { deliveryId, alsoUnknown: true })).toEqual({ again: 1 })
  expect(await deliver(app, deliveryId)).toBe(1)
  expect(facebook.posts).toHaveLength(1)
  expect(facebook.posts[0]).toMatchObject({ link: `https://doan.hagiang.example/news/${postId}` })
  const [parcel] = await owner('select reference from outreach.parcel where delivery_id = $1', [
    deliveryId,
  ])
  expect(parcel.reference).toBe(`${facebookPage.id}_1`)
  facebook.behave = 190
  const ended = await published({ channels: ['facebook'] })
  await deliver(app, ended.deliveryId)
  expect(await states(ended.deliveryId)).toEqual({ failed: 1 })
}, 30_000)

test('nothing that is secret stands anywhere in the clear: not in a table, the audit or the queue', async () => {
  await forget()
  await subscribed(tree.commune)
  await run(nobody, subscribeByMail, { id: uuidv7(), address: 'kin@example.com', consent: 'on' })
  await run(nobody, receiveZaloEvent, { event_name: 'follow', follower: { id: 'zalo-kin' } })
  const tables = await owner(
    `select table_schema || '.' || table_name as name from information_schema.tables where table_schema in ('outreach', 'audit', 'tasks') and table_type = 'BASE TABLE'`,
  )
  const secrets = [
    'kin@example.com',
    'zalo-kin',
    push.host,
    zaloApp.secret,
    'lam-moi',
    'truy-cap',
    facebookPage.token,
    vapid.privateKey,
    'mat-khau-thu',
  ]
  for (const { name } of tables) {
    const [{ all }] = await owner(
      `select coalesce(string_agg(t::text, ' '), '') as all from ${name} t`,
    )
    for (const secret of secrets) expect(all.includes(secret), `${secret} in ${name}`).toBe(false)
  }
})

test('parcels of a month ago become numbers, and the numbers stay', async () => {
  await forget()
  await subscribed(tree.commune)
  const { postId, deliveryId } = await published({})
  await deliver(app, deliveryId)
  later(40 * 24 * 60)
  await sql`select outreach.tidy(${app.now()})`.execute(app.database.kysely)
  expect(await states(deliveryId)).toEqual({})
  expect((await app.read(asking(app, writer), (ctx) => listReach(ctx, postId)))[0]).toMatchObject({
    told: 1,
  })
  expect(
    (await app.read(asking(app, writer), (ctx) => listDeliveries(ctx, postId)))[0]?.counts,
  ).toEqual({ sent: 1 })
})
