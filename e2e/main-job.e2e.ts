import { writeXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser.ts'
import {
  networkTrouble,
  officer,
  phoneRecords,
  readyForOffline,
  recordAssist,
  serverSide,
  signIn,
  syncText,
  tab,
  volunteer,
} from './support/field.ts'
import { useServer } from './support/server.ts'

const browser = useBrowser()
const server = useServer()

const village = 'Pả Vi Hạ'
const campaign = 'Ngày thứ Bảy tình nguyện vì chuyển đổi số'
const activity = 'Hỗ trợ dịch vụ công tại nhà văn hóa thôn'
// A family name that nobody of the demonstration bears.
const newcomers =
  'Ánh Bình Chung Dũng Đạt Giang Hải Khánh Lâm Minh Nam Oanh Phúc Quân Sơn Tâm Uyên Vân Xuân Yến'
    .split(' ')
    .map((given) => `Khoàng Thị ${given}`)

/** A list as a branch really has it: titles above the header, capitals, text and number dates, empty rows. */
const spreadsheet = () =>
  writeXlsx({
    sheets: [
      {
        name: 'Danh sách',
        rows: [
          ['ĐOÀN XÃ PẢ VI', null, null, null, null],
          ['DANH SÁCH ĐOÀN VIÊN MỚI', null, null, null, null],
          ['STT', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Chi đoàn'],
          ...newcomers.map((name, index) => [
            index + 1,
            index % 2 ? name : name.toUpperCase(),
            index % 3 ? `${String(index + 1).padStart(2, '0')}/03/2006` : 2005,
            'Nữ',
            village,
          ]),
          ...Array.from({ length: 40 }, () => [null, null, null, null, null]),
        ],
        merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 4 }],
      },
    ],
  })

/** A figure of the officer's unit as other programs read it. */
const figure = (page: Page, indicator: string): Promise<number> =>
  page.evaluate(async (asked) => {
    const answer = await fetch('/api/v1/reports/provincial')
    const { figures } = (await answer.json()) as {
      figures: { indicator: string; value: number }[]
    }
    return figures.find((one) => one.indicator === asked)?.value ?? -1
  }, indicator)

test('the main job: a spreadsheet, a campaign, a day without signal, the report, and down to a record', async () => {
  browser.expectProblems(networkTrouble)
  const office = await browser.desktop(server.url)
  await signIn(office, officer, '/home')
  const before = {
    members: await figure(office, 'members'),
    turns: await figure(office, 'people_helped'),
    arrived: await figure(office, 'participants'),
  }

  await office.goto('/members/import')
  await office.locator('[name=file]').setInputFiles({
    name: 'doan-vien-moi.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await spreadsheet()),
  })
  await office.getByRole('button', { name: 'Tải lên và kiểm tra' }).click()
  await office.getByRole('button', { name: 'Nhập 20 dòng vào sổ' }).click()
  await office.getByText('Đã nhập xong').waitFor({ timeout: 30_000 })
  expect((await figure(office, 'members')) - before.members).toBe(20)

  await office.goto('/campaigns/new')
  await office.getByLabel('Tên chiến dịch').fill(campaign)
  await office.locator('form').getByRole('button', { name: 'Lập chiến dịch' }).click()
  await office.getByRole('link', { name: 'Thêm hoạt động' }).click()
  await office.getByLabel('Tên hoạt động').fill(activity)
  await office.locator('form').getByRole('button', { name: 'Thêm hoạt động' }).click()
  await office.getByRole('heading', { level: 1, name: activity }).waitFor()
  for (const [search, box] of [
    ['khoang thi', 'Chọn tất cả trên trang này'],
    ['tho mi no', 'Chọn Thò Mí Nô'],
  ] as const) {
    await office.getByRole('link', { name: 'Thêm vào đội hình' }).click()
    await office.getByRole('searchbox').fill(search)
    await office.getByRole('searchbox').press('Enter')
    await office.waitForURL(/q=/)
    await office.getByLabel(box).first().check()
    await office.getByRole('button', { name: 'Thêm người đã chọn' }).click()
    await office.getByRole('heading', { level: 1, name: activity }).waitFor()
  }
  await office.getByRole('button', { name: 'Mở hoạt động' }).click()
  await office.getByText('Đang diễn ra').first().waitFor()

  const phone = await browser.phone(server.url)
  await signIn(phone, volunteer)
  await phone.locator('main li a').first().waitFor()
  await readyForOffline(phone)
  await phone.context().setOffline(true)
  await phone.locator('main li a').filter({ hasText: activity }).click()
  await tab(phone, 'Điểm danh').click()
  for (let left = newcomers.length; left > 0; left--) {
    await phone.locator('button.row').filter({ hasText: 'Khoàng' }).first().click()
    await expect
      .poll(() => phone.locator('button.row').filter({ hasText: 'Khoàng' }).count())
      .toBe(left - 1)
  }
  await tab(phone, 'Giúp dân').click()
  for (let i = 0; i < 60; i++) await recordAssist(phone, i % 7)
  await expect.poll(() => phone.locator('.bar').textContent()).toContain('60')
  await phone.reload()
  await expect.poll(() => syncText(phone)).toContain('80')
  await tab(phone, 'Của tôi').click()
  await expect.poll(() => phone.locator('dl').textContent()).toMatch(/lượt người\s*60\D/)
  expect((await phoneRecords(phone)).every(({ state }) => state !== 'stored')).toBe(true)
  expect(await figure(office, 'people_helped')).toBe(before.turns)
  await phone.context().setOffline(false)
  await expect.poll(() => syncText(phone), { timeout: 20_000 }).toBe('Đã gửi')
  expect(await serverSide(phone)).toEqual({ stored: 80, refused: 0, receivedUpTo: 80 })
  expect((await phoneRecords(phone)).every(({ state }) => state === 'stored')).toBe(true)

  const gained = async () => ({
    turns: (await figure(office, 'people_helped')) - before.turns,
    arrived: (await figure(office, 'participants')) - before.arrived,
  })
  await expect.poll(gained, { timeout: 20_000 }).toEqual({ turns: 60, arrived: 20 })

  await office.goto('/reports/provincial')
  await office.getByRole('link', { name: 'Lượt người dân được hỗ trợ', exact: true }).click()
  await office.getByRole('link', { name: 'Xem từng bản ghi' }).first().click()
  await office.getByRole('link', { name: activity }).first().click()
  await office.getByRole('heading', { level: 1, name: activity }).waitFor()
})
