import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectFitsThumb, expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { demoPassword, networkTrouble, signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

const browser = useBrowser()
const server = useServer()

/** The branch of Pả Vi Hạ: its secretary, and three who vote on their phones. */
const chair = { phone: '0300000007', name: 'Vàng Mí Sình' }
const voters = [
  { phone: '0300000008', name: 'Ly Thị Mỷ' },
  { phone: '0300000009', name: 'Thò Mí Nô' },
  { phone: '0300000010', name: 'Sùng Thị Dợ' },
]
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function keep(page: Page, name: string) {
  if (!process.env.SCREENS) return
  await mkdir('test-results/screens', { recursive: true })
  await page.screenshot({ path: `test-results/screens/voting-${name}.png`, fullPage: true })
}

async function prepareElection(office: Page): Promise<string> {
  await office.goto('/votes/new')
  await office.locator('[name=kind][value=election]').check()
  await office.getByLabel('Nội dung biểu quyết').fill('Bầu Ban Chấp hành Chi đoàn')
  await office
    .getByLabel('Danh sách ứng cử')
    .fill('Ly Thị Mỷ - Phó Bí thư\nThò Mí Nô\nSùng Thị Dợ\nVàng Mí Sình')
  await office.getByLabel('Số người cần bầu').fill('2')
  await office.getByLabel('Thông qua khi').selectOption('election_valid')
  await keep(office, 'new')
  await button(office, 'Lưu để chờ mở').click()
  await office.waitForURL(/votes\/[0-9a-f-]{36}\/run$/)
  return office.url().replace(/\/run$/, '')
}

/** Only the chair and the three are here. */
async function openFor(office: Page, names: readonly string[]) {
  for (const box of await office.locator('input[name=people]').all()) {
    const label = (await box.locator('xpath=ancestor::li').textContent()) ?? ''
    if (!names.some((name) => label.includes(name))) await box.uncheck({ force: true })
  }
  await office.getByLabel('Số người được triệu tập').fill(String(names.length))
  await keep(office, 'opening')
  await button(office, 'Mở và phát phiếu').click()
  await office.getByRole('heading', { name: 'Đang phát phiếu' }).waitFor()
}

async function vote(page: Page, names: readonly string[]) {
  for (const name of names)
    await page.locator('label', { hasText: new RegExp(`\\d\\. ${name}`) }).click()
  await button(page, 'Xem lại phiếu').click()
  await keep(page, 'review')
  await button(page, 'Bỏ phiếu').click()
}

test('the box reads no session and writes no line, whoever comes', async () => {
  const signedIn = await fetch(`${server.url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url },
    body: new URLSearchParams({ identifier: chair.phone, password: demoPassword }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const id = '019aeb4a-1744-7fe3-ae9c-e4ea0eb7629b'
  const ballot = (headers: Record<string, string>, body = '{}') =>
    fetch(`${server.url}/ballots/${id}`, {
      method: 'POST',
      headers: { origin: server.url, 'content-type': 'application/json', ...headers },
      body,
    })
  for (const headers of [{}, { cookie }, { authorization: 'Bearer xk_unknown' }]) {
    const answer = await ballot(headers as Record<string, string>)
    expect([answer.status, await answer.json()]).toEqual([400, { code: 'invalid' }])
    expect(answer.headers.getSetCookie()).toEqual([])
  }
  expect((await ballot({}, 'x'.repeat(7000))).status).toBe(413)
  expect((await ballot({}, 'no json')).status).toBe(400)
  await fetch(`${server.url}/votes`, { headers: { cookie } })
  // What comes later is in the log; what came into the box is not.
  await expect.poll(() => server.output()).toMatch(/\(app\)\/votes"/)
  expect(server.output()).not.toMatch(/ballots/)
})

test('a secret election: three phones, one loses the answer, and the recount says what was cast', async () => {
  browser.expectProblems(networkTrouble)
  const office = await browser.desktop(server.url)
  await signIn(office, chair.phone, '/home')
  const address = await prepareElection(office)
  await openFor(office, [chair.name, ...voters.map(({ name }) => name)])

  const phones: Page[] = []
  for (const voter of voters) {
    const page = await browser.phone(server.url)
    await signIn(page, voter.phone, '/votes')
    await page.getByRole('link', { name: 'Bầu Ban Chấp hành Chi đoàn', exact: true }).click()
    await keep(page, 'receive')
    await button(page, 'Nhận phiếu').click()
    await page.getByText('Đồng chí đã nhận phiếu').waitFor()
    phones.push(page)
  }
  const [first, second, third] = phones as [Page, Page, Page]
  await expectFitsThumb(first)
  await expectNoAxeViolations(first)
  await keep(first, 'wait')
  await expect
    .poll(() => office.locator('.tiles').textContent(), { timeout: 10_000 })
    .toMatch(/Đã nhận phiếu\s*3/)
  await keep(office, 'run')

  await button(office, 'Kết thúc phát phiếu, mở hòm phiếu').click()
  await first.getByText('Đã chọn 0 trên 2').waitFor({ timeout: 15_000 })
  await keep(first, 'ballot')
  await expectFitsThumb(first)
  await expectNoAxeViolations(first)
  // Whoever casts tells the box nothing about themselves.
  const sent = first.waitForRequest(/\/ballots\//)
  await vote(first, ['Ly Thị Mỷ', 'Thò Mí Nô'])
  const headers = await (await sent).allHeaders()
  expect(Object.keys(headers).filter((name) => /cookie|authorization/.test(name))).toEqual([])
  await first.getByText('Phiếu của đồng chí đã vào hòm').waitFor()
  await keep(first, 'receipt')
  await vote(second, ['Ly Thị Mỷ'])
  await second.getByText('Phiếu của đồng chí đã vào hòm').waitFor()

  // The third ballot arrives, its answer does not; then there is no network, and the page is opened anew.
  let arrived = 0
  await third.route('**/ballots/**', async (route) => {
    await route.fetch()
    arrived++
    await route.abort()
  })
  await third.getByText('Đã chọn 0 trên 2').waitFor({ timeout: 15_000 })
  await vote(third, ['Thò Mí Nô', 'Sùng Thị Dợ'])
  await third.getByText('Phiếu chưa vào hòm').waitFor()
  await keep(third, 'lost')
  await expect.poll(() => arrived, { timeout: 15_000 }).toBeGreaterThan(1)
  await third.unroute('**/ballots/**')
  await third.context().setOffline(true)
  await third.context().setOffline(false)
  await third.reload()
  await third.getByText('Phiếu của đồng chí đã vào hòm').waitFor({ timeout: 15_000 })
  await expect
    .poll(() => office.locator('.tiles').textContent(), { timeout: 10_000 })
    .toMatch(/Phiếu trong hòm\s*3/)

  const room = await office.context().newPage()
  await room.goto(`${address}/room`)
  await expect.poll(() => room.locator('dl').textContent()).toMatch(/Phiếu trong hòm\s*3/)
  await keep(room, 'room')
  await button(office, 'Kết thúc và kiểm phiếu').click()
  await keep(office, 'close')
  await office.getByRole('dialog').getByRole('button', { name: 'Kết thúc và kiểm phiếu' }).click()
  await office.getByText('Trúng cử 2 trên 2 người cần bầu').waitFor()
  await room.getByText('Trúng cử 2 trên 2 người cần bầu').waitFor({ timeout: 10_000 })
  await keep(room, 'room-result')

  for (const page of phones) {
    await page.getByText('Trúng cử 2 trên 2 người cần bầu').waitFor({ timeout: 15_000 })
    await button(page, 'Phiếu của tôi có trong kết quả không?').click()
    await page.getByText('Phiếu của tôi có trong kết quả.').waitFor()
  }
  await keep(first, 'result')
  await expectNoAxeViolations(first)
  await first.getByRole('link', { name: 'Số liệu công bố' }).click()
  await button(first, 'Kiểm phiếu lại').click()
  await first.getByText('Kết quả kiểm lại trùng với công bố').waitFor()
  await first.getByText('Đã đếm 3 phiếu có chữ ký đúng.').waitFor()
  await expectFitsThumb(first)
  await expectNoAxeViolations(first)
  await keep(first, 'published')
  expect(await first.locator('#ballots tbody').textContent()).toMatch(/Ly Thị Mỷ, Thò Mí Nô/)
})
