import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { addDays, dayOf, writtenDay } from '../src/platform/days.ts'
import { expectFitsThumb, expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { officer as communeOfficer, signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

const server = useServer()
const browser = useBrowser()
const house = 'Homestay Mèo Vạc Xanh'
const caption = 'Sân nhà rào đá, phía sau là núi'

async function aPhoto(): Promise<Buffer> {
  const canvas = createCanvas(2000, 1500)
  canvas.getContext('2d').fillRect(0, 0, 1000, 1500)
  return canvas.encode('jpeg', 80)
}

test('a host shows a house with a photo and its venture; a guest without script asks for a room and reads the answer', async () => {
  const officer = await browser.desktop(server.url)
  await signIn(officer, communeOfficer, '/tourism')
  await officer.getByRole('link', { name: house }).click()
  await officer.setInputFiles('[name=photo]', {
    name: 'nha.jpg',
    mimeType: 'image/jpeg',
    buffer: await aPhoto(),
  })
  await officer.getByLabel('Trong ảnh có gì').fill(caption)
  await officer.getByRole('button', { name: 'Thêm ảnh' }).click()
  await officer.getByRole('button', { name: `Bỏ ảnh này ${caption}` }).waitFor()
  await expectNoAxeViolations(officer)

  const guest = await browser.phone(server.url, { javaScriptEnabled: false })
  await guest.goto('/places?kind=homestay')
  const row = guest.locator('li', { hasText: house })
  expect(await row.locator('img').getAttribute('src')).toMatch(
    /\/photos\/[0-9a-f-]{36}\?size=small$/,
  )
  await row.getByRole('link', { name: house }).click()
  const picture = guest.getByRole('img', { name: caption })
  await picture.waitFor()
  const said = await Promise.all(
    ['width', 'height', 'loading'].map((name) => picture.getAttribute(name)),
  )
  expect(said).toEqual(['1600', '1200', 'eager'])
  expect(await guest.locator('script:not([type="application/ld+json"])').count()).toBe(0)
  const address = String(await guest.locator('meta[property="og:image"]').getAttribute('content'))
  const data = JSON.parse(
    String(await guest.locator('script[type="application/ld+json"]').textContent()),
  )
  expect(data.image[0]).toMatchObject({ contentUrl: address, caption })
  const photo = await fetch(address)
  expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  await expectFitsThumb(guest)

  const today = dayOf(new Date())
  await guest.selectOption('[name=roomId]', { index: 1 })
  await guest.fill('[name=arrivesOn]', writtenDay(addDays(today, 40)))
  await guest.fill('[name=leavesOn]', writtenDay(addDays(today, 42)))
  await guest.fill('[name=name]', 'Lò Văn Khách')
  await guest.fill('[name=phone]', '0912 345 678')
  await guest.locator('[name=consent]').check({ force: true })
  await guest.getByRole('button', { name: 'Gửi', exact: true }).click()
  await guest.waitForURL(/\/bookings\/[\w-]{22}$/)
  await guest.getByText('Đang chờ chủ nhà trả lời').waitFor()

  await officer.goto('/tourism')
  await officer.getByText('Lò Văn Khách').waitFor()
  await officer.getByRole('button', { name: 'Nhận khách' }).first().click()
  await officer.getByText('Chủ nhà đã nhận').first().waitFor()
  await guest.reload()
  await guest.getByText('Chủ nhà đã nhận').waitFor()
  await guest.getByRole('img', { name: /^VietQR/ }).waitFor()
  await expectFitsThumb(guest)

  await officer.getByRole('link', { name: house }).last().click()
  await officer.getByRole('button', { name: `Bỏ ảnh này ${caption}` }).click()
  await officer.getByRole('button', { name: /^Bỏ ảnh này/ }).waitFor({ state: 'detached' })
  expect((await fetch(address)).status).toBe(404)
})

test('whoever has a venture enters its place; the venture’s pages lead there and back', async () => {
  const host = await browser.phone(server.url)
  await signIn(host, '0300000010', '/tourism/new')
  const venture = String(await host.locator('[name=ventureId] option:checked').textContent()).trim()
  await host.fill('[name=name]', 'Nhà bên nương chè')
  await host.fill('[name=summary]', 'Ngủ bên nương chè, sáng hái chè cùng nhà.')
  await host.getByRole('button', { name: 'Lưu' }).click()
  await host.getByRole('heading', { name: 'Nhà bên nương chè' }).waitFor()
  await host.getByRole('button', { name: 'Cho mọi người xem' }).click()
  await host.getByRole('link', { name: venture }).click()
  await host.getByRole('link', { name: /^Nhà bên nương chè/ }).waitFor()
  await host.getByRole('link', { name: 'Mở trang công khai' }).click()
  await host.getByRole('link', { name: /^Nhà bên nương chè/ }).click()
  await host.getByRole('link', { name: `Của ${venture}` }).click()
  await host.getByRole('heading', { name: venture }).waitFor()
})
