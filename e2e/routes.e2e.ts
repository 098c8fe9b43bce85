import { globSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { demoPassword } from './support/field.ts'
import { useServer } from './support/server.ts'

/*
 * Every address there is, by plain HTTP as somebody would try it who has no business there. A new route
 * fails until it is said here who may open it.
 */
const server = useServer()
const folder = join(import.meta.dirname, '../src/routes')
const addressOf = (file: string) =>
  `/${file.replace(/\/?\+(page\.svelte|server\.ts)$/, '')}`.replaceAll(
    /\/\([a-z]+\)|=\w+(?=\])/g,
    '',
  ) || '/'
const pages = globSync('**/+page.svelte', { cwd: folder }).map(addressOf)
const endpoints = globSync('**/+server.ts', { cwd: folder }).map(addressOf)

/** For whoever comes: signing in, what machines ask, and the shell of field mode, which holds nobody's data. */
const open = [
  '/',
  '/sign-in',
  '/sign-in/second-factor',
  '/welcome',
  '/api/docs',
  '/api/auth/[...path]',
  '/healthz',
  '/readyz',
  '/metrics',
  '/field',
  '/verify',
  '/share/[token]',
  '/share/[token]/paper.pdf',
  '/verify/[code]',
  // What an invitation says is for whoever was given its address; nobody can guess one.
  '/invitation/[token]',
  '/invitation/[token]/meeting.ics',
  // The box for secret ballots, which asks nobody who they are.
  '/ballots/[voteId]',
  // What everybody may learn, and whether a certificate is genuine.
  '/learn',
  '/learn/issuer.json',
  '/learn/keys.json',
  '/learn/media/[mediaId]',
  '/learn/[slug]',
  '/learn/[slug]/[lesson]',
  '/learn/[slug]/practice',
  '/learn/[slug]/keep',
  '/learn/[slug]/achievement.json',
  '/verify/certificate',
  '/verify/certificate/[code]',
  // What the public reads and sends.
  '/search',
  '/procedures',
  '/procedures/[code]',
  '/events/[activityId]',
  '/events/[activityId]/activity.ics',
  '/open/[app]',
  '/ask',
  '/ask/[link]',
  '/language',
  '/places',
  '/places/[placeId]',
  '/places/[placeId]/photos/[photoId]',
  '/places/festivals.ics',
  '/places/feed/[link]/bookings.ics',
  '/bookings/[link]',
  '/gallery',
  '/gallery/propose',
  '/gallery/feed.xml',
  '/gallery/[ideaId]',
  '/gallery/[ideaId]/card.png',
  '/gallery/[ideaId]/photos/[fileId]',
  // Leads from a printed code to a page of the site.
  '/q/[code]',
  '/jobs',
  '/jobs/feed.xml',
  '/jobs/[vacancyId]',
  '/jobs/[vacancyId]/apply',
  '/jobs/[vacancyId]/report',
  '/jobs/employers/new',
  '/jobs/fairs/[activityId]',
  // Where an application stands, for whoever was given its address.
  '/jobs/status/[token]',
  '/ventures',
  '/ventures/[ventureId]',
  '/ventures/[ventureId]/poster.pdf',
  '/news',
  '/news/feed.xml',
  '/news/follow',
  '/news/confirm/[token]',
  '/news/unsubscribe/[token]',
  '/news/campaigns/[campaignId]',
  '/news/[postId]',
  '/news/[postId]/quiz',
  '/news/[postId]/card.png',
  '/news/[postId]/seen.gif',
  '/news/[postId]/poster.pdf',
  '/news/[postId]/script.pdf',
  '/news/[postId]/files/[fileId]',
  '/api/push',
  '/api/push/end',
  // Takes only what Zalo signed.
  '/api/zalo',
  // The market: what is for sale, ordering without an account, an order by a link that nobody can guess.
  '/market',
  '/market/[productId]',
  '/market/[productId]/photos/[photoId]',
  '/market/[productId]/poster.pdf',
  '/market/stalls/[stallId]',
  '/market/cycles/[cycleId]',
  '/market/buy',
  '/market/orders/[token]',
  '/market/orders/[token]/vietqr.png',
  // Takes only what brings the key of the configuration.
  '/api/market/sepay',
]
/** For every member: one's own, and what is no secret inside the Union. */
const forMembers = [
  '/home',
  '/tourism',
  '/tourism/new',
  '/notices',
  '/assignments',
  '/documents',
  '/documents/search',
  '/experiences',
  '/experiences/[experienceId]',
  '/account',
  '/account/card',
  '/account/password',
  '/account/security',
  '/account/security/second-factor',
  // Says that there is none that they may read.
  '/reports',
  '/campaigns',
  '/campaigns/[campaignId]',
  '/activities/[activityId]',
  '/votes',
  // One's own ballot; who is not on the roll is told that there is no such vote.
  '/votes/[voteId]/draw',
  '/units',
  '/units/sets',
  '/units/[unitId]',
  '/units/search',
  '/signing',
  '/signing/certificates',
  // Answer only who is a signer, and only to what a page's script sends.
  '/signing/[requestId]/begin',
  '/signing/[requestId]/complete',
  '/meetings',
  '/api/meetings-pack',
  '/learning',
  '/api/learning-pack',
  // Says that there is no stall of theirs.
  '/stalls',
  '/ideas',
  '/ideas/new',
  '/ideas/similar',
  '/my-jobs',
  '/my-jobs/profile.pdf',
  '/ventures/register',
  '/ventures/register/new',
  '/ventures/capital',
  // Takes only what a phone sends.
  '/api/ideas/[ideaId]/files/[fileId]',
  '/api/field-pack',
  '/api/sync',
  '/api/sync/state',
  '/api/v1/[...path]',
]
const filled = (address: string) =>
  address
    .replace('[...path]', 'me')
    .replace('[indicator]', 'members')
    .replaceAll(/\[\w+\]/g, '019aeb4a-1744-7fe3-ae9c-e4ea0eb7629b')

const get = (address: string, headers: Record<string, string> = {}) =>
  fetch(server.url + filled(address), { redirect: 'manual', headers })

let member = ''
beforeAll(async () => {
  const answer = await fetch(`${server.url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url },
    body: new URLSearchParams({ identifier: '0300000010', password: demoPassword }),
  })
  member = answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
  expect(member).not.toBe('')
})

test('who is named here exists', () => {
  const known = new Set([...pages, ...endpoints])
  expect([...open, ...forMembers].filter((address) => !known.has(address))).toEqual([])
})

test('without a session nothing opens but the door', async () => {
  const opened: string[] = []
  for (const address of [...pages, ...endpoints].filter((one) => !open.includes(one))) {
    const { status, headers } = await get(address)
    const sentToSignIn = status === 303 && headers.get('location')?.startsWith('/sign-in')
    const refused = [401, 403, 404, 405].includes(status) && !pages.includes(address)
    if (!sentToSignIn && !refused) opened.push(`${address}: ${status}`)
  }
  expect(opened).toEqual([])
})

test('a member without an office opens their own pages, and none of an officer', async () => {
  const wrong: string[] = []
  for (const address of [...pages, ...endpoints].filter((one) => !open.includes(one))) {
    const { status, headers } = await get(address, { cookie: member })
    const refused = [403, 404].includes(status)
    const sent = status === 303 ? ` to ${headers.get('location')}` : ''
    // What does not exist is not there for members either; that the screens open is another test's.
    if (refused || (forMembers.includes(address) && status !== 500)) continue
    wrong.push(`${address}: ${status}${sent}`)
  }
  expect(wrong).toEqual([])
})

test('no other site writes with somebody’s session, and a write without an origin is none', async () => {
  const letIn: string[] = []
  const strangers: Record<string, string>[] = [
    { origin: 'https://example.org' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    {},
  ]
  for (const address of [...pages, ...endpoints])
    for (const headers of strangers) {
      const answer = await fetch(server.url + filled(address), {
        method: 'POST',
        redirect: 'manual',
        headers: { ...headers, cookie: member },
        body: new URLSearchParams({ personId: 'x' }),
      })
      if (answer.status !== 403)
        letIn.push(`${address} ${JSON.stringify(headers)}: ${answer.status}`)
    }
  expect(letIn).toEqual([])
})

test('every answer forbids what a browser should not do with it', async () => {
  const missing: string[] = []
  for (const address of [...pages, ...endpoints, '/no-such-page']) {
    const { headers } = await get(address, { cookie: member })
    const need = (name: string, value: RegExp) => {
      if (!value.test(headers.get(name) ?? '')) missing.push(`${address}: ${name}`)
    }
    need('x-content-type-options', /^nosniff$/)
    need('x-frame-options', /^DENY$/)
    need('referrer-policy', /^same-origin$/)
    need('permissions-policy', /geolocation=\(\)/)
    need('cache-control', /no-store|no-cache|max-age/)
    need('x-request-id', /^[0-9a-f-]{36}$/)
    if (!headers.get('content-type')?.startsWith('text/html')) continue
    need('content-security-policy', /default-src 'none'|default-src 'self'/)
    need('content-security-policy', /frame-ancestors 'none'/)
    need('content-security-policy', /script-src 'self'/)
    if (/'unsafe-inline'|'unsafe-eval'/.test(headers.get('content-security-policy') ?? ''))
      missing.push(`${address}: an unsafe policy`)
  }
  expect(missing).toEqual([])
})
