import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { startServer } from './support/server.ts'

const browser = useBrowser()
const password = 'mot cau ngan de nho'

/** The code of this moment by RFC 6238. */
function totp(secret: string) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret]
    .map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(step).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('an officer of the province sets up a second factor first, then a passkey, and signs in with it', async () => {
  const server = await startServer({ environment: { REQUIRE_TOTP: 'officers' } })
  const page = await browser.phone(server.url)
  await page.goto('/welcome')
  await page.fill('[name=unitName]', 'Tỉnh đoàn Mới')
  await page.fill('[name=foundedOn]', '26/03/1931')
  await page.fill('[name=name]', 'Lý Thị Bắt Đầu')
  await page.fill('[name=phone]', '0912 345 678')
  await page.fill('[name=password]', password)
  await page.click('button[type=submit]')

  await page.waitForURL('**/account/security/second-factor?next=%2Fhome')
  await page.goto('/members')
  await page.waitForURL('**/account/security/second-factor?next=%2Fmembers')
  await page.fill('[name=password]', password)
  await page.click('main button[type=submit]')
  const secret = (await page.inputValue('[name=secret]')) ?? ''
  await page.fill('[name=code]', totp(secret))
  await page.click('main button[type=submit]')
  await page.waitForURL('**/account/security')
  await expectNoAxeViolations(page)

  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.getByRole('button', { name: 'Thêm khoá đăng nhập trên máy này' }).click()
  await page.locator('main li').getByRole('button', { name: 'Gỡ', exact: true }).waitFor()

  const signOut = async () => {
    await page.goto('/account')
    await page.locator('main form[action="/sign-out"] button').click()
    await page.waitForURL('**/sign-in')
  }
  await signOut()
  const withPasskey = page.getByRole('button', { name: 'Đăng nhập bằng khoá đăng nhập (passkey)' })
  await withPasskey.click()
  await page.waitForURL('**/home')

  // A device that does not check who holds it is no second factor, whatever its script asks for.
  await signOut()
  browser.expectProblems(/status of 400/)
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await page.addInitScript(() => {
    const get = navigator.credentials.get.bind(navigator.credentials)
    navigator.credentials.get = (options) => {
      if (options?.publicKey) options.publicKey.userVerification = 'discouraged'
      return get(options)
    }
  })
  await page.goto('/sign-in')
  const answered = page.waitForResponse('**/passkey/verify-authentication')
  await withPasskey.click()
  expect((await answered).status()).toBe(400)
  await page.getByRole('alert').waitFor()
  await page.goto('/home')
  await page.waitForURL('**/sign-in?next=%2Fhome')
})
