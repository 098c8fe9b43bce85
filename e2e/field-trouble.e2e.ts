import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { useBrowser } from './support/browser.ts'
import {
  importRecords,
  networkTrouble,
  openActivity,
  phoneRecords,
  readyForOffline,
  recordAssist,
  serverSide,
  signIn,
  syncText,
  tab,
  volunteer,
} from './support/field.ts'
import { type Network, startNetwork } from './support/network.ts'
import { useServer } from './support/server.ts'

const browser = useBrowser()
const server = useServer()
let network: Network

beforeAll(async () => {
  network = await startNetwork(server.url)
})

beforeEach(() => {
  Object.assign(network, {
    mode: 'through',
    loseReplies: 0,
    onBatch: undefined,
    version: undefined,
  })
  browser.expectProblems(networkTrouble)
})

const anAssist = (_index: number, activityId: string) => ({
  kind: 'assists.assist',
  body: { activityId, service: 'eid_level_2', outcome: 'done', people: 1 },
  happenedAt: new Date().toISOString(),
})
const statesOf = async (page: Page, ids: string[]) => {
  const records = new Map((await phoneRecords(page)).map(({ id, state }) => [id, state]))
  return ids.map((id) => records.get(id))
}

test('the server is killed with -9 in the middle of a sync: what was acknowledged is there once, the rest goes up again', async () => {
  const page = await browser.phone(network.url)
  await signIn(page, volunteer)
  await openActivity(page)
  await readyForOffline(page)
  const before = await serverSide(page)

  // Of 350 records the first batch is acknowledged; the second is stored, but the server dies
  // before its answer arrives; the others never reach it.
  let batches = 0
  network.onBatch = async () => {
    if (++batches !== 2) return
    network.loseReplies = 1
    await server.kill9()
  }
  const { ids, deviceId, records } = await importRecords(page, anAssist, 350)
  await expect.poll(() => batches, { timeout: 30_000 }).toBeGreaterThanOrEqual(2)
  await expect
    .poll(async () => (await statesOf(page, ids)).filter((state) => state === 'waiting').length, {
      timeout: 20_000,
    })
    .toBe(250)
  expect((await statesOf(page, ids)).filter((state) => state === 'stored')).toHaveLength(100)

  network.onBatch = undefined
  await server.restart()
  await page.reload()
  await expect.poll(() => syncText(page), { timeout: 60_000 }).toBe('Đã gửi')
  expect(await statesOf(page, ids)).toEqual(ids.map(() => 'stored'))
  const after = await serverSide(page)
  expect(after.stored - before.stored).toBe(350)
  expect(after.receivedUpTo - before.receivedUpTo).toBe(350)
  expect(await resend(page, deviceId, records)).toEqual({ known: 350 })
})

/** Sends the same records once more, as they were; counts what the server says of them. */
const resend = (page: Page, deviceId: string, records: object[]) =>
  page.evaluate(
    async ([id, all]) => {
      const said: Record<string, number> = {}
      for (let i = 0; i < all.length; i += 100) {
        const answer = await fetch('/api/sync', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ device: { id }, records: all.slice(i, i + 100) }),
        })
        const { results } = (await answer.json()) as { results: { status: string }[] }
        for (const { status } of results) said[status] = (said[status] ?? 0) + 1
      }
      return said
    },
    [deviceId, records] as const,
  )

test('an answer lost on its way costs nothing: the record is sent again and counted once', async () => {
  const page = await browser.phone(network.url)
  await signIn(page, volunteer)
  await openActivity(page)
  const before = await serverSide(page)
  network.loseReplies = 1
  await recordAssist(page, 0)
  await expect.poll(() => network.loseReplies, { timeout: 20_000 }).toBe(0)
  await expect.poll(() => syncText(page), { timeout: 30_000 }).toBe('Đã gửi')
  expect((await serverSide(page)).stored - before.stored).toBe(1)
})

test('a café’s sign-in page is never taken for an acknowledgement', async () => {
  const page = await browser.phone(network.url)
  await signIn(page, volunteer)
  await openActivity(page)
  await readyForOffline(page)
  network.mode = 'captive'
  await recordAssist(page, 0)
  await page.getByText('Mạng này đòi đăng nhập').waitFor({ timeout: 15_000 })
  expect((await phoneRecords(page)).map(({ state }) => state)).toEqual(['waiting'])
  // The page itself comes from the phone, not from the café.
  await page.reload()
  await expect.poll(() => syncText(page)).toContain('1')
  await tab(page, 'Của tôi').click()
  await page.getByRole('button', { name: 'Gửi ngay' }).click()
  expect((await phoneRecords(page)).every(({ state }) => state !== 'stored')).toBe(true)
  network.mode = 'through'
  await expect.poll(() => syncText(page), { timeout: 20_000 }).toBe('Đã gửi')
})

test('a refused record says why, can be mended, and goes up; another can be let be', async () => {
  const page = await browser.phone(network.url)
  await signIn(page, volunteer)
  await openActivity(page)
  await importRecords(
    page,
    (index, activityId) =>
      index === 0
        ? {
            ...anAssist(index, activityId),
            body: { activityId, service: 'gone', outcome: 'done', people: 2 },
          }
        : { ...anAssist(index, crypto.randomUUID()), happenedAt: new Date().toISOString() },
    2,
  )
  await expect.poll(() => syncText(page), { timeout: 20_000 }).toBe('Cần sửa 2')
  await page.locator('.back').click()
  await page.getByText('Đã gửi hết; 2 ghi nhận cần sửa').waitFor()
  const refused = page.locator('article.refused')
  await refused
    .filter({ hasText: 'Việc này không còn trong danh mục' })
    .getByRole('button', { name: 'Sửa' })
    .click()
  const send = page.getByRole('button', { name: 'Gửi lại', exact: true })
  expect(await send.isDisabled()).toBe(true)
  await page.getByLabel('Việc đã giúp').selectOption('other')
  await send.click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await refused
    .filter({ hasText: 'Máy chủ không có hoạt động này' })
    .getByRole('button', { name: 'Bỏ' })
    .click()
  // It asks first, says what the server took and what not, and can be turned round.
  const question = page.getByRole('dialog')
  await question.getByRole('button', { name: 'Thôi' }).last().click()
  await refused.getByRole('button', { name: 'Bỏ' }).click()
  await question.getByRole('button', { name: 'Bỏ ghi nhận' }).click()
  await page.getByText('1 ghi nhận bị từ chối và không được tính').waitFor()
  await page.getByRole('button', { name: 'Lấy lại' }).click()
  await refused.getByRole('button', { name: 'Bỏ' }).click()
  await question.getByRole('button', { name: 'Bỏ ghi nhận' }).click()
  await expect.poll(() => syncText(page), { timeout: 20_000 }).toBe('Đã gửi')
  await page.getByText('Hỗ trợ khác').first().waitFor()
  await page.getByText('Đã bỏ').waitFor()
})

test('a name too long for the server is kept, named, and mended on the phone', async () => {
  const page = await browser.phone(network.url)
  await signIn(page, volunteer)
  await openActivity(page)
  const { version } = await page.evaluate(
    async () => (await (await fetch('/api/field-pack')).json()).consentText,
  )
  await importRecords(
    page,
    (index, activityId) => ({
      ...anAssist(index, activityId),
      body: {
        activityId,
        service: 'other',
        outcome: 'to_continue',
        people: 1,
        callback: {
          name: 'Sùng '.repeat(72).trim(),
          phone: '0912345678',
          purpose: 'Báo kết quả',
          consentTextVersion: version,
          consentMethod: 'spoken',
          consentedAt: new Date().toISOString(),
        },
      },
    }),
    1,
  )
  await expect.poll(() => syncText(page), { timeout: 20_000 }).toBe('Cần sửa 1')
  await page.locator('.back').click()
  await page.getByText('Máy chủ không nhận được phần “Họ tên người cần gọi”').waitFor()
  await page.getByRole('button', { name: 'Sửa và gửi lại' }).click()
  const send = page.getByRole('button', { name: 'Gửi lại', exact: true })
  expect(await send.isDisabled()).toBe(true)
  expect(await page.getByLabel('Số điện thoại di động').inputValue()).toBe('0912345678')
  await page.getByLabel('Họ tên người cần gọi').fill('Sùng Thị Dợ')
  await send.click()
  await expect.poll(() => syncText(page), { timeout: 20_000 }).toBe('Đã gửi')
})

test('two taps on one name check one person in, and do not take it back', async () => {
  const page = await browser.phone(network.url)
  await signIn(page, volunteer)
  await openActivity(page)
  await tab(page, 'Điểm danh').click()
  const row = page.locator('button.row').first()
  const box = await row.locator('.do').boundingBox()
  if (!box) throw new Error('nobody on the list')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  // Timed by the page's own clock: it may be slow, as this machine may be.
  await page.evaluate(
    async ([x, y]) => {
      const tap = () => document.elementFromPoint(x, y)?.closest('button')?.click()
      tap()
      tap()
      await new Promise((later) => setTimeout(later, 250))
      tap()
    },
    [x, y] as const,
  )
  await page.locator('.row.in').waitFor()
  expect(await phoneRecords(page)).toHaveLength(1)
  await page.waitForTimeout(700)
  await page.locator('.row.in .undo').click()
  await page.getByText(/^Đã hoàn tác: /).waitFor()
})

test('an address of an activity that is not on the list says so', async () => {
  const page = await browser.phone(network.url)
  await signIn(page, volunteer)
  await page.goto(`/field?at=${crypto.randomUUID()}`)
  await page.getByText('Bạn không ghi nhận được ở hoạt động đó').waitFor()
})

test('a new version waits until it is wanted, takes over without losing anything, and works offline', async () => {
  const page = await browser.phone(network.url)
  await signIn(page, volunteer)
  await openActivity(page)
  await readyForOffline(page)
  await page.context().setOffline(true)
  await recordAssist(page, 0)
  await page.context().setOffline(false)

  network.version = 'a-later-version'
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  // Nothing is taken over while the last record can still be undone, nor by itself.
  const banner = page.getByRole('button', { name: 'Dùng bản mới' })
  await banner.waitFor({ timeout: 20_000 })
  expect(await page.getByRole('button', { name: 'Hoàn tác' }).count()).toBe(0)
  const loaded = page.waitForEvent('load')
  await banner.click()
  await loaded
  await page.context().setOffline(true)
  await page.reload()
  await page.locator('.services button').first().waitFor()
  const version = await page.locator('meta[name=version]').getAttribute('content')
  expect(await page.evaluate(() => caches.keys())).toContain('field-a-later-version')
  expect(version).toBe('a-later-version')
  expect(await phoneRecords(page)).toHaveLength(1)
  await page.context().setOffline(false)
  await expect.poll(() => syncText(page), { timeout: 20_000 }).toBe('Đã gửi')
})
