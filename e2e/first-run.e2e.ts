import { expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { startServer } from './support/server.ts'

const browser = useBrowser()

test('an empty installation is begun on its first-run screen, once', async () => {
  const server = await startServer({ environment: { REQUIRE_TOTP: 'nobody' } })
  const page = await browser.phone(server.url)
  await page.goto('/')
  await page.waitForURL('**/welcome')
  await expectNoAxeViolations(page)
  await page.fill('[name=unitName]', 'Tỉnh đoàn Mới')
  await page.fill('[name=foundedOn]', '26/03/1931')
  await page.fill('[name=name]', 'Lý Thị Bắt Đầu')
  await page.fill('[name=phone]', '0912 345 678')
  browser.expectProblems(/status of 400/)
  await page.fill('[name=password]', 'ngan')
  await page.click('button[type=submit]')
  await page.getByText('ít nhất 10 ký tự').first().waitFor()
  expect(await page.inputValue('[name=unitName]')).toBe('Tỉnh đoàn Mới')
  await page.fill('[name=password]', 'mot cau ngan de nho')
  await page.click('button[type=submit]')
  await page.waitForURL('**/home')
  await page.goto('/units')
  await page.getByText('Tỉnh đoàn Mới').first().waitFor()

  browser.expectProblems(/status of 404/)
  const other = await browser.desktop(server.url)
  const answer = await other.goto('/welcome')
  expect(answer?.status()).toBe(404)
})
