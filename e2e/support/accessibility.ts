import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The page as it stands meets WCAG 2.2 AA, as far as axe can tell. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // A colour half-way through a transition has the contrast of neither end.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((each) => each.finished)),
  )
  await page.evaluate(axe)
  const found: { rule: string; help: string; where: string[] }[] = await page.evaluate(
    async (tags) => {
      const { axe } = globalThis as unknown as {
        axe: { run(context: Document, options: object): Promise<AxeResults> }
      }
      const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
      return violations.map(({ id, help, nodes }) => ({
        rule: id,
        help,
        where: nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`),
      }))
    },
    levels,
  )
  expect(found, `axe at ${page.url()}`).toEqual([])
}

/** The page is no wider than the screen, and what a thumb must hit is at least 44 px each way. */
export async function expectFitsThumb(page: Page): Promise<void> {
  const faults = await page.evaluate(() => {
    const found: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth)
      found.push(`the page is ${scrollWidth - clientWidth} px too wide`)
    const targets = 'button, summary, select, input:not([type=hidden]), [role=button], nav a'
    for (const target of document.querySelectorAll<HTMLElement>(targets)) {
      // The label of a small box is part of its target.
      const label = target.closest('label') ?? (target as HTMLInputElement).labels?.[0]
      const sizes = [target, ...(label ? [label] : [])].map((each) => each.getBoundingClientRect())
      if (sizes.every(({ width, height }) => width < 2 || height < 2)) continue
      if (sizes.some(({ width, height }) => width >= 43.5 && height >= 43.5)) continue
      const { width, height } = target.getBoundingClientRect()
      found.push(
        `${target.outerHTML.slice(0, 120)} is ${Math.round(width)} × ${Math.round(height)} px`,
      )
    }
    return found
  })
  expect(faults, `at ${page.url()}`).toEqual([])
}
