import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectFitsThumb, expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { run, startServer } from './support/server.ts'

const browser = useBrowser()

test('the product starts, survives kill -9, answers again at the same address, and stops cleanly', async () => {
  const server = await startServer()
  const page = await browser.phone(server.url)
  await page.goto('/')
  expect(await page.title()).not.toBe('')
  await expectNoAxeViolations(page)
  await expectFitsThumb(page)

  const second = await run(['start', '--empty'], {
    PORT: new URL(server.url).port,
    DATA_DIR: join(server.dataDirectory, 'second'),
  })
  expect(second).toMatchObject({ code: 1, output: expect.stringMatching(/Port \d+ is in use/) })
  expect(second.output).not.toMatch(/^\s+at /m)

  // What the open page was still fetching is cut off with the server.
  browser.expectProblems(/net::ERR_(CONNECTION|EMPTY|SOCKET|NETWORK|INCOMPLETE)/)
  await server.kill9()
  await server.restart()
  await page.goto('/')
  expect(await page.title()).not.toBe('')
  expect(await server.stop()).toBe(0)
})
