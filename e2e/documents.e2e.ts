import { expect, test } from 'vitest'
import { useBrowser } from './support/browser.ts'
import { signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

const browser = useBrowser()
const server = useServer()

const communeSecretary = '0300000005'
const communeOfficer = '0300000006'
const branchSecretary = '0300000007'
const subject = 'Ra quân vệ sinh đường thôn chào mừng ngày thành lập Đoàn'

test('a paper from its draft to who has read it, on phones and a desk', async () => {
  const desk = await browser.desktop(server.url)
  await signIn(desk, communeOfficer, '/documents/new')
  await desk.getByLabel('Trích yếu').fill(subject)
  await desk
    .getByLabel('Nội dung', { exact: true })
    .fill('I. MỤC ĐÍCH\n- Đường thôn sạch, đẹp;\nCác chi đoàn tham gia đầy đủ.')
  await desk.getByRole('button', { name: 'Lưu bản thảo' }).click()
  await desk.waitForURL(/\/documents\/[0-9a-f-]{36}$/)
  const address = new URL(desk.url()).pathname
  await desk.getByRole('button', { name: 'Trình duyệt' }).click()
  await desk.getByText('Văn bản đang chờ bí thư duyệt').waitFor()

  const secretary = await browser.phone(server.url)
  await signIn(secretary, communeSecretary, address)
  await secretary.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await secretary.getByRole('button', { name: 'Cấp số và ban hành' }).click()
  const heading = secretary.getByRole('heading', { level: 1 })
  await expect
    .poll(() => heading.textContent(), { timeout: 30_000 })
    .toMatch(/Kế hoạch \d{2,}-KH\//)
  const symbol = (await heading.textContent())?.replace('Kế hoạch ', '').trim() ?? ''
  const pdf = await secretary.request.get(`${server.url}${address}/paper.pdf`)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const docx = await secretary.request.get(`${server.url}${address}/paper.docx`)
  expect((await docx.body()).subarray(0, 2).toString()).toBe('PK')
  await secretary.getByText(/Tất cả chi đoàn trực thuộc/).click()
  await secretary.getByRole('button', { name: 'Gửi văn bản' }).click()
  await secretary.getByRole('link', { name: /Chưa đọc/ }).waitFor()

  const branch = await browser.phone(server.url)
  await signIn(branch, branchSecretary, '/documents')
  await branch.getByRole('link', { name: new RegExp(subject) }).click()
  await branch.getByText(/Đơn vị đồng chí đã đọc lúc/).waitFor()
  await branch.goto('/notices')
  await branch.getByText(`Văn bản đến ${symbol}`).first().waitFor()

  await secretary.goto(`${address}?show=read`)
  await secretary.getByText('Chi đoàn thôn Pả Vi Hạ').first().waitFor()
  await secretary.goto(`/documents/search?q=ve sinh duong thon chao mung`)
  await secretary.getByText(symbol).first().waitFor()

  // Shared by a link, it is read by whoever has it, without signing in.
  await secretary.goto(address)
  await secretary.getByRole('button', { name: 'Tạo liên kết' }).click()
  const link = await secretary.locator('input.control[readonly]').inputValue()
  const visitor = await browser.phone(server.url)
  await visitor.goto(link)
  await visitor.getByRole('heading', { name: subject }).waitFor()
  const shared = await visitor.request.get(`${link}/paper.pdf`)
  expect(shared.headers()['content-type']).toBe('application/pdf')
  expect(shared.headers()['x-robots-tag']).toContain('noindex')
  await secretary.getByRole('button', { name: 'Hủy liên kết' }).click()
  await secretary.locator('input.control[readonly]').waitFor({ state: 'detached' })
  expect((await visitor.request.get(`${link}/paper.pdf`)).status()).toBe(404)
})
