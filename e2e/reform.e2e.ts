import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectFitsThumb, expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { signIn } from './support/field.ts'
import { type ProductServer, startServer } from './support/server.ts'

// The published table of 124 communes is carried out in demo/provinces.db.test.ts; here it is the small one.
const browser = useBrowser()
let server: ProductServer
/** The address of the draft, once the officer has found it. */
let draft = ''

const chargedOfficer = '0300000012'
const chargedSecretary = '0300000013'

beforeAll(async () => {
  // Two small provinces on the eve of their merger, and the draft of it at its questions.
  server = await startServer({ prepare: ['demo', '--reform', 'no-such-table.csv', '--draft'] })
}, 300_000)

const main = (page: Page) => page.locator('main')
const press = (page: Page, name: string) =>
  main(page).getByRole('button', { name, exact: true }).click()
/** What was refused on purpose, and the browser complains about. */
const refusal = /status of 4(00|22)/
const says = (page: Page, text: string | RegExp) => main(page).getByText(text).first().waitFor()

async function fits(page: Page) {
  await expectFitsThumb(page)
  await expectNoAxeViolations(page)
}

test('an officer answers on a phone what the small table of our own asks, until nothing is left', async () => {
  const page = await browser.phone(server.url)
  await signIn(page, chargedOfficer, '/restructuring')
  await page.getByRole('link', { name: 'Sắp xếp đơn vị hành chính tỉnh Tuyên Quang' }).click()
  await says(page, 'Bảng của nghị quyết: 12 đơn vị mới từ 22 đơn vị')
  draft = new URL(page.url()).pathname

  await main(page)
    .getByRole('link', { name: /^Bảng của nghị quyết: 12/ })
    .click()
  await says(page, 'Nguồn: bảng nhỏ tự soạn. Đơn vị mới trực thuộc Tỉnh đoàn Tuyên Quang.')
  await says(
    page,
    'Chia Đoàn phường Quang Trung thành Đoàn phường Hà Giang 1 và Đoàn phường Hà Giang 2',
  )
  await main(page).getByText('← TT. Mèo Vạc, xã Pả Vi, xã Pải Lủng').click()
  await says(page, 'Đoàn thị trấn Mèo Vạc')
  await fits(page)
  await main(page).getByRole('link', { name: 'Trả lời' }).first().click()

  await says(page, 'Đã chọn 0/3')
  await says(page, 'Bảng ghi “Thượng Phụng”, tên trong hệ thống là “Thượng Phùng”: khác dấu.')
  await fits(page)
  await press(page, 'Xác nhận tất cả đề xuất (2)')
  await says(page, 'Đã chọn 2/3')
  await says(page, 'Không tìm thấy đơn vị tên này. Hãy chọn đơn vị đúng.')
  browser.expectProblems(refusal)
  await press(page, 'Chọn đơn vị này')
  await says(page, /^Hãy đánh dấu một đơn vị/)
  await press(page, 'Không phải đơn vị nào trong sổ')
  await says(page, 'Đã chọn 3/3')

  await says(page, '1 đơn vị không có trong bảng')
  await says(page, 'Đoàn xã Minh Thanh')
  await press(page, 'Giữ nguyên')
  await says(page, '1 đơn vị ngoài bảng đã trả lời')

  await says(page, 'Đoàn phường Quang Trung bị chia tách: mỗi chi đoàn về đâu?')
  await main(page)
    .getByRole('group', { name: 'Chi đoàn tổ dân phố 1 phường Quang Trung về đâu' })
    .getByRole('button', { name: 'Đoàn phường Hà Giang 2' })
    .click()
  await says(page, 'Đã chọn 1/5')
  await press(page, 'Đánh dấu 4 chỗ chưa chọn')
  await says(page, 'Đã đánh dấu 4. Chuyển về:')
  await main(page)
    .locator('.together')
    .getByRole('button', { name: 'Đoàn phường Hà Giang 1' })
    .click()
  await says(page, 'Đã chọn xong nơi về cho mọi chi đoàn.')
  await fits(page)

  await main(page).getByRole('link', { name: 'Tiếp: Trước và sau' }).click()
  await says(page, 'chia về Đoàn phường Hà Giang 1 và Đoàn phường Hà Giang 2')
  await main(page).getByRole('link', { name: 'Từ ngày 01/07/2025' }).click()
  await says(page, 'từ Đoàn xã Thượng Phùng')
  await page.goto(`${draft}/apply`)
  await says(page, 'Đồng chí được soạn nhưng chưa được phân quyền áp dụng.')
})

test('a secretary carries it out, sees that nobody is lost, and finds what became of an old commune', async () => {
  const page = await browser.phone(server.url)
  await signIn(page, chargedSecretary, '/restructuring')
  await page.goto(`${draft}/apply`)
  const units = page.getByRole('table', { name: 'Số đơn vị trước và sau' })
  expect(await units.getByRole('row', { name: /^Cấp xã, cơ sở/ }).textContent()).toMatch(
    /24\s*14\s*$/,
  )
  await main(page)
    .getByText(/^Tôi đã kiểm tra: áp dụng theo 1684\/NQ-UBTVQH15/)
    .click()
  await press(page, 'Áp dụng phương án')
  await says(page, /^Đã áp dụng ngày/)
  await says(page, 'Đã đếm lại từng đơn vị, từng loại: không mất, không trùng ai và bản ghi nào.')
  const balance = page.getByRole('table', { name: 'Đối chiếu trước và sau' })
  expect(await balance.getByRole('row', { name: /^Đoàn viên/ }).textContent()).toContain(
    'bằng nhau',
  )
  await fits(page)
  await main(page).getByRole('link', { name: 'Đoàn phường Hà Giang 2' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Đoàn phường Hà Giang 2' }).waitFor()
  await says(page, 'Chi đoàn tổ dân phố 1 phường Quang Trung')

  await page.goto('/units?q=thuong phung')
  await says(page, 'Đoàn xã Sơn Vĩ')
  await main(page).getByRole('link', { name: 'Đoàn xã Thượng Phùng' }).first().click()
  await says(page, 'Đơn vị này đã kết thúc hoạt động ngày 01/07/2025 theo 1684/NQ-UBTVQH15.')
  await fits(page)
  await main(page).getByRole('link', { name: 'Xem lịch sử qua thời gian' }).click()
  await page.waitForURL(/story$/)
  await says(page, /Đoàn xã Thượng Phùng\s+chuyển thành.+Đoàn xã Sơn Vĩ/s)
  await fits(page)

  await page.goto('/reports/provincial')
  await says(page, 'Số liệu theo đơn vị tại thời điểm.')
  await main(page).getByRole('link', { name: 'Xem theo đơn vị hiện nay' }).click()
  await says(page, 'Số liệu theo đơn vị hiện nay.')
  await says(page, 'Đoàn viên')
})

test('once it is applied, a draft that reverses it is opened for a later day', async () => {
  const page = await browser.phone(server.url, { serviceWorkers: 'block' })
  await signIn(page, chargedOfficer, '/restructuring')
  // On a slow phone the day is typed before the script has come, and must stay as typed.
  const script = Promise.withResolvers<void>()
  await page.route(/\.js$/, (route) => script.promise.then(() => route.continue()))
  await page.goto(`${draft}/apply`, { waitUntil: 'commit' })
  const day = main(page).getByLabel('Ngày hiệu lực')
  await day.fill('01/06/2025')
  script.resolve()
  await main(page).getByRole('button', { name: 'Chọn ngày trên lịch' }).waitFor()
  expect(await day.inputValue()).toBe('01/06/2025')
  browser.expectProblems(refusal)
  await press(page, 'Lập phương án đảo ngược')
  await says(page, 'Ngày hiệu lực của phương án đảo ngược phải sau ngày của phương án đã áp dụng.')
  await day.fill('01/01/2099')
  await press(page, 'Lập phương án đảo ngược')
  await says(page, 'Hiệu lực từ ngày 01/01/2099')
  await says(page, 'Khôi phục Tỉnh đoàn Hà Giang')
})

test('without JavaScript a table is brought in, answered, changed and carried out as well', async () => {
  const page = await browser.desktop(server.url, { javaScriptEnabled: false })
  page.setDefaultTimeout(15_000)
  await signIn(page, chargedSecretary, '/restructuring')
  await page.goto(`${draft}/apply`)
  await main(page).locator('[name=confirmed]').press('Space')
  await press(page, 'Hoàn tác')
  await says(page, /^Đã hoàn tác/)

  await page.goto('/restructuring/new')
  await page.locator('[name=title]').fill('Sắp xếp không cần JavaScript')
  await page.locator('[name=effectiveOn]').fill('01/07/2025')
  await press(page, 'Lập phương án')
  await page.waitForURL(/restructuring\/[0-9a-f-]{36}$/)
  const plain = new URL(page.url()).pathname

  await page.goto(`${plain}/table`)
  const lines = [
    'Xã Mèo Vạc: thị trấn Mèo Vạc, xã Pả Vi',
    'Xã Sơn Vĩ: xã Thượng Phụng, xã Lạ Hoắc',
    'Phường Hà Giang 1: phường Quang Trung',
    'Phường Hà Giang 2: phường Quang Trung',
  ]
  const bringIn = async () => {
    await page.locator('[name=file]').setInputFiles({
      name: 'bang.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        ['Đơn vị mới,Đơn vị cũ', ...lines.map((line) => line.replace(/: (.*)/, ',"$1"'))].join(
          '\n',
        ),
      ),
    })
    await press(page, 'Đọc bảng')
    await says(page, 'Nguồn: bang.csv. Đơn vị mới trực thuộc Tỉnh đoàn Hà Giang.')
  }
  await bringIn()

  await page.goto(`${plain}/questions`)
  await press(page, 'Xác nhận tất cả đề xuất (1)')
  await says(page, 'Đã chọn 1/2')
  // A search by name takes the place of the list that a script would show.
  await main(page).locator('[name=otherText]').first().fill('Đoàn xã Pải Lủng')
  await press(page, 'Chọn đơn vị này')
  await says(page, 'Đã chọn 2/2')
  await main(page)
    .getByRole('button', { name: /^Giữ nguyên tất cả/ })
    .click()
  await main(page)
    .getByText(/đơn vị ngoài bảng đã trả lời$/)
    .click()
  await main(page).getByRole('button', { name: 'Đổi câu trả lời' }).first().click()
  await says(page, '1 đơn vị không có trong bảng')
  const [unnamed] = await main(page).locator('form[action="?/merge"] [name=from]').all()
  await main(page).getByText('Nhập vào đơn vị mới').click()
  await main(page).locator('[name=into]').selectOption({ label: 'Đoàn xã Sơn Vĩ' })
  expect(await unnamed?.inputValue()).toMatch(/^[0-9a-f-]{36}$/)
  await press(page, 'Nhập vào')
  await says(page, /ngoài bảng đã trả lời$/)

  // The table comes again without Sơn Vĩ: what was written for it is named, and goes by one button.
  lines.splice(1, 1)
  await page.goto(`${plain}/table?anew`)
  await main(page).locator('[name=confirmed]').press('Space')
  await bringIn()
  await page.goto(`${plain}/questions`)
  await says(page, '1 chỗ không thực hiện được')
  await press(page, 'Bỏ nội dung này')
  await main(page)
    .getByRole('button', { name: /^Giữ nguyên tất cả/ })
    .click()
  for (const box of await main(page).locator('[name=units][type=checkbox]').all())
    await box.press('Space')
  await main(page)
    .locator('.together')
    .getByRole('button', { name: 'Đoàn phường Hà Giang 1' })
    .click()
  await says(page, 'Đã chọn xong nơi về cho mọi chi đoàn.')

  await page.goto(`${plain}/compare`)
  await says(page, 'Đoàn thị trấn Mèo Vạc')
  await page.goto(`${plain}/apply`)
  await main(page).locator('[name=confirmed]').press('Space')
  await press(page, 'Áp dụng phương án')
  await says(page, /^Đã áp dụng ngày/)
})
