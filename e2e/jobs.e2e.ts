import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { dayOf, writtenDay } from '../src/platform/days.ts'
import { readQrByZbar, readQrOfPdf } from '../src/platform/testing/read-qr.ts'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

/*
 * From a poster on a wall to somebody who works: the officer who hangs it, whoever scans it, the member who
 * applies, the employer who answers, and the record that counts.
 */
const server = useServer()
const browser = useBrowser()

const officer = '0300000006'
const member = '0300000010'
const employer = '0300000030'
const title = 'Hướng dẫn viên bản địa'
const heaviest = 30 * 1024

async function keep(page: Page, name: string) {
  if (!process.env.SCREENS) return
  await mkdir('test-results/screens', { recursive: true })
  await page.screenshot({ path: `test-results/screens/job-${name}.png`, fullPage: true })
}

test('a poster is hung and scanned, somebody applies, is hired, and their work is recorded', async () => {
  const desk = await browser.desktop(server.url)
  await signIn(desk, officer, '/recruitment')
  await desk.getByRole('link', { name: title }).click()
  await desk.getByRole('heading', { level: 1, name: title }).waitFor()
  const path = new URL(desk.url()).pathname
  await desk.locator('[name=place]').fill('Bảng tin nhà văn hóa')
  await desk.getByRole('button', { name: 'Thêm nơi treo' }).click()
  const place = desk.locator('li', { hasText: 'Bảng tin nhà văn hóa' })
  await place.getByText('0 lượt quét').waitFor()
  const poster = await place.getByRole('link', { name: 'In A4' }).getAttribute('href')

  // The paper on the wall, as a camera sees it.
  const answer = await desk.context().request.get(`${server.url}${poster}`)
  expect(answer.headers()['content-type']).toBe('application/pdf')
  const folder = await mkdtemp(join(tmpdir(), 'xungkich-poster-'))
  const file = join(folder, 'poster.pdf')
  await writeFile(file, await answer.body())
  const [address = ''] = await readQrOfPdf(file)
  expect(address).toMatch(new RegExp(`^${server.url}/q/[2-9A-Z]{7}$`))
  expect((await readQrByZbar(`${file}.png`)) ?? [address]).toEqual([address])
  await rm(folder, { recursive: true })

  // The same work at a fair, which is an activity of a campaign.
  await desk.locator('form[action="?/offer"] button').click()
  await desk.locator('form[action="?/take"] a').first().click()
  await desk.waitForURL(/recruitment\/fairs\//)
  const fair = new URL(desk.url()).pathname.replace('/recruitment', '/jobs')
  await desk.goto(`${server.url}${path}`)

  // Whoever scans it: a phone without an account and without script.
  const scanner = await browser.phone(server.url, { javaScriptEnabled: false })
  let bytes = 0
  scanner.on('requestfinished', async (request) => {
    const { responseBodySize, responseHeadersSize } = await request.sizes()
    bytes += responseBodySize + responseHeadersSize
  })
  await scanner.goto(address)
  await scanner.getByRole('heading', { level: 1, name: title }).waitFor()
  await scanner.waitForLoadState('networkidle')
  expect(new URL(scanner.url()).pathname).toBe(path.replace('/recruitment/vacancies', '/jobs'))
  expect(await scanner.context().cookies()).toEqual([])
  await keep(scanner, 'landing')
  expect(bytes).toBeGreaterThan(3_000)
  expect(bytes).toBeLessThan(heaviest)
  const posting = await scanner.locator('script[type="application/ld+json"]').textContent()
  expect(JSON.parse(posting ?? '')).toMatchObject({ '@type': 'JobPosting', title })
  const jobs = new URL(scanner.url()).pathname
  await scanner.goto(fair)
  await scanner.getByRole('link', { name: title }).waitFor()
  // A browser that fetches ahead, and a preview of a messenger, are no scans.
  const noScans: Record<string, string>[] = [
    { 'sec-purpose': 'prefetch' },
    { 'user-agent': 'TelegramBot (like TwitterBot)' },
  ]
  for (const headers of noScans) await fetch(address, { redirect: 'manual', headers })

  const phone = await browser.phone(server.url)
  await expectNoAxeViolations(await phone.goto(jobs).then(() => phone))
  await signIn(phone, member, `${jobs}/apply`)
  await keep(phone, 'apply')
  await phone.locator('form[action="?/profile"] [name=consent]').check({ force: true })
  await phone.getByRole('button', { name: 'Gửi hồ sơ' }).click()
  await phone.waitForURL(/my-jobs/)
  const mine = phone.locator('li', { hasText: title })
  await mine.getByText('Đã gửi').waitFor()

  // The employer: its own vacancies and applicants, and nothing of the Union.
  const boss = await browser.phone(server.url, { javaScriptEnabled: false })
  await signIn(boss, employer, '/employer')
  await boss.goto('/members')
  expect(new URL(boss.url()).pathname).toBe('/employer')
  expect(
    (await boss.context().request.get(`${server.url}/api/v1/me`, { maxRedirects: 0 })).status(),
  ).not.toBe(200)
  await boss.getByRole('link', { name: title }).click()
  const applicant = boss.locator('li', { hasText: 'Sùng Thị Dợ' })
  await applicant.locator('summary').click()
  await keep(boss, 'employer')
  await applicant.locator('[name=state]').selectOption('hired')
  await applicant.locator('[name=startsOn]').fill(writtenDay(dayOf(new Date())))
  await applicant.getByRole('button', { name: 'Lưu' }).click()
  await boss.locator('li', { hasText: 'Sùng Thị Dợ' }).getByText('Được nhận').waitFor()

  await phone.goto('/my-jobs')
  await mine.getByText('Được nhận').waitFor()
  const found = phone.locator('form[action="?/found"]')
  await found.locator('[name=place]').fill('thôn Pả Vi Hạ')
  await found.locator('[name=consent]').check({ force: true })
  await found.getByRole('button', { name: 'Ghi nhận đã có việc' }).click()
  await phone.getByText('Đã ghi nhận.').waitFor()
  await phone.locator('#placements li', { hasText: title }).waitFor()
  await keep(phone, 'mine')

  await desk.reload()
  await place.getByText('1 lượt quét').waitFor()
})

test('without an account one asks to be called, and sees where it stands; a report reaches the officer', async () => {
  const reader = await browser.phone(server.url, { javaScriptEnabled: false })
  await reader.goto('/jobs?q=dau+bep+mon+mong')
  await keep(reader, 'list')
  await reader.getByRole('link', { name: 'Đầu bếp món Mông' }).click()
  await reader.getByRole('link', { name: 'Ứng tuyển' }).click()
  const call = reader.locator('form[action="?/call"]')
  await call.locator('[name=name]').fill('Ly Thị Mới')
  await call.locator('[name=phone]').fill('0987 654 321')
  await call.locator('[name=consent]').check({ force: true })
  await call.getByRole('button', { name: 'Gửi yêu cầu gọi lại' }).click()
  await reader.waitForURL(/jobs\/status\//)
  await reader.getByText('Đã gửi').first().waitFor()

  await reader.goto('/jobs?q=dau+bep')
  await reader.getByRole('link', { name: 'Đầu bếp món Mông' }).click()
  await reader.getByRole('link', { name: 'Báo tin sai, lừa đảo' }).click()
  await reader.locator('[name=reason][value=fees]').check({ force: true })
  await reader.getByRole('button', { name: 'Gửi' }).click()
  await reader.getByText('Đã nhận được tin báo.').waitFor()

  const desk = await browser.phone(server.url)
  await signIn(desk, officer, '/recruitment')
  await desk.getByRole('link', { name: 'Đầu bếp món Mông' }).click()
  await desk.getByText('Đòi tiền, đặt cọc').waitFor()
  // The one that cheats, with its reasons.
  await desk.goto('/recruitment')
  await desk.getByRole('link', { name: 'Việc nhẹ lương cao' }).click()
  for (const sign of [
    'Thu tiền trước',
    'Đi nước ngoài mà không khai',
    'Nội dung từng đăng dưới tên khác',
  ])
    await desk.getByText(sign).first().waitFor()
  await keep(desk, 'check')
  await desk.locator('form[action="?/check"] [name=reason]').fill('Có dấu hiệu lừa đảo')
  await desk.getByRole('button', { name: 'Từ chối' }).click()
  await desk.getByText('Lý do: Có dấu hiệu lừa đảo').waitFor()
  await desk.getByRole('link', { name: 'Sửa' }).click()
  await desk.waitForURL(/\/edit$/)
  await desk.locator('[name=feeName0]').waitFor()
})

test('an employer writes a vacancy without script, mends it and sends it to be checked', async () => {
  browser.expectProblems(/status of 400/)
  const boss = await browser.phone(server.url, { javaScriptEnabled: false })
  await signIn(boss, employer, '/employer')
  await boss.getByRole('link', { name: 'Thêm tin tuyển dụng' }).click()
  for (const [name, value] of Object.entries({
    title: 'Dệt lanh tại hợp tác xã',
    description: 'Dệt và nhuộm lanh, có người kèm việc.',
    place: 'thôn Pả Vi Hạ',
    salaryFrom: '6.000.000',
    salaryTo: '5.000.000',
    hours: '8 giờ mỗi ngày',
    language: 'Tiếng Mông',
    slots: '4',
    endsOn: writtenDay(dayOf(new Date(Date.now() + 20 * 86_400_000))),
    contactPhone: '0912 345 678',
  }))
    await boss.locator(`[name=${name}]`).fill(value)
  await boss.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await boss.getByText('Lương cao nhất phải bằng hoặc hơn lương thấp nhất.').first().waitFor()
  await keep(boss, 'form')
  expect(await boss.locator('[name=description]').inputValue()).toContain('nhuộm lanh')
  await boss.locator('[name=salaryTo]').fill('8.000.000')
  await boss.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await boss.getByRole('link', { name: 'Sửa' }).click()
  await boss.locator('[name=title]').fill('Dệt lanh, nhuộm chàm')
  await boss.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await boss.getByRole('heading', { level: 1, name: 'Dệt lanh, nhuộm chàm' }).waitFor()
  await boss.getByRole('button', { name: 'Gửi kiểm tra' }).click()
  await boss.getByText('Chờ kiểm tra').waitFor()
})
