import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { publishedTable } from '../src/modules/restructuring/server/testing.ts'
import { expectFitsThumb } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { signIn } from './support/field.ts'
import { startServer } from './support/server.ts'

/*
 * The decision of 2025 as it was published, in the demonstration of both provinces. Where the table is
 * not at hand (REFORM_TABLE) the same is walked with the small table of our own, in reform.e2e.ts.
 */
const browser = useBrowser()
const table = publishedTable()
const chargedOfficer = '0300000012'
const chargedSecretary = '0300000013'

const main = (page: Page) => page.locator('main')
const press = (page: Page, name: string | RegExp) =>
  main(page).getByRole('button', { name, exact: true }).click()
const says = (page: Page, text: string | RegExp) => main(page).getByText(text).first().waitFor()

if (!table) console.log('The published table is not at hand: reform.e2e.ts walks the small one.')

test.runIf(table)(
  'an officer answers what the published table asks, a secretary carries it out, and nobody is lost',
  async () => {
    const server = await startServer({ prepare: ['demo', '--reform', table ?? '', '--draft'] })
    const page = await browser.phone(server.url)
    await signIn(page, chargedOfficer, '/restructuring')
    await page.getByRole('link', { name: 'Sắp xếp đơn vị hành chính tỉnh Tuyên Quang' }).click()
    await says(page, /^Bảng của nghị quyết: 124 đơn vị mới từ/)
    const draft = new URL(page.url()).pathname

    await page.goto(`${draft}/questions`)
    await press(page, 'Xác nhận tất cả đề xuất (6)')
    await says(page, 'Đã chọn 6/8')
    // Younger than the gazetteer: the officer knows out of which communes they were made.
    const asked = (name: string) => main(page).locator('article').filter({ hasText: name })
    const choose = async (name: string, unit: string) => {
      await asked(name).getByRole('combobox').fill(unit)
      await asked(name).getByRole('option').first().click()
      await asked(name).getByRole('button', { name: 'Chọn đơn vị này' }).click()
    }
    await choose('Hồng Sơn', 'Đoàn xã Hồng Lạc')
    await says(page, 'Đã chọn 7/8')
    await choose('Tân Phước', 'Đoàn xã Tân Nam')
    await says(page, 'Đã chọn 8/8')
    await expectFitsThumb(page)

    // Communes that the table names nowhere, and branches of communes that it splits.
    await main(page)
      .getByRole('button', { name: /^Giữ nguyên/ })
      .first()
      .click()
    await says(page, /ngoài bảng đã trả lời$/)
    for (;;) {
      const open = main(page).getByRole('button', { name: /^Đánh dấu \d+ chỗ chưa chọn$/ })
      if ((await open.count()) === 0) break
      await open.first().click()
      await main(page).locator('.together').getByRole('button').first().click()
      await page.waitForLoadState('networkidle')
    }
    await says(page, 'Đã chọn xong nơi về cho mọi chi đoàn.')

    const chief = await browser.desktop(server.url)
    await signIn(chief, chargedSecretary, '/restructuring')
    await chief.goto(`${draft}/apply`)
    await main(chief)
      .getByText(/^Tôi đã kiểm tra: áp dụng theo 1684\/NQ-UBTVQH15/)
      .click()
    await press(chief, 'Áp dụng phương án')
    await says(chief, /^Đã áp dụng ngày/)
    const balance = chief.getByRole('table', { name: 'Đối chiếu trước và sau' })
    expect(await balance.getByRole('row', { name: /^Đoàn viên/ }).textContent()).toMatch(
      /80\.277.*80\.277.*bằng nhau/s,
    )
  },
  300_000,
)
