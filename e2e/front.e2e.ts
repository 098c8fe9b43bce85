import { createServer } from 'node:net'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { chromiumOptions } from '../src/platform/testing/chromium.ts'
import { expectFitsThumb, expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { officer as communeOfficer, signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

const server = useServer()
const browser = useBrowser()

test('somebody without script and without an account finds the way, asks for help, and reads what came of it', async () => {
  const page = await browser.phone(server.url, { javaScriptEnabled: false })
  await page.goto('/')
  await expect.poll(() => page.locator('h1').textContent()).toContain('Đâu cần thanh niên có')
  expect(await page.locator('script').count()).toBe(0)

  await page.getByRole('link', { name: 'Chọn xã, phường của bạn' }).click()
  await page.selectOption('[name=commune]', { label: 'Đoàn xã Pả Vi' })
  await page.getByRole('button', { name: 'Xem', exact: true }).click()
  expect(await page.locator('#near').textContent()).toContain('Pả Vi')
  expect(await page.getByText('Gần bạn').count()).toBeGreaterThan(0)
  await page.goto('/')
  expect(await page.locator('#near').textContent()).toContain('Pả Vi')

  await page.fill('[name=q]', 'khai sinh dang ky')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).click()
  expect(await page.locator('dl').textContent()).toContain('Không mất lệ phí')
  await page.getByRole('link', { name: 'Xin giúp đỡ' }).first().click()
  await page.fill('[name=name]', 'Vàng Thị Nhờ')
  await page.fill('[name=phone]', '12')
  await page.locator('[name=consent]').check({ force: true })
  browser.expectProblems(/status of 400/)
  await page.getByRole('button', { name: 'Gửi lời nhắn' }).click()
  await page.getByText('Số di động chưa đúng').first().waitFor()
  expect(await page.inputValue('[name=name]')).toBe('Vàng Thị Nhờ')
  await page.fill('[name=phone]', '0912 345 678')
  await page.locator('[name=consent]').check({ force: true })
  await page.getByRole('button', { name: 'Gửi lời nhắn' }).click()
  await page.getByText('Đã nhận lời nhắn của bạn').waitFor()

  const officer = await browser.phone(server.url)
  await signIn(officer, communeOfficer, '/requests')
  await officer.getByText('Vàng Thị Nhờ').waitFor()
  await officer.getByRole('button', { name: 'Nhận việc này' }).click()
  await officer
    .getByText(/đã nhận/)
    .first()
    .waitFor()
  await expectNoAxeViolations(officer)
  await officer.locator('summary', { hasText: 'Đã giúp xong' }).click()
  await officer.locator('[action="?/finish"] [name=outcome]').fill('Nộp xong trên mạng')
  await officer.getByRole('button', { name: 'Đã giúp xong' }).click()
  await officer.getByText('Không có lời nhắn nào đang chờ').waitFor()

  await page.reload()
  await page.getByText('Nộp xong trên mạng').waitFor()
  // Axe waits with timers, which stand still where script is turned off.
  const looked = await browser.phone(server.url)
  await looked.goto(page.url())
  await looked.getByText('Nộp xong trên mạng').waitFor()
  await expectNoAxeViolations(looked)
  await expectFitsThumb(looked)
})

test('whatever stands in between may keep the page of a stranger, and no other', async () => {
  const get = (headers: Record<string, string> = {}, path = '/') =>
    fetch(server.url + path, { headers, redirect: 'manual' })
  const first = await get({ 'accept-encoding': 'gzip' })
  expect(first.headers.get('cache-control')).toMatch(/^public, max-age=60/)
  expect(first.headers.get('content-encoding')).toBe('gzip')
  expect(first.headers.get('vary')).toMatch(/Cookie/i)
  expect(first.headers.getSetCookie()).toEqual([])
  const etag = first.headers.get('etag') ?? ''
  expect(etag).not.toBe('')
  const again = await get({ 'if-none-match': etag })
  expect(again.status).toBe(304)
  expect(await again.text()).toBe('')

  const html = await (await get({}, '/?choose=1')).text()
  const commune = /<option value="([0-9a-f]{8})"/.exec(html)?.[1]
  const chosen = await get({}, `/?commune=${commune}`)
  expect(chosen.headers.get('cache-control')).toMatch(/^private/)
  const cookie = chosen.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect((await get({ cookie })).headers.get('cache-control')).toMatch(/^private/)
  expect((await get({ cookie: 'commune=not-an-id' })).status).toBe(200)
  // Nowhere but within the product.
  const away = await fetch(`${server.url}/language`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url },
    body: new URLSearchParams({ to: 'en', next: '//evil.example' }),
  })
  expect(away.headers.get('location')).toBe('/')
  expect(await (await get({ cookie: 'locale=en' })).text()).toContain('Where there is a need')
})

/**
 * "Slow 3G" as WebPageTest defines it: 400 kbit/s both ways and 400 ms there and back, on a phone four
 * times slower than this machine; Lighthouse works the times out from what it measured (simulated throttling).
 */
const slow3G = {
  rttMs: 400,
  throughputKbps: 400,
  requestLatencyMs: 400,
  downloadThroughputKbps: 400,
  uploadThroughputKbps: 400,
  cpuSlowdownMultiplier: 4,
}

test('on a slow 3G phone the largest thing of the front page is there within 2.5 seconds', async () => {
  // What else this machine does only adds to what Lighthouse measures: the best of six counts.
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 6 && best >= 2500; run++) {
    const msOf = await auditOf(server.url)
    const largest = msOf('largest-contentful-paint')
    console.log(
      `front page on slow 3G: first paint ${Math.round(msOf('first-contentful-paint'))} ms, largest ${Math.round(largest)} ms, ${Math.round(msOf('total-byte-weight') / 1024)} KiB`,
    )
    expect(msOf('cumulative-layout-shift')).toBeLessThan(0.1)
    best = Math.min(best, largest)
  }
  expect(best).toBeLessThan(2500)
})

/** What Lighthouse says of a page on a phone on slow 3G: milliseconds, bytes or a score by audit. */
async function auditOf(url: string): Promise<(audit: string) => number> {
  const port = await freePort()
  const options = chromiumOptions(inject('chromium'))
  const alone = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), `--remote-debugging-port=${port}`],
  })
  try {
    const result = await lighthouse(
      url,
      { port, output: 'json', logLevel: 'silent' },
      {
        extends: 'lighthouse:default',
        settings: {
          formFactor: 'mobile',
          throttlingMethod: 'simulate',
          throttling: slow3G,
          onlyAudits: [
            'first-contentful-paint',
            'largest-contentful-paint',
            'cumulative-layout-shift',
            'total-byte-weight',
          ],
        },
      },
    )
    expect(result?.lhr.runtimeError).toBeUndefined()
    return (audit) => result?.lhr.audits[audit]?.numericValue ?? Number.NaN
  } finally {
    await alone.close()
  }
}

const freePort = () =>
  new Promise<number>((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
