import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectFitsThumb, expectNoAxeViolations } from './support/accessibility.ts'
import { unfold, useBrowser } from './support/browser.ts'
import { film, phoneWithCamera } from './support/camera.ts'
import { networkTrouble, readyForOffline, signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

const browser = useBrowser()
const server = useServer()
const secretary = '0300000007'
const member = '0300000010'
const officerAbove = '0300000002'
/** Runs no meetings, and belongs to another unit. */
const inspector = '0300000003'

/** Plans a meeting of the secretary's branch for this evening; answers its address. */
async function planMeeting(page: Page, title: string): Promise<string> {
  await page.goto('/meetings/new')
  await page.locator('[name=title]').fill(title)
  await page.locator('[name=place]').fill('Nhà văn hóa thôn')
  await page.locator('[name=mode][value=mixed]').check()
  await page.getByRole('button', { name: 'Lên lịch cuộc họp' }).click()
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}

const add = async (
  page: Page,
  item: number,
  what: string,
  fill: (form: ReturnType<Page['locator']>) => Promise<unknown>,
) => {
  const section = page.locator('main section[aria-labelledby]').nth(item)
  const details = section.locator('details').filter({ hasText: what }).first()
  await unfold(details)
  await fill(details)
  await details.locator('[type=submit]').click()
  await expect.poll(() => details.evaluate((it) => (it as HTMLDetailsElement).open)).toBe(false)
}

/** From the opening to the end: two by the list, hands, a decision, a task. */
async function hold(page: Page) {
  await page.getByRole('button', { name: 'Khai mạc cuộc họp' }).click()
  await page.getByText('Bắt đầu nội dung này').first().waitFor()
  // The member of the other phone comes by themselves.
  const people = page.locator('main li').filter({ hasNotText: 'Sùng Thị Dợ' })
  for (let count = 0; count < 2; count++) {
    const free = people.getByRole('button', { name: /^Có mặt/ })
    await free.first().click()
    await page.getByText(`đã có ${count + 1}`).waitFor()
  }
  const excuse = people.locator('details').filter({ hasText: 'Vắng có lý do' }).first()
  await unfold(excuse)
  await excuse.locator('[name=reason]').fill('đi làm ở Bắc Giang')
  await excuse.locator('[type=submit]').click()
  await page.getByText('vắng: đi làm ở Bắc Giang').waitFor()
  // The third point is where earlier work is followed; then comes the one that is discussed.
  const begin = page.getByRole('button', { name: /^Bắt đầu nội dung này/ })
  const title = (item: number) => page.locator('main section[aria-labelledby] h3').nth(item)
  for (const [button, item] of [
    [2, 2],
    [2, 3],
  ] as const) {
    await begin.nth(button).click()
    await title(item).locator('xpath=..').getByText('đang bàn').waitFor()
  }
  await add(page, 3, 'Ý kiến', (form) => form.locator('[name=text]').fill('Nên đi sớm.'))
  await add(page, 3, 'Giơ tay', async (form) => {
    await form.locator('[name=question]').fill('Dọn đường ngày chủ nhật')
    await form.locator('[name=for]').fill('2')
  })
  await add(page, 3, 'Kết luận', (form) =>
    form.locator('[name=text]').fill('Cả chi đoàn dọn đường.'),
  )
  await add(page, 3, 'Giao việc', async (form) => {
    await form.locator('[name=title]').fill('Mượn cuốc xẻng')
    await form.locator('[name=ownerId]').selectOption({ index: 1 })
  })
  await page.getByText('Mượn cuốc xẻng –').first().waitFor()
}
async function close(page: Page) {
  await page.getByText('Đã đọc lại biên bản, kết thúc cuộc họp').click()
  await page.getByRole('button', { name: 'Kết thúc cuộc họp' }).click()
  await page.getByText('Cuộc họp đã kết thúc').first().waitFor()
}

test('a branch meets online and in the room: invited, excused, present by list and code, hands, minutes, tasks', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(server.url)
  await signIn(page, secretary, '/home')
  const meeting = await planMeeting(page, 'Sinh hoạt thử trực tuyến')
  await page.getByRole('button', { name: /^Gửi giấy mời đến/ }).click()
  await page.getByText(/Đã gửi giấy mời ngày/).waitFor()

  // A stranger with the address learns when and where, and no more.
  const address = await page.locator('main input[readonly]').inputValue()
  const stranger = await browser.phone(server.url)
  await stranger.goto(address)
  await stranger.getByText('Nhà văn hóa thôn').waitFor()
  expect(await stranger.getByText('Kiểm điểm nhiệm vụ').count()).toBe(0)
  const calendar = await stranger.evaluate(async (url) => {
    const answer = await fetch(`${url}/meeting.ics`)
    return { type: answer.headers.get('content-type'), text: await answer.text() }
  }, address)
  expect(calendar.type).toContain('text/calendar')
  expect(calendar.text).toContain('TZID=Asia/Ho_Chi_Minh')

  await page.goto(`${meeting}/run`)
  await hold(page)
  await expectFitsThumb(page)
  await expectNoAxeViolations(page)

  // A member finds the invitation under the bell and takes part by the code on the room's screen.
  const other = await browser.phone(server.url)
  await signIn(other, member, '/home')
  await other.goto('/notices')
  await other.getByText('Sinh hoạt thử trực tuyến').first().waitFor()
  const code = await page.evaluate(async (path) => {
    const room = await (await fetch(`${path}/room/state`)).json()
    return room.qr as string
  }, meeting)
  expect(code).toContain('data:image/svg+xml')
  await other.goto(`${meeting}/here?code=0000000000000000`)
  await other.getByRole('button', { name: 'Tôi có mặt' }).click()
  await other.getByText('Mã điểm danh đã hết hạn').waitFor()
  await other.goto(meeting)
  await other.getByRole('button', { name: 'Điểm danh dự trực tuyến' }).click()
  await other.getByText('Đồng chí đã điểm danh có mặt').waitFor()

  await page.reload()
  await page.getByText('đã có 3').waitFor()
  await close(page)
  await page.getByRole('link', { name: 'Xem biên bản' }).click()
  await page.waitForURL('**/minutes')
  const minutes = (await page.locator('.minutes').first().textContent()) ?? ''
  for (const said of [
    'Trong đó dự trực tuyến: 1 đồng chí',
    'đi làm ở Bắc Giang',
    'Nên đi sớm.',
    'tán thành 2, không tán thành 0',
    'Cả chi đoàn dọn đường.',
    'Mượn cuốc xẻng',
  ])
    expect(minutes).toContain(said)
  // The task is its owner's already.
  await page.getByText('Mượn cuốc xẻng').first().waitFor()
  await page.getByRole('button', { name: 'Chốt biên bản' }).click()
  await page.getByText(/Biên bản đã chốt lúc/).waitFor()
  expect(await page.locator('textarea[name=text]').count()).toBe(1)
})

test('a branch without a network holds a meeting that nobody had planned, and all of it arrives in order', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(server.url)
  await signIn(page, secretary)
  await page.getByRole('link', { name: 'Cuộc họp' }).click()
  await page.getByText('Họp ngay, không có lịch trước').waitFor()
  await readyForOffline(page)
  await page.context().setOffline(true)
  await page.goto('/field?tab=meetings')
  await page.getByText('Họp ngay, không có lịch trước').click()
  await page.getByLabel('Tên cuộc họp').fill('Sinh hoạt trong thung lũng')
  await page.getByRole('button', { name: 'Bắt đầu họp' }).click()
  await page.getByRole('button', { name: 'Khai mạc cuộc họp' }).waitFor()
  await expectNoAxeViolations(page)
  await hold(page)
  await expectFitsThumb(page)
  await expectNoAxeViolations(page)
  // The phone dies in the middle: what was tapped is still there.
  await page.reload()
  await page.getByText('đã có 2').waitFor()
  await close(page)
  await page.getByText('Xem trước biên bản').click()
  const onThePhone = (await page.locator('pre').textContent()) ?? ''
  expect(onThePhone).toContain('Cả chi đoàn dọn đường.')
  // What the meeting before gave out stands in the minutes of this one.
  expect(onThePhone).toMatch(/Nhiệm vụ giao từ trước:\n(- .*\n)*- Mượn cuốc xẻng – /)

  await page.context().setOffline(false)
  const find = async () => {
    const pack = await page.evaluate(async () => (await fetch('/api/meetings-pack')).json())
    return pack.meetings.find(
      (one: { title: string }) => one.title === 'Sinh hoạt trong thung lũng',
    )
  }
  await expect
    .poll(async () => (await find())?.state, { timeout: 30_000, interval: 500 })
    .toBe('closed')
  const { id } = await find()
  await page.goto(`/meetings/${id}/minutes`)
  const lines = await page.locator('.minutes').first().locator('p, h2, h3').allTextContents()
  expect(lines.join('\n')).toBe(onThePhone)
})

const pdf = Buffer.from(
  `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000053 00000 n 
0000000103 00000 n 
trailer<</Size 4/Root 1 0 R>>
startxref
165
%%EOF
`,
)

test('papers are read without a network; a confidential one is stamped, kept by no shared phone, and not there for others', async () => {
  browser.expectProblems(networkTrouble)
  const page = await browser.phone(server.url)
  await signIn(page, secretary, '/home')
  const meeting = await planMeeting(page, 'Sinh hoạt có tài liệu')
  await page.goto(`${meeting}/agenda`)
  const attach = async (name: string, buffer: Buffer, isConfidential: boolean) => {
    await page.locator('[name=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer })
    if (isConfidential) await page.locator('[name=isConfidential]').check({ force: true })
    await page.getByRole('button', { name: 'Đính kèm' }).click()
  }
  await attach('chuong-trinh.pdf', Buffer.from('MZ\u0090\u0000 this is a program'), false)
  await page.getByText('Đây là một chương trình').first().waitFor()
  expect(await page.getByText('chuong-trinh', { exact: true }).count()).toBe(0)
  await attach('du-thao.pdf', pdf, false)
  await page.getByText('du-thao', { exact: true }).first().waitFor()
  await attach('danh-sach-mat.pdf', pdf, true)
  await page.getByText('danh-sach-mat', { exact: true }).first().waitFor()

  const papers = await page.evaluate(async (path) => {
    const pack = await (await fetch('/api/meetings-pack')).json()
    return pack.meetings.find((one: { id: string }) => path.endsWith(one.id)).papers
  }, meeting)
  const secret = papers.find((one: { isConfidential: boolean }) => one.isConfidential)
  const open = (who: Page, id: string) =>
    who.evaluate(async (url) => {
      const answer = await fetch(url)
      return {
        status: answer.status,
        cache: answer.headers.get('cache-control'),
        size: (await answer.arrayBuffer()).byteLength,
      }
    }, `${meeting}/papers/${id}`)
  const opened = await open(page, secret.id)
  expect(opened).toMatchObject({ status: 200, cache: 'no-store' })
  expect(opened.size).toBeGreaterThan(pdf.length + 500)
  const others = await browser.phone(server.url)
  await signIn(others, inspector, '/home')
  expect((await open(others, secret.id)).status).toBe(404)
  expect((await open(others, papers[0].id)).status).toBe(404)

  // On a phone that several people use the plain paper is kept, the confidential one is not.
  const kept = (who: Page) =>
    who.evaluate(async () => {
      const name =
        (await indexedDB.databases()).find((one) => one.name?.startsWith('xungkich-field-'))
          ?.name ?? ''
      const opened = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => done(request.result)
      })
      const keys = opened.transaction('packs').objectStore('packs').getAllKeys()
      return new Promise<string[]>((done) => {
        keys.onsuccess = () => {
          opened.close()
          done(keys.result.map(String).filter((key) => key.startsWith('paper:')))
        }
      })
    })
  const phone = await browser.phone(server.url)
  await signIn(phone, member)
  await readyForOffline(phone)
  await phone.goto('/field?tab=phone')
  await phone.getByText('Nhiều người dùng máy này').click()
  await phone.goto('/field?tab=meetings')
  await phone.getByText('Sinh hoạt có tài liệu').waitFor()
  const plain = papers.find((one: { isConfidential: boolean }) => !one.isConfidential)
  await expect.poll(() => kept(phone), { timeout: 20_000 }).toContain(`paper:${plain.id}`)
  expect(await kept(phone)).not.toContain(`paper:${secret.id}`)
  await phone.context().setOffline(true)
  await phone.goto(`/field?tab=meetings&at=${meeting.split('/').at(-1)}`)
  await phone.getByRole('button', { name: 'du-thao' }).waitFor()
  await phone.getByText('tài liệu mật, chỉ mở khi có mạng').waitFor()
})

test('a card held before the camera writes its owner down as present, with a network and without, once each', async () => {
  browser.expectProblems(networkTrouble)
  const office = await browser.phone(server.url)
  await signIn(office, secretary, '/home')
  const online = await planMeeting(office, 'Sinh hoạt quét thẻ')
  const offline = await planMeeting(office, 'Sinh hoạt quét thẻ không mạng')
  const one = await office.evaluate(async (path) => {
    const pack = await (await fetch('/api/meetings-pack')).json()
    const { roster } = pack.meetings.find((it: { id: string }) => path.endsWith(it.id))
    const form = new FormData()
    form.append('personIds', roster[1].personId)
    await fetch('/members/cards?/issue', { method: 'POST', body: form })
    return roster[1] as { personId: string; name: string }
  }, online)
  await office.goto(`/members/cards?people=${one.personId}`)
  const source = await office.locator('img[src^="data:image/svg"]').first().getAttribute('src')
  const { context, close } = await phoneWithCamera(server.url, await film(office, source ?? ''))
  try {
    const page = await context.newPage()
    await signIn(page, secretary)
    const scan = async (answer: string) => {
      await page.getByRole('button', { name: 'Quét thẻ để điểm danh' }).click()
      await page.locator(`[data-answer=${answer}]`).waitFor({ timeout: 20_000 })
      expect(await page.locator(`[data-answer=${answer}]`).textContent()).toContain(one.name)
    }
    await page.goto(`${online}/run`)
    await scan('in')
    await page.getByText('quét thẻ').first().waitFor()
    await expectFitsThumb(page)
    await page.getByRole('button', { name: 'Đóng máy ảnh' }).click()
    await scan('already')
    await page.goto(`/field?tab=meetings&at=${offline.split('/').at(-1)}`)
    await page.getByRole('button', { name: 'Quét thẻ để điểm danh' }).waitFor()
    await readyForOffline(page)
    const kept = () => page.evaluate(async () => (await (await caches.open('later')).keys()).length)
    await expect.poll(kept, { timeout: 20_000 }).toBeGreaterThan(0)
    await context.setOffline(true)
    await scan('in')
    await expectNoAxeViolations(page)
    await context.setOffline(false)
    // The server has examined the card too.
    const present = () =>
      office.evaluate(async (path) => {
        const pack = await (await fetch('/api/meetings-pack')).json()
        const { events } = pack.meetings.find((it: { id: string }) => path.endsWith(it.id))
        return events.map((it: { body: { type: string; method?: string } }) => it.body.method)
      }, offline)
    await expect.poll(present, { timeout: 30_000, interval: 500 }).toEqual(['card'])
  } finally {
    await close()
  }
})

test('an officer above opens the meeting; somebody of another unit does not find it', async () => {
  const page = await browser.desktop(server.url)
  await signIn(page, secretary, '/home')
  const meeting = await planMeeting(page, 'Sinh hoạt của chi đoàn')
  const above = await browser.desktop(server.url)
  await signIn(above, officerAbove, '/home')
  expect((await above.goto(meeting))?.status()).toBe(200)
  browser.expectProblems(networkTrouble)
  const outside = await browser.desktop(server.url)
  await signIn(outside, inspector, '/home')
  expect((await outside.goto(meeting))?.status()).toBe(404)
})
