import { createCanvas } from '@napi-rs/canvas'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

/*
 * A post from one officer's phone over another's approval to whoever reads it, hears it and plays along:
 * the public part in a browser without script.
 */
const server = useServer()
const browser = useBrowser()
const provinceOfficer = '0300000002'
const communeOfficer = '0300000006'
const communeSecretary = '0300000005'
const title = 'Tiêm phòng cho trâu bò ở sáu thôn'

async function as(phone: string, next: string): Promise<Page> {
  const page = await browser.phone(server.url)
  await signIn(page, phone, next)
  return page
}

async function aPhoto(): Promise<Buffer> {
  const canvas = createCanvas(1200, 800)
  const drawing = canvas.getContext('2d')
  drawing.fillStyle = '#2f7d4f'
  drawing.fillRect(0, 0, 1200, 800)
  return canvas.encode('jpeg', 80)
}

/** What the phone shows after its worker got a push message, as the push service would hand it over. */
async function notified(page: Page, message: Record<string, string>) {
  const { origin } = new URL(page.url())
  await page.context().grantPermissions(['notifications'], { origin })
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('/news-worker.js', {
      scope: '/news',
    })
    while (registration.active?.state !== 'activated')
      await new Promise((done) => setTimeout(done, 20))
  })
  const devtools = await page.context().newCDPSession(page)
  const known = new Promise<string>((found) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.endsWith('/news'))
      if (ours) found(ours.registrationId)
    }),
  )
  await devtools.send('ServiceWorker.enable')
  const registrationId = await known
  const data = JSON.stringify(message)
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/news')
      const notices = (await registration?.getNotifications()) ?? []
      return notices.map((notice) => [notice.title, notice.body, notice.data.url])
    })
  // Handed over again until it is shown, as a push service does: of one tag the last alone stands.
  await expect
    .poll(
      async () => {
        await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
        return JSON.stringify(await shown())
      },
      { interval: 1000 },
    )
    .toContain(message.body)
  await devtools.detach()
  return shown()
}

test('a post is written on a phone, approved by somebody else, read, heard and played along by all', async () => {
  browser.expectProblems(/status of (400|404|422)/)
  const writer = await as(communeOfficer, '/outreach')
  await writer.getByRole('link', { name: 'Viết tin' }).first().click()
  await writer.getByRole('heading', { level: 1, name: 'Viết tin' }).waitFor()
  await writer.locator('[name=title0]').fill(title)
  await writer
    .locator('[name=summary0]')
    .fill('Thú y về từng thôn từ thứ hai. Nhốt trâu bò trước bảy giờ sáng.')
  await writer
    .locator('[name=body0]')
    .fill('## Mang gì\n- Sổ theo dõi\n- **Dây buộc**\n\n<script>alert(1)</script>')
  await writer
    .locator('[name=spoken0]')
    .fill('Bà con chú ý. Thứ hai thú y về thôn tiêm phòng. Nhốt trâu bò trước bảy giờ sáng.')
  await writer.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await writer.waitForURL(/outreach\/[0-9a-f-]{36}\?done=saved/)
  const postId = new URL(writer.url()).pathname.split('/')[2] ?? ''
  // Not to be seen by anybody yet.
  expect((await fetch(`${server.url}/news/${postId}`)).status).toBe(404)
  await writer
    .locator('[name=file]')
    .setInputFiles({ name: 'trau.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() })
  await writer.getByRole('button', { name: 'Thêm tệp' }).click()
  await writer.getByText('trau.jpg').waitFor()
  await writer.goto(`/outreach/${postId}/quiz`)
  await writer.locator('[name=text0]').fill('Nhốt trâu bò trước mấy giờ?')
  await writer.locator('[name=option0_0]').fill('Bảy giờ')
  await writer.locator('[name=option0_1]').fill('Mười giờ')
  await writer.locator('[name=right0][value="1"]').check({ force: true })
  await writer.locator('[name=explanation0]').fill('Thú y bắt đầu lúc bảy giờ.')
  await writer.getByRole('button', { name: 'Lưu câu hỏi' }).click()
  await writer.waitForURL(/outreach\/[0-9a-f-]{36}\?done=saved/)
  await writer.getByRole('button', { name: 'Gửi duyệt' }).click()
  await writer.getByText('Chờ duyệt').first().waitFor()
  expect(await writer.getByRole('button', { name: 'Duyệt', exact: true }).count()).toBe(0)

  const secretary = await as(communeSecretary, '/outreach')
  await secretary.goto('/outreach?show=waiting')
  await secretary.getByRole('link', { name: title }).first().click()
  await secretary.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await expect
    .poll(async () => (await fetch(`${server.url}/news/${postId}`)).status, { timeout: 15_000 })
    .toBe(200)

  const html = await (await fetch(`${server.url}/news/${postId}`)).text()
  expect(html).toContain('&lt;script>alert(1)')
  expect(html).toMatch(/<meta property="og:image" content="[^"]+\/files\/[0-9a-f-]{36}"/)
  expect(html).not.toMatch(/<script[^>]*src=/)
  const picture = /og:image" content="[^"]*(\/news\/[^"]+)"/.exec(html)?.[1] ?? ''
  expect((await fetch(server.url + picture)).headers.get('content-type')).toBe('image/jpeg')
  expect(await (await fetch(`${server.url}/news/feed.xml`)).text()).toContain(title)
  for (const paper of ['script.pdf', 'poster.pdf']) {
    const answer = await fetch(`${server.url}/news/${postId}/${paper}`)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
  }

  const reader = await browser.phone(server.url)
  await reader.goto('/news')
  await reader.getByRole('link', { name: title }).click()
  await reader.getByRole('heading', { level: 1, name: title }).waitFor()
  await expectNoAxeViolations(reader)
  await reader.getByRole('link', { name: 'Trả lời câu hỏi' }).click()
  await reader.getByText('Mười giờ').click()
  await reader.locator('[name=commune]').selectOption({ index: 1 })
  await reader.getByRole('button', { name: 'Xem kết quả' }).click()
  await reader.getByText('Đúng 0 trên 1 câu').waitFor()
  await reader.getByText('Thú y bắt đầu lúc bảy giờ.').waitFor()

  expect(
    await notified(reader, { title, body: 'Từ thứ hai', tag: postId, url: `/news/${postId}` }),
  ).toEqual([[title, 'Từ thứ hai', `/news/${postId}`]])
  // The same again replaces the first, and what leads elsewhere leads to the news.
  expect(
    await notified(reader, { title, body: 'Từ thứ ba', tag: postId, url: 'https://evil.example' }),
  ).toEqual([[title, 'Từ thứ ba', '/news']])

  // A mail provider's one click gets as far as the link; a form of another site does not.
  const oneClick = (headers: Record<string, string>) =>
    fetch(`${server.url}/news/unsubscribe/x`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    }).then(({ status }) => status)
  expect(await oneClick({})).not.toBe(403)
  expect(await oneClick({ origin: 'https://evil.example' })).toBe(403)

  await writer.goto(`/outreach/${postId}`)
  await writer.getByRole('heading', { name: 'Tới từng xã' }).waitFor()
  await expect.poll(() => writer.locator('table').textContent()).toMatch(/Không rõ xã/)
}, 120_000)

test('a campaign that is public is changed by whoever may publish, and read so by all', async () => {
  const writer = await as(communeOfficer, '/outreach/campaigns')
  await writer.getByRole('heading', { name: 'Lập đợt tuyên truyền' }).waitFor()
  expect(await writer.getByRole('link', { name: 'Sửa', exact: true }).count()).toBe(0)
  const officer = await as(provinceOfficer, '/outreach/campaigns')
  const id = /campaigns\/([0-9a-f-]{36})/.exec(await officer.locator('main').innerHTML())?.[1]
  await officer.getByRole('link', { name: 'Sửa', exact: true }).first().click()
  await officer.getByRole('heading', { name: /^Sửa đợt/ }).waitFor()
  expect(await officer.locator('[name=startsOn]').inputValue()).toMatch(/^\d{2}\/\d{2}\/\d{4}$/)
  await officer.locator('[name=goal]').fill('Mỗi nhà nhận ra cuộc gọi lừa đảo.')
  await officer.getByRole('button', { name: 'Lưu đợt' }).click()
  await officer.getByRole('heading', { name: 'Lập đợt tuyên truyền' }).waitFor()
  expect(await (await fetch(`${server.url}/news/campaigns/${id}`)).text()).toContain(
    'Mỗi nhà nhận ra cuộc gọi lừa đảo.',
  )
})
