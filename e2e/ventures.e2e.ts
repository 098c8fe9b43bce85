import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readQrOfPdf } from '../src/platform/testing/read-qr.ts'
import { unfold, useBrowser } from './support/browser.ts'
import { signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

/*
 * A household from the commune's register to the province's report and to whoever scans its code: the commune
 * enters it, helps it, publishes its page; the province opens the figure down to it.
 */
const server = useServer()
const browser = useBrowser()
const communeSecretary = '0300000005'
const provinceOfficer = '0300000002'
const name = 'Hộ kinh doanh mèn mén Sình Mí Chá'

async function as(phone: string, next: string, device: 'phone' | 'desktop' = 'phone') {
  const page = await browser[device](server.url)
  await signIn(page, phone, next)
  return page
}

/** For whoever wants to look: `SCREENS=1`. */
async function keep(page: Page, ...paths: string[]) {
  if (!process.env.SCREENS) return
  await mkdir('test-results/screens', { recursive: true })
  for (const path of paths) {
    if (path.startsWith('/')) await page.goto(path)
    const width = page.viewportSize()?.width
    const file = `test-results/screens/ventures-${width}${path.replace(/[^a-z]+/g, '-')}.png`
    await page.screenshot({ path: file, fullPage: true })
  }
}

/** How many households today's provincial report shows. */
async function households(page: Page) {
  await page.goto('/reports/provincial')
  const figure = page.locator('.figure', {
    has: page.locator('a[href*="/reports/provincial/household_businesses"]'),
  })
  return Number((await figure.locator('.number').textContent())?.replace(/\D/g, ''))
}

test('a household is entered, helped, counted in the report and found by its code', async () => {
  const province = await as(provinceOfficer, '/home', 'desktop')
  const before = await households(province)
  expect(before).toBeGreaterThan(400)

  const officer = await as(communeSecretary, '/ventures/register/new')
  await officer.locator('[name=name]').fill(name)
  await officer.locator('[name=kind]').selectOption('household')
  await officer.locator('[name=foundedOn]').fill('01/03/2026')
  await officer.locator('[name=field]').selectOption('food_processing')
  await officer.locator('[name=place]').fill('thôn Pả Vi Hạ')
  await officer.locator('[name=workers]').fill('3')
  await officer.locator('[name=phone]').fill('0912 345 678')
  await officer.locator('[name=summary]').fill('Mèn mén gói sẵn, hâm nóng ăn ngay.')
  await officer.getByRole('button', { name: 'Lưu' }).click()
  await officer.waitForURL(/\/ventures\/register\/[0-9a-f-]{36}\?done=saved/)
  const address = new URL(officer.url()).pathname
  await officer.getByRole('button', { name: 'Đưa vào sổ' }).click()
  await officer.getByRole('button', { name: 'Đưa vào sổ' }).waitFor({ state: 'detached' })

  const support = officer.locator('form[action="?/support"]')
  await unfold(officer.locator('details', { has: support }))
  await support.locator('[name=what]').selectOption('sales')
  await support.locator('[name=givenBy]').fill('Đoàn xã Pả Vi')
  await support.locator('[name=cost]').fill('2.500.000')
  await support.getByRole('button', { name: 'Ghi hỗ trợ' }).click()
  await officer.getByText('Tổng chi phí còn hiệu lực: 2.500.000 đồng').waitFor()

  const publish = officer.locator('form[action="?/publish"]')
  await publish.locator('[name=agreed]').check({ force: true })
  await publish.getByRole('button', { name: 'Đăng trang công khai' }).click()
  await officer.getByRole('link', { name: 'Mở trang công khai' }).waitFor()

  expect(await households(province)).toBe(before + 1)
  await province.goto('/reports/provincial/household_businesses/records')
  await province.getByRole('link', { name }).first().waitFor()

  const id = address.split('/').at(-1)
  await keep(officer, address, '/ventures/register', '/ventures/register/new', '/ventures/support')
  await keep(officer, `/ventures/${id}`, '/ventures', '/ventures/capital', `${address}/edit`)
  await keep(province, '/ventures/register', address, '/ventures/support', '/ventures/mentors')
  await keep(province, '/ventures/mentors/new', '/ventures/capital', '/ventures', `/ventures/${id}`)
  if (process.env.SCREENS) {
    await province.goto('/ventures/capital')
    await province.getByRole('link', { name: 'Hỗ trợ chuyển đổi số' }).click()
    await province.getByText('Hội đồng chấm').first().waitFor()
    await keep(province, 'programme')
  }
  const page = await fetch(`${server.url}/ventures/${id}`)
  const html = await page.text()
  expect(html).toContain(name)
  expect(html).toContain('0912 345 678')
  expect(html).not.toMatch(/<script(?![^>]*application\/(ld\+)?json)/)
  const poster = await fetch(`${server.url}/ventures/${id}/poster.pdf`)
  expect(poster.headers.get('content-type')).toBe('application/pdf')
  const file = join(await mkdtemp(join(tmpdir(), 'poster-')), 'poster.pdf')
  await writeFile(file, Buffer.from(await poster.arrayBuffer()))
  expect(await readQrOfPdf(file)).toEqual([`${server.url}/ventures/${id}`])
}, 60_000)

test('a member enters what they lead, is asked before they leave it, and is led out of what they read no more', async () => {
  const member = await as('0300000010', '/ventures/register/new')
  await member.locator('[name=name]').fill('Tổ nuôi ong bạc hà')
  await member.locator('[name=kind]').selectOption('household')
  await member.locator('[name=foundedOn]').fill('01/03/2026')
  await member.locator('[name=field]').selectOption('food_processing')
  await member.locator('[name=summary]').fill('Mật ong bạc hà.')
  await member.getByRole('button', { name: 'Lưu' }).click()
  await member.waitForURL(/\/ventures\/register\/[0-9a-f-]{36}/)
  const address = new URL(member.url()).pathname
  const leaving = member.locator('details', { has: member.locator('form[action="?/leave"]') })
  await unfold(leaving)
  await leaving.getByText('bạn không còn xem và sửa được').waitFor()
  await leaving.getByRole('button', { name: 'Thôi tham gia từ hôm nay' }).click()
  await member.waitForURL('**/ventures/register')
  expect((await member.request.get(address)).status()).toBe(404)
})
