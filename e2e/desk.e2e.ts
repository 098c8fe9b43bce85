import { beforeAll, expect, test } from 'vitest'
import { useBrowser } from './support/browser.ts'
import { demoPassword, officer, signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

/*
 * What an officer at a desk meets when something goes wrong: most of it by plain HTTP, as a browser
 * without script sends it.
 */
const server = useServer()
const browser = useBrowser()

let cookie = ''
beforeAll(async () => {
  const answer = await fetch(`${server.url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url },
    body: new URLSearchParams({ identifier: officer, password: demoPassword }),
  })
  cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
})

const get = (address: string) =>
  fetch(server.url + address, { redirect: 'manual', headers: { cookie } })
const send = async (
  address: string,
  fields: Record<string, string> | [string, string][],
  as = cookie,
) => {
  const answer = await fetch(server.url + address, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url, accept: 'text/html', ...(as ? { cookie: as } : {}) },
    body: new URLSearchParams(fields),
  })
  return { status: answer.status, page: await answer.text() }
}
/** Some people of the officer's units: their ids and names, as the list links them. */
async function somePeople(count: number): Promise<[id: string, name: string][]> {
  const list = await (await get('/members')).text()
  const links = [...list.matchAll(/href="\/members\/([0-9a-f-]{36})"[^>]*>([^<]+)</g)]
  return links.slice(0, count).map(([, id = '', name = '']) => [id, name])
}

test('an address that names no id is not found, and is nobody’s fault', async () => {
  for (const address of [
    '/units/abc',
    '/members/abc',
    '/members/abc/edit',
    '/activities/abc',
    '/campaigns/abc',
    '/assists/abc',
    '/members/import/abc',
  ])
    expect((await get(address)).status, address).toBe(404)
  for (const address of [
    '/members?unit=abc',
    '/members/new?unit=abc',
    '/members/cards?unit=abc&people=------------------------------------',
    '/members/import?unit=abc',
    '/members/bulk?people=abc',
    '/units/search?q=a&within=abc',
  ])
    expect((await get(address)).status, address).toBe(200)
})

test('a form sent after the session ended is answered with what was typed, to be sent again', async () => {
  const { status, page } = await send(
    '/members/new',
    { fullName: 'Khoàng Thị Thử', joinedOn: '01/01/2024' },
    '',
  )
  expect(status).toBe(401)
  expect(page).toContain('Phiên đăng nhập đã hết')
  expect(page).toContain('value="Khoàng Thị Thử"')
  expect(page).toMatch(/href="\/sign-in\?next=%2Fmembers%2Fnew"[^>]*target="_blank"/)
})

test('a form that may not write there keeps what was typed and says what to do', async () => {
  const home = await (await get('/api/v1/units?q=Đoàn xã Lũng Cú')).json()
  const [beyond] = home.units
  const { status, page } = await send('/members/new', {
    id: crypto.randomUUID(),
    unitId: beyond.id,
    fullName: 'Khoàng Thị Thử',
    kind: 'member',
    joinedOn: '01/01/2024',
  })
  expect(status).toBe(403)
  expect(page).toContain('value="Khoàng Thị Thử"')
  expect(page).toContain('liên hệ cán bộ Đoàn cấp trên')
})

test('pages that work with chosen people keep them, whatever is sent', async () => {
  const people = await somePeople(2)
  const selection = people.map(([id]) => `people=${id}`).join('&')
  const chosen = people.map(([id]): [string, string] => ['personIds', id])
  const refused = await send(`/members/bulk?/app&${selection}`, [...chosen, ['on', 'hôm qua']])
  expect(refused.status).toBe(400)
  const done = await send(`/members/bulk?/app&${selection}`, [...chosen, ['on', '01/03/2024']])
  // Those who have used it before keep their day.
  expect(done.page).toMatch(/Đã ghi nhận \d người/)
  for (const [id, name] of people) {
    for (const { page } of [refused, done]) {
      expect(page).toContain(name)
      expect(page).toContain(`value="${id}"`)
      expect(page).toContain('?/end&amp;people=')
    }
  }
  const cards = await send(`/members/cards?/issue&${selection}`, chosen)
  expect(cards.status).toBe(200)
  for (const [, name] of people) expect(cards.page).toContain(name)
})

test('an ended session shows at the form, which stays as it is, with a way to sign in beside', async () => {
  const page = await browser.desktop(server.url)
  browser.expectProblems(/401/)
  await signIn(page, officer, '/home')
  await page.goto('/members')
  const add = page.locator('main a[href^="/members/new?unit="]')
  await page.goto((await add.getAttribute('href')) ?? '')
  await page.locator('[name=fullName]').fill('Khoàng Thị Thử')
  await page.context().clearCookies()
  await page.locator('main form [type=submit]').first().click()
  await page.getByText('Phiên đăng nhập đã hết').first().waitFor()
  expect(await page.locator('[name=fullName]').inputValue()).toBe('Khoàng Thị Thử')
  expect(await page.getByRole('link', { name: 'Đăng nhập ở thẻ mới' }).getAttribute('href')).toBe(
    '/sign-in?next=%2Fmembers%2Fnew',
  )
})
