import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readVietQr } from '#platform/server/payments/vietqr.ts'
import { readQrOfPdf, readQrOfPicture } from '#platform/testing/read-qr.ts'
import { useBrowser } from './support/browser.ts'
import { signIn } from './support/field.ts'
import { type ProductServer, startServer } from './support/server.ts'

/*
 * From a household's stall to a paid order: a seller with a phone, a buyer without an account and without script,
 * the bank's statement, and the bank's message over a socket.
 */
const key = 'khoa-sepay-chi-dung-de-thu'
const browser = useBrowser()
let server: ProductServer
let folder: string
beforeAll(async () => {
  server = await startServer({ demonstration: true, environment: { SEPAY_API_KEY: key } })
  folder = await mkdtemp(join(tmpdir(), 'market-'))
}, 300_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const seller = '0300000010'

async function keep(page: Page, name: string) {
  if (!process.env.SCREENS) return
  await mkdir('test-results/screens', { recursive: true })
  await page.screenshot({ path: `test-results/screens/market-${name}.png`, fullPage: true })
}

async function aPhoto(): Promise<Buffer> {
  const canvas = createCanvas(1600, 1200)
  const drawing = canvas.getContext('2d')
  drawing.fillStyle = '#2f7d4f'
  drawing.fillRect(0, 0, 1600, 1200)
  return canvas.encode('jpeg', 80)
}

/** Somebody without an account and without script orders one; the order's page comes back. */
async function order(
  buyer: Page,
  productUrl: string,
): Promise<{ number: string; total: number; url: string }> {
  await buyer.goto(productUrl)
  await buyer.getByRole('button', { name: 'Đặt mua' }).click()
  await buyer.locator('[name=name]').fill('Lò Văn Pao')
  await buyer.locator('[name=phone]').fill(`0912 ${Math.floor(Math.random() * 900_000 + 100_000)}`)
  await buyer.locator('[name=paymentWay][value=transfer]').check({ force: true })
  await keep(buyer, 'buy')
  await buyer.locator('[name=consent]').check({ force: true })
  await buyer.getByRole('button', { name: /^Đặt hàng/ }).click()
  await buyer.waitForURL(/market\/orders\/[\w-]{32}$/)
  const png = join(folder, 'code.png')
  const answer = await fetch(`${buyer.url()}/vietqr.png`)
  await writeFile(png, Buffer.from(await answer.arrayBuffer()))
  const [code = ''] = await readQrOfPicture(png)
  const paid = readVietQr(code)
  return { number: paid?.orderNumber ?? '', total: paid?.amount ?? 0, url: buyer.url() }
}

test('a buyer without an account orders with VietQR; the seller confirms from the bank’s statement; the bank’s message pays another', async () => {
  const page = await browser.phone(server.url)
  await signIn(page, seller, '/stalls')
  await page.locator('main a[href^="/stalls/"]').first().click()
  await page.waitForURL(/\/stalls\/[0-9a-f-]{36}$/)
  const stall = page.url()
  await page.goto(`${stall}/settings`)
  await page.locator('[name=accountNumber]').fill('8200 2051 23456')
  await page.locator('[name=bankBin]').selectOption('970405')
  await keep(page, 'settings')
  await page.getByRole('button', { name: 'Lưu' }).click()
  await page.getByText('Đã lưu.').waitFor()
  await page.goto(`${stall}/products/new`)
  await page.locator('[name=name]').fill('Chè Shan tuyết thử')
  await page.locator('[name=kind]').selectOption('tea')
  await page.locator('[name=price]').fill('285.000')
  await page.locator('[name=unitOfSale]').fill('hộp 500 g')
  await page.locator('[name=stock]').fill('3')
  await page
    .locator('[name=photos]')
    .setInputFiles({ name: 'che.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() })
  await keep(page, 'product-form')
  await page.getByRole('button', { name: 'Lưu' }).click()
  await page.getByRole('link', { name: 'Chè Shan tuyết thử' }).waitFor()
  await keep(page, 'products')

  const buyer = await browser.phone(server.url, { javaScriptEnabled: false })
  await buyer.goto('/market?q=shan+tuyet+thu')
  await keep(buyer, 'list')
  await buyer.getByRole('link', { name: 'Chè Shan tuyết thử' }).click()
  await buyer.getByText('285.000 đ/hộp 500 g').first().waitFor()
  await keep(buyer, 'product')
  const productUrl = buyer.url()
  const html = await buyer.content()
  expect(html).toContain('"@type":"Product"')
  expect(html).toMatch(/<meta property="og:image" content="[^"]+\/photos\//)
  expect(
    await buyer
      .locator('main img')
      .first()
      .evaluate((img: HTMLImageElement) => img.complete),
  ).toBe(true)
  const poster = join(folder, 'poster.pdf')
  await writeFile(
    poster,
    Buffer.from(await (await fetch(`${productUrl}/poster.pdf`)).arrayBuffer()),
  )
  expect(await readQrOfPdf(poster)).toEqual([productUrl])

  const first = await order(buyer, productUrl)
  expect(first).toMatchObject({ total: 285_000, number: expect.stringMatching(/^XK/) })
  await buyer.getByText('Chờ thanh toán').first().waitFor()
  await keep(buyer, 'order')

  // A line of another's money, the order's, and a second that is short.
  const second = await order(buyer, productUrl)
  const statement = [
    'Ngày giao dịch,Số bút toán,Ghi nợ,Ghi có,Nội dung',
    '27/11/2026,FT1,,"1,000,000",luong thang 11',
    `27/11/2026,FT2,,"285,000",MBVCB.1 ${first.number.slice(0, 5)} ${first.number.slice(5)} mua che`,
    `27/11/2026,FT3,,"28,500",${second.number}`,
  ].join('\n')
  await page.goto(`${stall}/payments`)
  await page
    .locator('[name=file]')
    .setInputFiles({ name: 'saoke.csv', mimeType: 'text/csv', buffer: Buffer.from(statement) })
  await page.getByRole('button', { name: 'Đối chiếu' }).click()
  await page.getByText('1 đơn được xác nhận thanh toán, 1 khoản cần xem').waitFor()
  await page.getByText('Đúng mã đơn nhưng số tiền khác').waitFor()
  await keep(page, 'payments')
  await buyer.goto(first.url)
  await buyer.getByText('Đã thanh toán').first().waitFor()

  // The bank's message, over a socket: forged, then true, then once more.
  const send = (amount: number, authorization: string) =>
    fetch(`${server.url}/api/market/sepay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({
        ...{
          id: 92704,
          gateway: 'Agribank',
          transactionDate: '2026-11-27 14:02:37',
          accountNumber: '8200205123456',
        },
        ...{
          code: null,
          content: second.number,
          transferType: 'in',
          transferAmount: amount,
          accumulated: 1,
          subAccount: null,
        },
        ...{ referenceCode: 'FT9', description: '' },
      }),
    })
  expect((await send(285_000, 'Apikey khoa-sai-nhung-du-dai')).status).toBe(403)
  await buyer.goto(second.url)
  await buyer.getByText('Chờ thanh toán').first().waitFor()
  for (let turn = 0; turn < 2; turn += 1) {
    const answer = await send(285_000, `Apikey ${key}`)
    expect([answer.status, await answer.json()]).toEqual([200, { success: true }])
  }
  await buyer.reload()
  await buyer.getByText('Đã thanh toán').first().waitFor()

  // The seller hands over; the books hold each payment once.
  await page.goto(stall)
  await keep(page, 'orders')
  await page.getByRole('link', { name: first.number }).click()
  await keep(page, 'seller-order')
  await page.getByRole('button', { name: 'Đã giao hàng' }).click()
  await page.getByText('Đã giao').first().waitFor()
  await page.goto(`${stall}/books`)
  expect(await page.getByRole('link', { name: second.number }).count()).toBe(1)
  await keep(page, 'books')

  // Guessing links is slowed down; a right one costs nothing.
  const statuses: number[] = []
  for (let turn = 0; turn < 25; turn += 1)
    statuses.push((await fetch(`${server.url}/market/orders/${'A'.repeat(31)}${turn % 10}`)).status)
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404))
  expect(statuses.at(-1)).toBe(429)
})
