import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { publishedTable } from '../src/modules/restructuring/server/testing.ts'
import { useBrowser } from './support/browser.ts'
import { signIn } from './support/field.ts'
import { type ProductServer, startServer } from './support/server.ts'

// The real reform of 2025 with all members of both provinces, where the published table is at hand;
// e2e/reform.e2e.ts walks the small table of our own everywhere.
const table = publishedTable()
const browser = useBrowser()
let server: ProductServer
let draft = ''

const chargedOfficer = '0300000012'
const chargedSecretary = '0300000013'

const main = (page: Page) => page.locator('main')
const press = (page: Page, name: string | RegExp) =>
  main(page).getByRole('button', { name }).first().click()
const says = (page: Page, text: string | RegExp, timeout = 30_000) =>
  main(page).getByText(text).first().waitFor({ timeout })

test.skipIf(table)('without the published table there is nothing to walk here', () => {
  expect(table).toBeUndefined()
})

beforeAll(async () => {
  if (table) server = await startServer({ prepare: ['demo', '--reform', table, '--draft'] })
}, 300_000)

test.runIf(table)(
  'an officer answers on a phone all that the published table asks',
  async () => {
    const page = await browser.phone(server.url)
    await signIn(page, chargedOfficer, '/restructuring')
    await page.getByRole('link', { name: 'Sắp xếp đơn vị hành chính tỉnh Tuyên Quang' }).click()
    await says(page, /^Bảng của nghị quyết: \d+ đơn vị mới từ \d+ đơn vị/)
    draft = new URL(page.url()).pathname

    await page.goto(`${draft}/questions`)
    await press(page, 'Xác nhận tất cả đề xuất (6)')
    await says(page, 'Đã chọn 6/8')
    await choose(page, 'Hồng Sơn', 'Đoàn xã Hồng Lạc')
    await says(page, 'Đã chọn 7/8')
    await choose(page, 'Tân Phước', 'Đoàn xã Tân Nam')
    await says(page, 'Đã chọn 8/8')
    await press(page, /^Giữ nguyên/)
    await says(page, /đơn vị ngoài bảng đã trả lời$/)

    const splits = main(page).locator('nav a[href*="?of="]')
    for (const address of await splits.evaluateAll((links) =>
      links.map((link) => link.getAttribute('href') ?? ''),
    )) {
      await page.goto(`${draft}/questions${address}`)
      await answerSplit(page)
    }
    await says(page, 'Đã chọn xong nơi về cho mọi chi đoàn.')
  },
  240_000,
)

test.runIf(table)(
  'a secretary carries it out at a desk: 80,277 members before and after',
  async () => {
    const page = await browser.desktop(server.url)
    await signIn(page, chargedSecretary, '/restructuring')
    await page.goto(`${draft}/apply`)
    await main(page)
      .getByText(/^Tôi đã kiểm tra: áp dụng theo 1684\/NQ-UBTVQH15/)
      .click()
    await press(page, 'Áp dụng phương án')
    await says(page, /^Đã áp dụng ngày/, 90_000)
    await says(page, 'Đã đếm lại từng đơn vị, từng loại: không mất, không trùng ai và bản ghi nào.')
    const members = page
      .getByRole('table', { name: 'Đối chiếu trước và sau' })
      .getByRole('row', { name: /^Đoàn viên/ })
    expect(await members.textContent()).toMatch(/bằng nhau80\.27780\.277$/)
  },
  240_000,
)

/** Says of a name of the table which unit of that day it is, found by typing. */
async function choose(page: Page, name: string, unit: string) {
  const question = main(page)
    .getByRole('article')
    .filter({
      has: page.getByRole('heading', { name }),
    })
  await question.getByRole('combobox').fill(unit)
  await question.getByRole('option').first().click()
  await question.getByRole('button', { name: 'Chọn đơn vị này' }).click()
}

/** Sends all branches of a split unit to its first part: which, is not what is tried here. */
async function answerSplit(page: Page) {
  const mark = main(page).getByRole('button', { name: /^Đánh dấu \d+ chỗ chưa chọn$/ })
  const marked = main(page).getByText(/^Đã đánh dấu/)
  // A press before the page's script has come does nothing: a person presses again.
  await expect
    .poll(
      async () => {
        if (!(await marked.isVisible())) await mark.click()
        return marked.isVisible()
      },
      { timeout: 20_000 },
    )
    .toBe(true)
  await main(page).locator('.together').getByRole('button').first().click()
  await mark.waitFor({ state: 'detached' })
}
