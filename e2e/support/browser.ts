import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { chromiumOptions } from '../../src/platform/testing/chromium.ts'

const vietnam = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' }

const devices = {
  /** A five-year-old Android phone in the hand. */
  phone: {
    ...vietnam,
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    userAgent:
      'Mozilla/5.0 (Linux; Android 11; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  },
  /** An officer's desktop. */
  desktop: { ...vietnam, viewport: { width: 1366, height: 768 } },
} satisfies Record<string, BrowserContextOptions>

export interface TestBrowser {
  /** A page of a new person on a phone 360 px wide; nothing is shared with other pages. */
  phone(address: string, options?: BrowserContextOptions): Promise<Page>
  /** A page of a new person at a desktop. */
  desktop(address: string, options?: BrowserContextOptions): Promise<Page>
  /** Says that this test brings about errors in the console on purpose, such as being offline. */
  expectProblems(pattern: RegExp): void
}

/**
 * A browser for a test file; to be called at its top level. After each test its pages are closed,
 * and the test fails if a page logged an error, threw one or broke the Content Security Policy. Of a
 * test that failed the screens are in test-results/.
 * @example
 * const browser = useBrowser()
 * test('…', async () => {
 *   const page = await browser.phone(server.url)
 *   await page.goto('/field')
 * })
 */
export function useBrowser(): TestBrowser {
  let browser: Browser
  let contexts: BrowserContext[] = []
  let problems: string[] = []
  let expected: RegExp[] = []

  beforeAll(async () => {
    browser = await chromium.launch(chromiumOptions(inject('chromium')))
  })
  afterAll(() => browser?.close())

  afterEach(async (test) => {
    if (test.task.result?.state === 'fail') await keepScreens(test.task.name, contexts)
    for (const context of contexts) await context.close()
    const unexpected = problems.filter(
      (problem) => !expected.some((pattern) => pattern.test(problem)),
    )
    contexts = []
    problems = []
    expected = []
    expect(unexpected.join('\n'), 'errors in the browser').toBe('')
  })

  const open = async (options: BrowserContextOptions, address: string) => {
    const context = await browser.newContext({ ...options, baseURL: address })
    contexts.push(context)
    await watch(context, (problem) => problems.push(problem))
    return context.newPage()
  }
  return {
    phone: (address, options) => open({ ...devices.phone, ...options }, address),
    desktop: (address, options) => open({ ...devices.desktop, ...options }, address),
    expectProblems: (pattern) => expected.push(pattern),
  }
}

/** Unfolds what is folded away: a press before the page's script, or while it is drawn anew, may be lost. */
export async function unfold(details: Locator): Promise<void> {
  const isOpen = () => details.evaluate((it) => (it as HTMLDetailsElement).open)
  await expect
    .poll(async () => {
      if (!(await isOpen())) await details.locator('summary').first().click()
      return isOpen()
    })
    .toBe(true)
}

async function watch(context: BrowserContext, report: (problem: string) => void) {
  context.on('weberror', (error) => report(`thrown: ${error.error().stack ?? error.error()}`))
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    const { url, lineNumber } = message.location()
    report(`console: ${message.text()} (${url}:${lineNumber})`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(
        `Content Security Policy: ${event.violatedDirective} blocked ${event.blockedURI} ${event.sample}`,
      )
    })
  })
}

async function keepScreens(test: string, contexts: BrowserContext[]) {
  await mkdir('test-results', { recursive: true })
  const name = test.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  const pages = contexts.flatMap((context) => context.pages())
  for (const [index, page] of pages.entries()) {
    const path = join('test-results', `${name}-${index + 1}.png`)
    await page.screenshot({ path, fullPage: true, timeout: 5000 }).catch(() => {})
  }
}
