import { mkdir } from 'node:fs/promises'
import { createCanvas } from '@napi-rs/canvas'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser.ts'
import { networkTrouble, officer, phoneRecords, readyForOffline, signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

/*
 * An idea from a village to the national bank and back into the province's report, in the hands of those
 * who carry it: a member with a phone, the branch, the commune, the province, and whoever reads it.
 */
const server = useServer()
const browser = useBrowser()

const member = '0300000010'
const branchSecretary = '0300000007'
const communeSecretary = '0300000005'
const provinceOfficer = '0300000002'

const title = 'Chuông báo lũ bằng ống bương cho lối qua suối'

async function aPhoto(): Promise<Buffer> {
  const canvas = createCanvas(2400, 1600)
  const drawing = canvas.getContext('2d')
  drawing.fillStyle = '#2f7d4f'
  drawing.fillRect(0, 0, 2400, 1600)
  drawing.fillStyle = '#f5d76e'
  drawing.fillRect(300, 300, 900, 700)
  return canvas.encode('jpeg', 80)
}

async function as(phone: string, next: string, device: 'phone' | 'desktop' = 'phone') {
  const page = await browser[device](server.url)
  await signIn(page, phone, next)
  return page
}

async function keep(page: Page, name: string) {
  if (!process.env.SCREENS) return
  await mkdir('test-results/screens', { recursive: true })
  await page.screenshot({ path: `test-results/screens/idea-${name}.png`, fullPage: true })
}

async function open(page: Page, path = '/ideas') {
  await page.goto(path)
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

async function score(page: Page) {
  // The page may still be moving to its top: a press that missed is made again.
  for (const [name, points] of Object.entries({
    novelty: 4,
    usefulness: 5,
    feasibility: 4,
    spread: 3,
    local_fit: 5,
  }))
    await expect
      .poll(async () => {
        const choice = page.locator(`[name="scores.${name}"][value="${points}"]`)
        await choice.check({ force: true }).catch(() => {})
        return choice.isChecked()
      })
      .toBe(true)
}

test('an idea goes from a village to publication, and everybody on the way sees where it stands', async () => {
  // A form that is refused answers 400, of which the browser makes a note.
  browser.expectProblems(/status of 400/)
  const author = await as(member, '/home')
  await author.goto('/ideas/new')
  await author.locator('[name=title]').fill(title)
  await author
    .locator('[name=problem]')
    .fill('Mùa mưa học sinh thôn Pả Vi Hạ lội qua suối, nước lên nhanh không ai biết trước.')
  await author
    .locator('[name=solution]')
    .fill('Treo ống bương ở đầu nguồn, nước đẩy phao kéo dây gõ chuông ở hai đầu lối qua.')
  await author.locator('[name=place]').fill('Suối đầu thôn Pả Vi Hạ')
  await author.locator('[name=category]').selectOption('society')
  await author.locator('[name=showsName]').check({ force: true })
  await author
    .locator('[name=files]')
    .setInputFiles({ name: 'suoi.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() })
  await keep(author, 'new')
  await author.getByRole('button', { name: 'Gửi ý tưởng' }).click()
  await author.waitForURL(/ideas\/[0-9a-f-]{36}\?done=sent/)
  await author.getByText('Chi đoàn xem xét').first().waitFor()
  await expect
    .poll(() => author.locator('main img').evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBe(1600)
  await keep(author, 'sent')

  const branch = await as(branchSecretary, '/ideas')
  await open(branch)
  await keep(branch, 'branch')
  await branch.getByRole('button', { name: 'Đồng ý, chuyển cấp trên' }).click()
  await branch.getByText('Đoàn xã chấm').first().waitFor()

  const commune = await as(communeSecretary, '/ideas')
  await open(commune)
  await commune.getByRole('button', { name: 'Đạt, chuyển Tỉnh đoàn' }).click()
  await commune.getByText('Cần điền ô này.').first().waitFor()
  await score(commune)
  await commune.locator('[name=reason]').first().fill('Làm được ngay bằng vật liệu tại chỗ.')
  await keep(commune, 'commune')
  await commune.getByRole('button', { name: 'Đạt, chuyển Tỉnh đoàn' }).click()
  await commune.getByText('Tỉnh đoàn chấm').first().waitFor()

  await author.reload()
  await author.getByText('Làm được ngay bằng vật liệu tại chỗ.').waitFor()
  await author.getByText('21/25 điểm').waitFor()
  await keep(author, 'author')

  const province = await as(provinceOfficer, '/ideas', 'desktop')
  await open(province)
  await score(province)
  await province.getByRole('button', { name: 'Chọn gửi Ngân hàng ý tưởng' }).click()
  await province.getByText('Đã chọn, chờ đăng').first().waitFor()
  await province.goto('/ideas/bank')
  await keep(province, 'bank')
  const entry = province.locator('section, article, div', { hasText: title }).last()
  await entry.waitFor()
  const file = await province.evaluate(async () => {
    const answer = await fetch('/ideas/bank/export.xlsx')
    return { status: answer.status, type: answer.headers.get('content-type') }
  })
  expect(file).toMatchObject({ status: 200, type: expect.stringContaining('spreadsheetml') })
  await open(province, `/ideas?show=all&q=${encodeURIComponent('bao lu chuong ong buong')}`)
  await province.locator('[name=code]').fill('YT-2026-31001')
  await province.locator('[name=url]').fill('https://ytuongsangtao.example/31001')
  await keep(province, 'publish')
  await province.getByRole('button', { name: 'Ghi nhận đã đăng' }).click()
  await province.getByText('Đã đăng tải').first().waitFor()
  const ideaId = new URL(province.url()).pathname.split('/').at(-1)

  // Whoever reads it: without an account, without script.
  const reader = await browser.phone(server.url, { javaScriptEnabled: false })
  await reader.goto(`/gallery?q=${encodeURIComponent('chuong bao lu')}`)
  await reader.getByRole('link', { name: title }).click()
  await reader.getByText('Sùng Thị Dợ').waitFor()
  await reader.getByText('YT-2026-31001').waitFor()
  const html = await reader.content()
  expect(html).toContain(
    `<meta property="og:image" content="${server.url}/gallery/${ideaId}/card.png"`,
  )
  expect(html).not.toMatch(/0300 ?000 ?010|\+8430/)
  await keep(reader, 'gallery')
  const card = await fetch(`${server.url}/gallery/${ideaId}/card.png`)
  const png = Buffer.from(await card.arrayBuffer())
  expect(card.headers.get('content-type')).toBe('image/png')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
  const feed = await (await fetch(`${server.url}/gallery/feed.xml`)).text()
  expect(feed).toContain(title)

  // One supports it, once, and says something; an officer hides what does not belong there.
  const friend = await as(officer, '/ideas')
  await friend.goto(`/gallery/${ideaId}`)
  await friend.getByRole('button', { name: 'Ủng hộ ý tưởng này' }).click()
  await friend.getByText('1 người ủng hộ').waitFor()
  await friend.locator('[name=body]').fill('Gọi tôi theo số 0912 345 678 để góp bương.')
  await friend.getByRole('button', { name: 'Gửi bình luận' }).click()
  await friend.getByText('Chờ cán bộ Đoàn duyệt').waitFor()
  await reader.reload()
  expect(await reader.content()).not.toContain('góp bương')

  // The commune carries it to its end; the report counts it.
  await commune.goto(`/ideas/${ideaId}`)
  for (const [note, button] of [
    ['Đoàn xã góp dây và phao', 'Có nơi hỗ trợ'],
    ['Chi đoàn Pả Vi Hạ lắp trước mùa mưa', 'Bắt đầu thực hiện'],
    ['Hai chuông chạy tốt', 'Hoàn thành'],
  ] as const) {
    await commune.locator('[name=note]').fill(note)
    await commune.getByRole('button', { name: 'Ghi nhận' }).click()
    await commune.getByText(button).last().waitFor()
    await commune.getByText(note).first().waitFor()
  }
  await keep(commune, 'done')
  await province.goto('/reports/provincial/ideas_published/records')
  await province.getByRole('link', { name: title }).waitFor()
})

test('somebody without an account proposes on the public page; a branch calls and takes it on', async () => {
  const stranger = await browser.phone(server.url, { javaScriptEnabled: false })
  await stranger.goto('/gallery/propose')
  await stranger.locator('[name=commune]').selectOption({ label: 'Đoàn xã Pả Vi' })
  await stranger.getByRole('button', { name: 'Tiếp tục' }).click()
  await stranger.locator('[name=unitId]').selectOption({ label: 'Chi đoàn thôn Pả Vi Hạ' })
  await stranger.locator('[name=title]').fill('Giá phơi ngô hai tầng')
  await stranger.locator('[name=problem]').fill('Ngô phơi sân bị gà ăn và ướt mưa.')
  await stranger.locator('[name=solution]').fill('Giá tre hai tầng có mái kéo.')
  await stranger.locator('[name=category]').selectOption('farming')
  await stranger.locator('[name=name]').fill('Hờ Thị Chía')
  await stranger.locator('[name=phone]').fill('0987 000 111')
  await stranger.locator('[name=birthYear]').fill('2006')
  await keep(stranger, 'propose')
  await stranger.locator('[name=consent]').check({ force: true })
  await stranger.getByRole('button', { name: 'Gửi ý tưởng' }).click()
  await stranger.getByText('Đã nhận ý tưởng của bạn').waitFor()

  const branch = await as(branchSecretary, '/ideas')
  await branch.goto('/ideas/proposals')
  await keep(branch, 'proposals')
  const card = branch.locator('form[action="?/confirm"]', { hasText: 'Hờ Thị Chía' })
  await branch.getByText('Giá phơi ngô hai tầng').waitFor()
  await card.getByText('Ghi tên mới vào danh sách thanh niên: Hờ Thị Chía').waitFor()
  await card.getByRole('button', { name: 'Đã gọi, nhận ý tưởng' }).click()
  await branch.waitForURL(/ideas\/[0-9a-f-]{36}$/)
  await branch.getByText('Hờ Thị Chía').first().waitFor()
})

test('while one types, similar ideas appear with what they share, and nothing is held up', async () => {
  const page = await as(member, '/home')
  await page.goto('/ideas/new')
  await page.locator('[name=title]').fill('ma qr tren bao che shan tuyet')
  await page
    .locator('[name=problem]')
    .fill('che bi tron voi che noi khac nguoi mua khong biet that gia')
  await page.getByText('Ý tưởng tương tự đã có').waitFor()
  await page
    .getByText(/cùng vấn đề/)
    .first()
    .waitFor()
  await keep(page, 'similar')
})

test('in a valley without signal an idea and its photo are kept through a reload, and go up by themselves', async () => {
  browser.expectProblems(networkTrouble)
  const page = await as(member, '/field')
  await readyForOffline(page)
  await page.getByRole('link', { name: 'Đề xuất ý tưởng' }).click()
  await page.locator('[name=title]').waitFor()
  await page.context().setOffline(true)
  await page.locator('[name=title]').fill('Máng nứa hứng sương cho vườn rau')
  await page.locator('[name=problem]').fill('Mùa khô vườn rau của điểm trường thiếu nước.')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'vuon.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() })
  await page.locator('.photos img').waitFor()
  await page.waitForTimeout(400)
  // The phone dies in the middle of a sentence.
  await page.reload()
  await expect
    .poll(() => page.locator('[name=title]').inputValue())
    .toBe('Máng nứa hứng sương cho vườn rau')
  await page.locator('.photos img').waitFor()
  await page.locator('[name=solution]').fill('Căng lưới và máng nứa hứng sương đêm dẫn về chum.')
  await page.locator('[name=category]').selectOption('environment')
  await keep(page, 'field')
  await page.getByRole('button', { name: 'Gửi ý tưởng' }).click()
  await page.getByText('Chờ gửi').or(page.getByText('chờ gửi')).first().waitFor()
  await page.reload()
  await page.getByText('Máng nứa hứng sương cho vườn rau').waitFor()
  await page.context().setOffline(false)
  await expect
    .poll(async () => (await phoneRecords(page)).at(-1)?.state, { timeout: 60_000 })
    .toBe('stored')
  const id = (await phoneRecords(page)).at(-1)?.id
  await expect
    .poll(
      () =>
        page.evaluate(async (ideaId) => {
          const answer = await fetch(`/ideas/${ideaId}`, { headers: { accept: 'text/html' } })
          return (await answer.text()).includes(`/ideas/${ideaId}/files/`)
        }, id),
      { timeout: 60_000 },
    )
    .toBe(true)
})
