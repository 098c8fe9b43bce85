import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Colours = Record<string, string>

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function block(selector: string): string {
  const start = css.indexOf(`${selector} {`)
  return css.slice(start, css.indexOf('}', start))
}

function colours(selector: string): Colours {
  const found = block(selector).matchAll(/--color-([a-z0-9-]+): ([^;]+);/g)
  return Object.fromEntries([...found].map(([, name, value]) => [name, value]))
}

/** Relative luminance of a `#rrggbb` colour, as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['page', 'surface', 'raised', 'sunken']
const text: [ink: string, on: string][] = [
  ...grounds.flatMap((on) =>
    ['ink', 'ink-2', 'ink-3', 'primary-ink', 'danger-ink'].map((ink): [string, string] => [
      ink,
      on,
    ]),
  ),
  ...['brand', 'brand-deep'].flatMap((on): [string, string][] => [
    ['on-brand', on],
    ['on-brand-2', on],
  ]),
  ...['primary', 'primary-hover', 'primary-press'].map((on): [string, string] => [
    'on-primary',
    on,
  ]),
  ...['danger', 'danger-hover'].map((on): [string, string] => ['on-danger', on]),
  ...['on-inverse', 'inverse-accent', 'inverse-success', 'inverse-danger'].map(
    (ink): [string, string] => [ink, 'inverse'],
  ),
  ['on-accent', 'accent'],
  ['on-success', 'success'],
  ['ink-2', 'neutral-soft'],
  ['ink', 'primary-soft'],
  ['ink-2', 'primary-soft'],
  ...['primary', 'accent', 'info', 'success', 'warning', 'danger', 'teal', 'violet', 'rose'].map(
    (hue): [string, string] => [`${hue}-ink`, `${hue}-soft`],
  ),
]
const edges: [edge: string, on: string][] = [
  ...grounds.map((on): [string, string] => ['line-strong', on]),
  ...grounds.map((on): [string, string] => ['focus', on]),
]

const light = colours('\n:root')
const themes: Record<string, Colours> = {
  light,
  dark: { ...light, ...colours(':root[data-theme="dark"]') },
}

test('a person who chooses dark sees what a dark device shows', () => {
  const lines = (selector: string) =>
    block(selector)
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  expect(lines(':root[data-theme="dark"]')).toEqual(lines(':root:not([data-theme="light"])'))
})

describe.each(Object.keys(themes))('in the %s theme', (theme) => {
  const colour = (name: string): string => {
    const value = themes[theme]?.[name]
    if (!value) throw new Error(`tokens.css has no --color-${name}`)
    return value
  }

  test.each(text)('text in %s is readable on %s (4.5 to 1)', (ink, on) => {
    expect(contrast(colour(ink), colour(on))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(edges)('%s can be told from %s (3 to 1)', (edge, on) => {
    expect(contrast(colour(edge), colour(on))).toBeGreaterThanOrEqual(3)
  })
})
