import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { builtInCourses } from '../src/modules/learning/courses/index.ts'
import { expectFitsThumb, expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { networkTrouble, phoneRecords, readyForOffline, signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

/*
 * A course in the hands of a visitor without an account, and of a member in a valley without signal: lessons,
 * an exam that is marked after the sync, a task that somebody checks, a certificate that a stranger verifies.
 */
const server = useServer()
const browser = useBrowser()
const member = '0300000010'
const branchSecretary = '0300000007'
const slug = 'dinh-danh-dien-tu-muc-do-2'
const course = builtInCourses.find((one) => one.course.slug === slug)?.course
const title = course?.title ?? ''

async function keep(page: Page, name: string) {
  if (!process.env.SCREENS) return
  await mkdir('test-results/screens', { recursive: true })
  await page.screenshot({ path: `test-results/screens/learn-${name}.png`, fullPage: true })
}

test('a visitor without an account reads without script, keeps a course on the phone and opens it without a network', async () => {
  browser.expectProblems(networkTrouble)
  const plain = await browser.phone(server.url, { javaScriptEnabled: false })
  await plain.goto('/learn')
  await keep(plain, 'list')
  await plain.getByRole('link', { name: title }).click()
  await keep(plain, 'course')
  await plain.getByRole('link', { name: 'Bắt đầu học' }).click()
  await plain.getByRole('heading', { level: 1, name: 'Định danh điện tử là gì' }).waitFor()
  expect(await plain.locator('script').count()).toBe(0)
  await expect
    .poll(() =>
      plain
        .locator('main img')
        .first()
        .evaluate((img: HTMLImageElement) => img.naturalWidth),
    )
    .toBe(320)
  await keep(plain, 'lesson')

  const visitor = await browser.phone(server.url)
  await visitor.goto(`/learn/${slug}/keep`)
  await visitor.getByRole('button', { name: 'Tải về máy' }).and(visitor.locator(':enabled')).click()
  await visitor.getByText('Khoá học đã ở trên máy').waitFor({ timeout: 30_000 })
  await keep(visitor, 'kept')
  await readyForOffline(visitor)
  await visitor.context().setOffline(true)
  await visitor.goto(`/learn/${slug}/kich-hoat`)
  await visitor.getByText('Nhập mã OTP vừa gửi về máy').waitFor()
  await expect
    .poll(() =>
      visitor
        .locator('main img')
        .first()
        .evaluate((img: HTMLImageElement) => img.naturalWidth),
    )
    .toBe(320)
  await visitor.goto(`/learn/${slug}/practice`)
  await visitor.getByText('Bấm vào đường liên kết trong tin nhắn').click()
  await visitor.getByText('Chưa đúng.').and(visitor.locator(':visible')).first().waitFor()
  await visitor.getByText('Đến cơ quan công an để đối chiếu').click()
  await visitor.getByText('Mức độ 2 phải đối chiếu trực tiếp').waitFor()
  await keep(visitor, 'practice')
  await visitor.context().setOffline(false)
})

/** Answers the exam on the screen as somebody who has learned the course. */
async function answerAll(page: Page) {
  for (const fieldset of await page.locator('fieldset').all()) {
    const asked = (await fieldset.locator('legend').textContent()) ?? ''
    const question = course?.bank.find(({ text }) => asked.includes(text))
    if (!question) throw new Error(`not in the bank: ${asked}`)
    if (question.kind === 'order')
      for (const [place, option] of question.options.entries())
        await fieldset
          .locator('label', { hasText: option })
          .locator('select')
          .selectOption({ value: String(place) })
    else
      for (const place of question.right)
        await fieldset.getByLabel(question.options[place] ?? '', { exact: true }).check()
  }
}

test('a member learns and sits the exam without a network; after the sync it is marked, the task checked, the certificate verified by a stranger', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(server.url)
  await signIn(page, member, '/field')
  await readyForOffline(page)
  await page.getByRole('link', { name: 'Học tập' }).click()
  await page
    .getByRole('heading', { name: title })
    .locator('xpath=ancestor::*[.//button][1]')
    .getByRole('button')
    .click()
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('link', { name: 'Làm bài kiểm tra' }).waitFor()
  await keep(page, 'field-course')
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Định danh điện tử là gì' }).click()
  await expect
    .poll(() =>
      page
        .locator('main img')
        .first()
        .evaluate((img: HTMLImageElement) => img.naturalWidth),
    )
    .toBe(320)
  await keep(page, 'field-lesson')
  await page.getByRole('link', { name: 'Đã học xong, sang bài tiếp theo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mức độ 1 và mức độ 2' }).waitFor()
  await page.goBack()
  await page.goBack()
  await page.getByRole('link', { name: 'Làm bài kiểm tra' }).click()
  await answerAll(page)
  await keep(page, 'field-exam')
  await page.getByRole('button', { name: 'Nộp bài' }).click()
  await page.getByText('Bài được chấm khi có mạng').first().waitFor()
  await page.reload()
  await page.getByText('Bài được chấm khi có mạng').first().waitFor()
  // Nothing on the phone says what would have been right.
  const pack = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
    const texts: string[] = []
    for (const name of names) {
      const opened = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => done(request.result)
      })
      if (opened.objectStoreNames.contains('packs'))
        texts.push(
          JSON.stringify(
            await new Promise((done) => {
              const request = opened.transaction('packs').objectStore('packs').get('learning')
              request.onsuccess = () =>
                done((request.result?.courses ?? []).map((one: { paper: unknown }) => one.paper))
            }),
          ),
        )
      opened.close()
    }
    return texts.join()
  })
  expect(pack).toContain('"questions"')
  expect(pack).not.toContain('right')
  await page.context().setOffline(false)
  await expect
    .poll(async () => (await phoneRecords(page)).at(-1)?.state, { timeout: 60_000 })
    .toBe('stored')

  await page.goto('/learning')
  await page.getByRole('link', { name: title }).first().click()
  await page.getByText('Đúng 10/10 câu').waitFor()
  await page
    .locator('[name=body]')
    .fill('Tôi giúp một bác trong thôn kích hoạt, bác tự đặt mật khẩu.')
  await page.getByRole('button', { name: 'Nộp bài thực hành' }).click()
  await page.getByText('Chờ chấm').first().waitFor()
  await keep(page, 'standing')

  const checker = await browser.phone(server.url)
  await signIn(checker, branchSecretary, '/learning/tasks')
  await keep(checker, 'tasks')
  await checker.getByRole('link', { name: 'Sùng Thị Dợ' }).click()
  await checker.getByText('Tôi giúp một bác').waitFor()
  await keep(checker, 'check')
  await expectFitsThumb(checker)
  await expectNoAxeViolations(checker)
  await checker.getByRole('button', { name: 'Đạt', exact: true }).click()
  await checker.waitForURL(/learning\/tasks$/)

  await page.reload()
  await page.getByRole('link', { name: 'Xem chứng nhận' }).click()
  await page.waitForURL(/certificates\/[0-9a-f-]{36}$/)
  await keep(page, 'certificate')
  const address = (await page.locator('a.address').getAttribute('href')) ?? ''
  const files = await page.evaluate(async () => {
    const base = location.pathname
    const pdf = await (await fetch(`${base}/certificate.pdf`)).arrayBuffer()
    return {
      pdf: [...new Uint8Array(pdf)],
      token: await (await fetch(`${base}/credential.jwt`)).text(),
    }
  })
  const folder = await mkdtemp(join(tmpdir(), 'xungkich-certificate-'))
  await writeFile(join(folder, 'c.pdf'), Buffer.from(files.pdf))
  execFileSync('pdftoppm', [
    '-r',
    '110',
    '-png',
    '-singlefile',
    join(folder, 'c.pdf'),
    join(folder, 'c'),
  ])
  expect(
    execFileSync('zbarimg', ['-q', '--raw', join(folder, 'c.png')])
      .toString()
      .trim(),
  ).toMatch(new RegExp(`${address}$`))

  const stranger = await browser.phone(server.url, { javaScriptEnabled: false })
  await stranger.goto(address)
  await stranger.getByText('Chứng nhận thật, còn giá trị').waitFor()
  await stranger.getByText('Sùng Thị Dợ').waitFor()
  await keep(stranger, 'verified')
  await stranger.goto('/verify/certificate')
  const hand = async (token: string) => {
    await stranger
      .locator('[name=file]')
      .setInputFiles({ name: 'c.jwt', mimeType: 'application/jwt', buffer: Buffer.from(token) })
    await stranger.getByRole('button', { name: 'Kiểm tra' }).last().click()
  }
  await hand(files.token)
  await stranger.getByText('Chứng nhận thật, còn giá trị').waitFor()
  await hand(
    files.token.replace(
      /\.[^.]+\./,
      (body) =>
        `.${Buffer.from(Buffer.from(body.slice(1, -1), 'base64url').toString().replace('Sùng Thị Dợ', 'Người Khác')).toString('base64url')}.`,
    ),
  )
  await stranger.getByText('Chữ ký không đúng').waitFor()
})
