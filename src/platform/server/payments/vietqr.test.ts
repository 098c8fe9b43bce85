import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { readQrByZbar, readQrOfPicture } from '#platform/testing/read-qr.ts'
import {
  bankName,
  banks,
  drawQrPng,
  drawQrSvg,
  isAccountNumber,
  memoOf,
  readVietQr,
  VietQrProblem,
  writeVietQr,
} from './vietqr.ts'

const published = {
  // pub.dev/documentation/vietqr_generator: an amount in a code that says it may hang on a wall.
  wall: '00020101021138540010A00000072701240006970407011003865776720208QRIBFTTA5303704540710000005802VN62160812henry an cut6304A322',
  // github.com/duyquoc1508/napas-qr
  order:
    '00020101021238530010A0000007270123000697041601092245284790208QRIBFTTA53037045405100005802VN62340107NPS68690819TRANSFER TO SOMEONE6304AC13',
}

test('published codes are read, and written to the letter', () => {
  expect(readVietQr(published.wall)).toEqual({
    bankBin: '970407',
    accountNumber: '0386577672',
    amount: 1_000_000,
    memo: 'henry an cut',
  })
  const order = {
    bankBin: '970416',
    accountNumber: '224528479',
    amount: 10_000,
    orderNumber: 'NPS6869',
    memo: 'TRANSFER TO SOMEONE',
  }
  expect(readVietQr(published.order)).toEqual(order)
  expect(writeVietQr(order)).toBe(published.order)
})

test('a code without an amount may hang on a wall, one with an amount is for one payment', () => {
  const account = { bankBin: '970405', accountNumber: '8200205123456' }
  expect(writeVietQr(account)).toMatch(/^000201010211.*5303704(?!54)/)
  expect(writeVietQr({ ...account, amount: 85_000, orderNumber: 'XK7K2M9P' })).toMatch(
    /^000201010212.*540585000.*62240108XK7K2M9P0808XK7K2M9P6304/,
  )
})

test('whatever is written is read again, and one changed sign is seen', () => {
  const letters = (signs: string) => fc.constantFrom(...signs)
  const payment = fc.record({
    bankBin: fc.constantFrom(...banks.map(({ bin }) => bin)),
    accountNumber: fc.string({ unit: letters('0123456789'), minLength: 4, maxLength: 19 }),
    amount: fc.integer({ min: 1, max: 9_999_999_999 }),
    orderNumber: fc.string({ unit: letters('ABCXYZ0123456789'), minLength: 1, maxLength: 25 }),
  })
  fc.assert(
    fc.property(payment, fc.nat(), (paid, place) => {
      const text = writeVietQr(paid)
      expect(readVietQr(text)).toEqual({ ...paid, memo: paid.orderNumber })
      const at = place % text.length
      const changed = text.slice(0, at) + (text[at] === '7' ? '8' : '7') + text.slice(at + 1)
      expect(readVietQr(changed)).toBeUndefined()
    }),
  )
})

test('zbarimg and zxing read the same from the picture, as PNG and as SVG', async () => {
  const text = writeVietQr({
    bankBin: '970436',
    accountNumber: '0123456789',
    amount: 285_000,
    orderNumber: 'XK7K2M9P',
  })
  const svg = await drawQrSvg(text)
  expect(svg).not.toMatch(/style=|<script/)
  const drawn = createCanvas(600, 600)
  drawn.getContext('2d').drawImage(await loadImage(Buffer.from(svg)), 0, 0, 600, 600)
  const folder = await mkdtemp(join(tmpdir(), 'vietqr-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [index, picture] of [await drawQrPng(text), await drawn.encode('png')].entries()) {
    const file = join(folder, `${index}.png`)
    await writeFile(file, picture)
    expect(await readQrOfPicture(file)).toEqual([text])
    expect(await readQrByZbar(file)).toEqual([text])
  }
})

test('what no bank would take is refused', () => {
  const good = { bankBin: '970436', accountNumber: '0123456789', amount: 1000 }
  const bad = [
    { bankBin: '97043' },
    { accountNumber: '12' },
    { accountNumber: '0123 456' },
    { amount: 0 },
    { amount: -5 },
    { amount: 1.5 },
    { amount: 10_000_000_000 },
    { orderNumber: 'a b' },
  ]
  for (const wrong of bad) expect(() => writeVietQr({ ...good, ...wrong })).toThrow(VietQrProblem)
  expect(isAccountNumber('0123456789')).toBe(true)
})

test('a memo is what every bank passes on', () => {
  expect(memoOf('Đơn hàng: XK-7K2M9P – chè Shan tuyết Hoàng Su Phì')).toBe(
    'Don hang XK 7K2M9P che Sh',
  )
})

test('banks have the numbers that NAPAS gave them', () => {
  const known = { 970436: 'Vietcombank', 970415: 'VietinBank', 970418: 'BIDV', 970405: 'Agribank' }
  for (const [bin, name] of Object.entries(known)) expect(bankName(bin)).toBe(name)
  expect(banks.length).toBeGreaterThan(30)
})
