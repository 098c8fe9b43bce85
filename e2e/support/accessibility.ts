import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** What is asked of a page: all of WCAG 2.2 AA, or only what its colours decide. */
const questions = {
  everything: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
}

/** The page as it stands meets WCAG 2.2 AA, as far as axe can tell. */
export async function expectNoAxeViolations(
  page: Page,
  question: keyof typeof questions = 'everything',
): Promise<void> {
  // A colour half-way through a transition has the contrast of neither end. Those of what is folded
  // away stand still, and have no end.
  await page.evaluate(() =>
    Promise.race([
      Promise.allSettled(document.getAnimations().map((each) => each.finished)),
      new Promise((later) => setTimeout(later, 1000)),
    ]),
  )
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  const found: string[] = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeResults> }
    }
    const ask = async (runOnly: object) =>
      (await axe.run(document, { runOnly, resultTypes: ['violations'] })).violations
    const violations = await ask(runOnly)
    /** A bar that stays at the foot may lie over half a target at this very place of the page. */
    const isSmallInTheOpen = async (selector: string) => {
      document.querySelector(selector)?.scrollIntoView({ block: 'center', behavior: 'instant' })
      const again = await ask({ type: 'rule', values: ['target-size'] })
      return again.some(({ nodes }) => nodes.some((node) => String(node.target[0]) === selector))
    }
    const faults: string[] = []
    for (const { id, help, nodes } of violations)
      for (const node of nodes)
        if (id !== 'target-size' || (await isSmallInTheOpen(String(node.target[0]))))
          faults.push(`${id} (${help}): ${node.html} ${node.failureSummary ?? ''}`)
    return faults
  }, questions[question])
  expect(found.join('\n'), `axe at ${page.url()}`).toBe('')
}

/** The page is no wider than the screen, and what a thumb must hit is at least 44 px each way. */
export async function expectFitsThumb(page: Page): Promise<void> {
  const faults = await page.evaluate(() => {
    const targets = 'button, summary, select, input:not([type=hidden]), [role=button], nav a'
    /** A label belongs to its target, and may reach farther than its own box. */
    const labelTakesThumb = (target: HTMLElement) => {
      const label = target.closest('label') ?? (target as HTMLInputElement).labels?.[0]
      if (!label) return false
      label.scrollIntoView({ block: 'center', behavior: 'instant' })
      const box = label.getBoundingClientRect()
      const [x, y] = [box.left + Math.min(box.width / 2, 22), box.top + box.height / 2]
      return [-21, 0, 21].every((off) => {
        const hit = document.elementFromPoint(x, y + off)
        return hit !== null && (label.contains(hit) || target.contains(hit))
      })
    }
    const isTooSmall = (target: HTMLElement) => {
      const { width, height } = target.getBoundingClientRect()
      const isShown =
        width >= 2 && height >= 2 && target.checkVisibility({ visibilityProperty: true })
      const isHidden = target.closest('[aria-hidden=true]') !== null
      return isShown && !isHidden && (width < 43.5 || height < 43.5) && !labelTakesThumb(target)
    }
    /** How high the finger may miss: a link may reach over its whole row by what is drawn around it. */
    const heightUnderThumb = (link: HTMLElement) => {
      link.scrollIntoView({ block: 'center', behavior: 'instant' })
      const box = link.getBoundingClientRect()
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      const isHit = (at: number) => document.elementFromPoint(x, at)?.closest('a, button') === link
      const reach = (step: number) => {
        let far = 0
        while (far < 44 && isHit(y + (far + 1) * step)) far++
        return far
      }
      return reach(-1) + reach(1) + 1
    }
    /** A link within a sentence is as high as its line. */
    const isInSentence = (link: HTMLElement) =>
      getComputedStyle(link).display === 'inline' &&
      [...(link.parentNode?.childNodes ?? [])].some(
        (one) => one.nodeType === Node.TEXT_NODE && /\p{L}/u.test(one.textContent ?? ''),
      )
    const scope = document.querySelector('dialog[open]') ?? document.querySelector('main')
    const links = [...(scope?.querySelectorAll<HTMLElement>('a[href]') ?? [])]
    /** A mark on a map lies where its place lies; the list beside it leads there too. */
    const isMarkOnMap = (link: HTMLElement) =>
      link.closest('svg') !== null &&
      links.some(
        (one) => !one.closest('svg') && one.getAttribute('href') === link.getAttribute('href'),
      )
    const flat = links.filter((link) => {
      const { width, height } = link.getBoundingClientRect()
      const isShown =
        width >= 2 && height >= 2 && link.checkVisibility({ visibilityProperty: true })
      return isShown && !isInSentence(link) && !isMarkOnMap(link) && heightUnderThumb(link) < 43
    })
    const { scrollWidth, clientWidth } = document.documentElement
    const tooWide = scrollWidth - clientWidth
    const small = [
      ...[...document.querySelectorAll<HTMLElement>(targets)].filter(isTooSmall),
      ...flat,
    ]
    return [
      ...(tooWide > 0 ? [`the page is ${tooWide} px too wide`] : []),
      ...small.map((target) => {
        const { width, height } = target.getBoundingClientRect()
        return `${target.outerHTML.slice(0, 120)} is ${Math.round(width)} × ${Math.round(height)} px`
      }),
    ]
  })
  expect(faults.join('\n'), `at ${page.url()}`).toBe('')
}
