import { beforeAll, expect, test } from 'vitest'
import { useBrowser } from './support/browser.ts'
import { film, phoneWithCamera } from './support/camera.ts'
import {
  networkTrouble,
  officer,
  openActivity,
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

test('on a shared phone what waits stays with its owner: asked at sign-out, unseen by the next, sent when they return', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(network.url)
  await signIn(page, volunteer)
  await openActivity(page)
  await readyForOffline(page)
  const before = await serverSide(page)
  // The server is busy, so the record still waits when the phone is handed on.
  network.mode = 'busy'
  await recordAssist(page, 1)

  await page.goto('/home')
  // Pressed before its script has come, the button only signs out: below.
  await page.waitForLoadState('networkidle')
  await page.locator('header details summary').click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.waitForURL('**/field?tab=phone')
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.getByRole('dialog').getByText('Còn 1 ghi nhận chưa gửi').waitFor()
  await page.getByRole('button', { name: 'Giữ lại và đăng xuất' }).click()
  await page.waitForURL('**/sign-in?next=/field')
  network.mode = 'through'

  await signIn(page, officer)
  await openActivity(page)
  expect(await syncText(page)).toBe('Đã gửi')
  await tab(page, 'Của tôi').click()
  await page.getByText('Hôm nay chưa ghi gì').waitFor()
  await page.getByRole('link', { name: 'Máy này' }).click()
  await page.getByText('còn giữ 1 ghi nhận chưa gửi của người khác').waitFor()
  expect((await serverSide(page)).stored).toBe(0)
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click()
  await page.waitForURL('**/sign-in?next=/field')

  await signIn(page, volunteer)
  await page.locator('main li a').first().waitFor()
  await expect
    .poll(async () => (await serverSide(page)).stored, { timeout: 20_000 })
    .toBe(before.stored + 1)
})

test('signed out before the page’s script had come, the phone still forgets who was here and keeps what waits', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(network.url)
  await signIn(page, volunteer)
  await openActivity(page)
  await readyForOffline(page)
  const before = await serverSide(page)
  network.mode = 'busy'
  await recordAssist(page, 1)
  await page.goto('/home')
  // As the browser sends it by itself: no script of the page hears of it.
  await page
    .locator('form[action="/sign-out"]')
    .first()
    .evaluate((form) => (form as HTMLFormElement).submit())
  await page.getByText('Còn 1 ghi nhận chưa gửi').waitFor()
  await page.waitForURL((url) => url.pathname === '/sign-in' && url.search === '')
  network.mode = 'through'
  await page.context().setOffline(true)
  await page.goto('/field')
  await page.getByText('Cần có mạng').first().waitFor()
  expect(await page.locator('main li a').count()).toBe(0)
  await page.context().setOffline(false)

  await signIn(page, volunteer)
  await page.locator('main li a').first().waitFor()
  await expect
    .poll(async () => (await serverSide(page)).stored, { timeout: 20_000 })
    .toBe(before.stored + 1)
})

test('whoever signs out without a network is signed out at the server before anything else goes there', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(server.url)
  await signIn(page, volunteer)
  await openActivity(page)
  await readyForOffline(page)
  const session = await page.context().cookies()
  await page.context().setOffline(true)
  await page.goto('/field?tab=phone')
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click()
  await page.getByText('Đã khoá trên máy này; sẽ đăng xuất khỏi máy chủ khi có mạng').waitFor()
  await page.goto('/home')
  await page.getByText('Đã khoá trên máy này').waitFor()

  // Closed before there is a network again, and opened at a page with the person's data.
  await page.goto('about:blank')
  await page.context().setOffline(false)
  await page.goto('/home')
  await page.waitForURL('**/sign-in?next=**')
  // The session itself is over, not only this phone's memory of it.
  const elsewhere = await browser.phone(server.url)
  await elsewhere.context().addCookies(session)
  await elsewhere.goto('/home')
  await elsewhere.waitForURL('**/sign-in?next=**')
})

test('somebody else’s session never takes one’s records: the server refuses them, and they wait', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(server.url)
  await signIn(page, volunteer)
  await openActivity(page)
  // Another tab of the same phone signs in as somebody else, while this one goes on.
  const other = await page.context().newPage()
  // The phone's service worker asks for it.
  await page.context().route('**/api/field-pack', (route) => route.abort())
  await other.goto('/home')
  await other.evaluate(() => fetch('/sign-out', { method: 'POST', body: new FormData() }))
  await signIn(other, officer, '/home')
  await recordAssist(page, 0)
  await page.getByText('Người khác đang đăng nhập trên máy này').waitFor({ timeout: 15_000 })
  expect(await syncText(page)).toContain('1')
  expect((await serverSide(other)).stored).toBe(0)
})

test('a PIN keeps others out, a wrong one does not open, and it holds after a reload without a network', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(server.url)
  await signIn(page, volunteer)
  await page.getByRole('link', { name: 'Máy này' }).click()
  await page.getByLabel('Mã PIN mới').fill('2468')
  await page.getByRole('button', { name: 'Đặt mã PIN' }).click()
  await page.getByText('Đã đặt mã PIN').waitFor()
  await readyForOffline(page)
  await page.context().setOffline(true)
  await page.goto('/field')
  const type = async (pin: string) => {
    for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
    await page.getByRole('button', { name: 'Mở khoá' }).click()
  }
  await type('1357')
  await page.getByText('Mã PIN chưa đúng').waitFor()
  expect(await page.locator('main li a').count()).toBe(0)
  await type('2468')
  await page.locator('main li a').first().waitFor()
})

test('a card held before the camera checks its owner in without a network, once', async () => {
  // An officer issues a card to somebody of today's team, and the member's picture of it is filmed.
  const office = await browser.phone(server.url)
  await signIn(office, officer, '/home')
  const { activityId, personId, name } = await office.evaluate(async () => {
    const pack = await (await fetch('/api/field-pack')).json()
    const [activity] = pack.activities
    const [member] = activity.team
    return { activityId: activity.id, personId: member.personId, name: member.name }
  })
  await office.evaluate(async (id) => {
    const form = new FormData()
    form.append('personIds', id)
    await fetch('/members/cards?/issue', { method: 'POST', body: form })
  }, personId)
  await office.goto(`/members/cards?people=${personId}`)
  const source = await office.locator('img[src^="data:image/svg"]').first().getAttribute('src')
  const { context, close } = await phoneWithCamera(server.url, await film(office, source ?? ''))
  try {
    const page = await context.newPage()
    await signIn(page, volunteer)
    await page.goto(`/field?at=${activityId}&tab=checkin`)
    await readyForOffline(page)
    // The reader is large, and fetched in time only where the phone has none of its own.
    const kept = () => page.evaluate(async () => (await (await caches.open('later')).keys()).length)
    await expect.poll(kept, { timeout: 20_000 }).toBeGreaterThan(0)
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Quét thẻ' }).click()
    await page.locator('[data-answer=in]').waitFor({ timeout: 20_000 })
    expect(await page.locator('[data-answer=in]').textContent()).toContain(name)
    await page.getByRole('button', { name: 'Đóng máy ảnh' }).click()
    await page.getByRole('button', { name: 'Quét thẻ' }).click()
    await page.locator('[data-answer=already]').waitFor({ timeout: 20_000 })
    await context.setOffline(false)
    await expect.poll(() => syncText(page), { timeout: 20_000 }).toBe('Đã gửi')
    expect(await serverSide(page)).toMatchObject({ refused: 0 })
  } finally {
    await close()
  }
})
