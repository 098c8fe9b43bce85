import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Holder, makeAuthority } from '../src/modules/signing/testing/keys.ts'
import { makeP12 } from '../src/modules/signing/testing/make-p12.ts'
import { smartCaAccount, startSmartCa } from '../src/modules/signing/testing/smartca-server.ts'
import { paragraph } from '../src/platform/server/pdf/blocks.ts'
import { makePdf } from '../src/platform/server/pdf/make-pdf.ts'
import { poppler } from '../src/platform/testing/poppler.ts'
import { expectFitsThumb, expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { networkTrouble, signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

const browser = useBrowser()
const smartCaUser = '002099001234'
const authority = await makeAuthority()
/** Whose key the service keeps is known once somebody has signed in. */
const holders: Record<string, Holder> = {}
const smartCa = await startSmartCa(holders, await authority.issue({ name: 'Lý Văn Lạ' }))
const server = useServer({
  environment: {
    SMARTCA_URL: smartCa.url,
    SMARTCA_SP_ID: smartCaAccount.spId,
    SMARTCA_SP_PASSWORD: smartCaAccount.spPassword,
  },
})
const secretary = '0300000010'
const chair = '0300000007'
const password = 'mật khẩu của tệp'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-e2e-signing-'))
})
afterAll(async () => {
  await smartCa.stop()
  await rm(folder, { recursive: true, force: true })
})

const keep = async (name: string, bytes: Uint8Array) => {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

async function choose(page: Page, p12: string, typed: string) {
  await page.locator('[type=file]').setInputFiles(p12)
  await page.locator('[type=password]').fill(typed)
  await page.getByRole('button', { name: 'Ký bằng tệp này' }).click()
}

test('secretary and chair sign a paper with their files on their own devices; pdfsig and the public page call it authentic, and a changed byte not', async () => {
  browser.expectProblems(networkTrouble)
  const paper = await keep(
    'bien-ban.pdf',
    await makePdf({
      title: 'Biên bản',
      at: new Date(),
      content: [paragraph('Chi đoàn họp thường kỳ, có mặt 12 đồng chí.')],
    }),
  )
  // The branch secretary hands the paper in; they chair the meeting.
  const desk = await browser.desktop(server.url)
  await signIn(desk, chair, '/signing')
  await desk.getByRole('link', { name: 'Trình ký văn bản' }).click()
  await desk.locator('[name=file]').setInputFiles(paper)
  await desk.locator('[name=title]').fill('Biên bản đại hội Chi đoàn thử')
  await desk.locator('[name=signer0]').fill('0300000010')
  await desk.locator('[name=role0]').fill('Thư ký')
  await desk.locator('[name=signer1]').fill('0300 000 007')
  await desk.locator('[name=role1]').fill('Chủ tọa')
  await desk.getByRole('button', { name: 'Trình ký', exact: true }).click()
  await desk.waitForURL(/\/signing\/[0-9a-f-]{36}$/)
  const names = await desk.locator('main ol strong').allTextContents()
  expect(names).toHaveLength(2)
  await expect.poll(() => desk.locator('main').textContent()).toContain(`Đang chờ ${names[0]} ký`)
  const code = ((await desk.locator('a[href^="/verify/"]').getAttribute('href')) ?? '').slice(8)

  const { issue } = authority
  const keys: Holder[] = []
  for (const name of names) keys.push(await issue({ name }))
  const files = [
    await keep('thu-ky.p12', makeP12(keys[0] as Holder, password, '3des')),
    await keep('chu-toa.p12', makeP12(keys[1] as Holder, password, 'aes256')),
  ] as const

  // The secretary signs on a phone; a wrong password, another's file and another kind are told apart.
  const phone = await browser.phone(server.url)
  await signIn(phone, secretary, '/signing')
  await phone.getByRole('link', { name: 'Biên bản đại hội Chi đoàn thử' }).click()
  await phone.getByRole('button', { name: 'Ký bằng tệp này' }).waitFor()
  await phone.waitForLoadState('networkidle')
  await choose(phone, files[0], 'sai')
  await phone.getByText('Mật khẩu của tệp chưa đúng').waitFor()
  await choose(phone, paper, password)
  await phone.getByText('Đây không phải tệp chứng thư').waitFor()
  await choose(phone, files[1], password)
  await phone.getByText(`Chứng thư ghi tên ${names[1]}`).waitFor()
  await choose(phone, files[0], password)
  await phone.getByText('Đã ký. Cảm ơn đồng chí.').waitFor()

  await desk.reload()
  await desk.waitForLoadState('networkidle')
  await choose(desk, files[1], password)
  await desk.getByText('Đã ký. Cảm ơn đồng chí.').waitFor()

  const answer = await desk.request.get(`${desk.url()}/paper.pdf`)
  expect(answer.headers()['content-type']).toBe('application/pdf')
  const bytes = await answer.body()
  const signed = await keep('da-ky.pdf', bytes)
  const said = await poppler('pdfsig', '-nocert', signed)
  expect(said.match(/Signature is Valid/g)).toHaveLength(2)
  expect(said).toContain('Total document signed')

  // A stranger with the paper in hand, on a phone that runs no scripts.
  const stranger = await browser.phone(server.url, { javaScriptEnabled: false })
  await stranger.goto(`/verify?code=${code.toLowerCase()}`)
  await stranger.getByText('Văn bản đã được ký đủ').waitFor()
  for (const name of names) expect(await stranger.locator('main').textContent()).toContain(name)
  expect(await stranger.locator('main').textContent()).not.toContain('Biên bản đại hội')
  const compare = async (path: string) => {
    await stranger.locator('[type=file]').setInputFiles(path)
    await stranger
      .getByRole('button', { name: /So tệp|Kiểm tra/ })
      .last()
      .click()
  }
  await compare(signed)
  await stranger.getByText('Đúng là bản đã ký').waitFor()
  const changed = Buffer.from(await readFile(signed))
  const at = changed.indexOf('stream') + 20
  changed[at] = (changed[at] ?? 0) ^ 1
  const path = await keep('bi-sua.pdf', changed)
  await compare(path)
  await stranger.getByText('Tệp này KHÔNG đúng bản đã ký').waitFor()
  expect(await poppler('pdfsig', '-nocert', path)).not.toContain('Signature is Valid')
  await stranger.goto('/verify')
  await compare(path)
  await stranger.getByText('Tệp này KHÔNG đúng bản đã ký').waitFor()
  await stranger.goto('/verify/K7Q29XWD41MN8RTZ')
  await stranger.getByText('Không có văn bản nào mang mã này').waitFor()
})

test('signed from afar: the page waits for the phone, says that it was refused or took too long, and is signed once approved', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(server.url)
  await signIn(page, chair, '/signing/new')
  await page.waitForLoadState('networkidle')
  const bytes = await makePdf({
    title: 'Giấy mời',
    at: new Date(),
    content: [paragraph('Mời họp.')],
  })
  await page.locator('[name=file]').setInputFiles(await keep('giay-moi.pdf', bytes))
  await page.locator('[name=title]').fill('Giấy mời ký từ xa')
  await page.locator('[name=signer0]').fill(chair)
  await page.locator('[name=role0]').fill('Bí thư')
  await page.getByRole('button', { name: 'Trình ký', exact: true }).click()
  await page.waitForURL(/\/signing\/[0-9a-f-]{36}$/)
  const paper = page.url()
  const name = (await page.locator('main ol strong').first().textContent()) ?? ''
  holders[smartCaUser] = await authority.issue({ name })

  // The certificate is found at the service and kept; its key stays there.
  await page.getByRole('link', { name: 'Thêm chứng thư' }).click()
  await page.waitForURL('**/signing/certificates')
  await page.waitForLoadState('networkidle')
  await page.locator('[name=user]').fill(smartCaUser)
  await page.getByRole('button', { name: 'Tìm chứng thư' }).click()
  await page.getByText(name).first().waitFor()
  await page.locator('form[action="?/add"] [type=submit]').click()
  await page.waitForURL('**/signing/certificates?added')

  await page.goto(paper)
  await page.waitForLoadState('networkidle')
  const ask = async (behave: typeof smartCa.behave) => {
    smartCa.behave = 'wait'
    await page.getByRole('button', { name: 'Gửi yêu cầu ký' }).click()
    await page.getByText('Hãy mở ứng dụng SmartCA và xác nhận').waitFor()
    await page.getByText(/Yêu cầu này có hiệu lực đến/).waitFor()
    smartCa.behave = behave
  }
  await ask('reject')
  await page.getByText('người ký đã từ chối trên ứng dụng').waitFor({ timeout: 20_000 })
  await ask('expire')
  await page.getByText('quá thời gian xác nhận').waitFor({ timeout: 20_000 })
  await ask('wait')
  await expectNoAxeViolations(page)
  await expectFitsThumb(page)
  await page.getByRole('button', { name: 'Hủy yêu cầu này' }).click()
  await page.getByRole('button', { name: 'Gửi yêu cầu ký' }).waitFor()
  await ask('approve')
  await page.getByText('Đã ký. Cảm ơn đồng chí.').waitFor({ timeout: 20_000 })
  const signed = await keep(
    'ky-tu-xa.pdf',
    await (await page.request.get(`${paper}/paper.pdf`)).body(),
  )
  expect(await poppler('pdfsig', '-nocert', signed)).toContain('Signature is Valid')
})

test('a program that calls itself a PDF is refused, and what was typed stays', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(server.url)
  await signIn(page, chair, '/signing/new')
  await page.waitForLoadState('networkidle')
  const program = await keep('van-ban.pdf', Buffer.from('MZ\u0090\u0000 a program'))
  await page.locator('[name=file]').setInputFiles(program)
  await page.locator('[name=title]').fill('Văn bản lạ')
  await page.locator('[name=signer0]').fill('0300000010')
  await page.locator('[name=role0]').fill('Thư ký')
  await page.getByRole('button', { name: 'Trình ký', exact: true }).click()
  await page.getByText('Đây là một chương trình').waitFor()
  expect(await page.locator('[name=title]').inputValue()).toBe('Văn bản lạ')
})
