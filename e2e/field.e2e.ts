import { expect, test } from 'vitest'
import { expectFitsThumb, expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import {
  networkTrouble,
  openActivity,
  readyForOffline,
  recordAssist,
  signIn,
  syncText,
  tab,
  volunteer,
} from './support/field.ts'
import { useServer } from './support/server.ts'

const browser = useBrowser()
const server = useServer()

test('a record can be taken back at once and later; what waited and was taken back counts nowhere', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(server.url)
  await signIn(page, volunteer)
  await openActivity(page)
  await readyForOffline(page)
  await page.context().setOffline(true)
  await recordAssist(page, 0)
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect.poll(() => page.locator('.bar .count').textContent()).toBe('0')
  await recordAssist(page, 1)
  await page.context().setOffline(false)
  await expect.poll(() => syncText(page), { timeout: 20_000 }).toBe('Đã gửi')
  await tab(page, 'Của tôi').click()
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect.poll(() => page.locator('dl').textContent()).toMatch(/lượt người\s*0\D/)
  await expect.poll(() => syncText(page), { timeout: 20_000 }).toBe('Đã gửi')
})

test('a citizen is called back only with consent to the text that is shown; then their number leaves the phone', async () => {
  const page = await browser.phone(server.url)
  await signIn(page, volunteer)
  await openActivity(page)
  await page.locator('.services button').nth(0).click()
  await page.getByRole('button', { name: 'có hẹn gọi lại' }).click()
  await expect.poll(() => page.locator('blockquote').textContent()).toContain('đồng ý')
  expect(await page.getByLabel('Số điện thoại').count()).toBe(0)
  await expectNoAxeViolations(page)
  await page.getByText('Đồng ý bằng lời').click()
  await page.getByLabel('Họ tên').fill('Sùng Thị Mai')
  await page.getByLabel('Số điện thoại').fill('0912 345')
  await page.getByRole('button', { name: 'Ghi lại' }).click()
  await page.getByText('Số di động gồm 10 chữ số').waitFor()
  await page.getByLabel('Số điện thoại').fill('0912 345 678')
  await page.getByRole('button', { name: 'Ghi lại' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => syncText(page), { timeout: 20_000 }).toBe('Đã gửi')
  const kept = await page.evaluate(async () => {
    const { name = '' } =
      (await indexedDB.databases()).find((one) => one.name?.startsWith('xungkich-field')) ?? {}
    const store = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => done(request.result)
    })
    const all = store.transaction('records').objectStore('records').getAll()
    return new Promise<string>((done) => {
      all.onsuccess = () => done(JSON.stringify(all.result))
    })
  })
  expect(kept).toContain('to_continue')
  expect(kept).not.toContain('0912')
  expect(kept).not.toContain('84912345678')
  expect(kept).not.toContain('Sùng Thị Mai')
})

test('every screen fits a thumb and everybody', async () => {
  const page = await browser.phone(server.url)
  const shell = await page.request.get('/field')
  const policy = shell.headers()['content-security-policy'] ?? ''
  expect(policy).toMatch(/(^|; )script-src 'self' 'wasm-unsafe-eval'(;|$)/)
  expect(policy).not.toContain('unsafe-inline')
  await signIn(page, volunteer)
  await page.locator('main li a').first().waitFor()
  const look = async () => {
    await expectNoAxeViolations(page)
    await expectFitsThumb(page)
  }
  await look()
  await openActivity(page)
  await page.locator('.services button').first().waitFor()
  await look()
  await page.locator('.services button').nth(2).click()
  await page.locator('dialog ul button').first().waitFor()
  await look()
  await page.locator('dialog ul button').first().click()
  await look()
  await page.getByRole('button', { name: 'Xong', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await look()
  await tab(page, 'Điểm danh').click()
  await page.locator('button.row').first().waitFor()
  await look()
  await tab(page, 'Của tôi').click()
  await page.locator('article').first().waitFor()
  await look()
  await page.getByRole('link', { name: 'Máy này' }).click()
  await page.getByText('Mang đi bằng tệp').waitFor()
  await look()
})
