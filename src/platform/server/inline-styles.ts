import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const link =
  /<link href="(?:\.{1,2}\/)*\/?(_app\/immutable\/assets\/[\w.-]+\.css)" rel="stylesheet">/g

/** Where the build keeps what browsers fetch; nothing while developing. */
const clientFolder = (() => {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'client/_app/immutable/assets'))) return join(folder, 'client')
  return undefined
})()

/** A style sheet as it may stand within a page, and what the content security policy calls it. */
interface Inlined {
  css: string
  hash: string
}
const known = new Map<string, Inlined | undefined>()

function sheetOf(folder: string, path: string): Inlined | undefined {
  if (!known.has(path)) {
    const file = join(folder, path)
    // Fonts are named relative to the sheet; within a page they need their whole address.
    const css = existsSync(file)
      ? readFileSync(file, 'utf8')
          .trim()
          .replaceAll(/url\((["']?)\.\//g, `url($1/${dirname(path)}/`)
      : undefined
    known.set(
      path,
      css === undefined || css.includes('</style')
        ? undefined
        : { css, hash: `'sha256-${createHash('sha256').update(css).digest('base64')}'` },
    )
  }
  return known.get(path)
}

/** The pictures of a sprite that a page shows, by name; nothing where the sprite is not as we draw it. */
const sprites = new Map<string, Map<string, string>>()
function symbolsOf(folder: string, path: string): Map<string, string> {
  const found = sprites.get(path)
  if (found) return found
  const file = join(folder, path)
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const symbols = new Map(
    [...text.matchAll(/<symbol id="([\w-]+)"[\s\S]*?<\/symbol>/g)].map(([symbol, name = '']) => [
      name,
      symbol,
    ]),
  )
  sprites.set(path, symbols)
  return symbols
}

/** The icons that a page shows, drawn within it: one file less to wait for. */
function withIconsInside(html: string, folder: string): string {
  const used = new Map<string, string>()
  const rewritten = html.replaceAll(
    /<use href="(?:\.{1,2}\/)*\/?(_app\/immutable\/assets\/sprite\.[\w-]+\.svg)#([\w-]+)"/g,
    (whole, path: string, name: string) => {
      const symbol = symbolsOf(folder, path).get(name)
      if (!symbol) return whole
      used.set(name, symbol.replace(/^<symbol id="/, '<symbol id="icon-'))
      return `<use href="#icon-${name}"`
    },
  )
  if (used.size === 0) return html
  return rewritten.replace(
    /<body[^>]*>/,
    (body) => `${body}<svg hidden aria-hidden="true">${[...used.values()].join('')}</svg>`,
  )
}

/** The mark in the bar, within the page. */
let mark: string | undefined
function withMarkInside(html: string, folder: string): string {
  const file = join(folder, 'mark.svg')
  mark ??= existsSync(file)
    ? `src="data:image/svg+xml;base64,${readFileSync(file).toString('base64')}"`
    : 'src="/mark.svg"'
  return html.replace('src="/mark.svg"', mark)
}

/**
 * A page with its style sheets, icons and mark within it: on a slow network each file more is a second more before anything
 * is shown. The policy that comes with the page then names exactly these, by their hashes.
 */
export function withStylesInside(
  html: string,
  policy: string | null,
): { html: string; policy: string | null } {
  // A page that script takes over must stay as Svelte drew it.
  const isStill = !html.includes('__sveltekit')
  if (!clientFolder || !isStill || !policy?.includes("style-src 'self'")) return { html, policy }
  const hashes: string[] = []
  const inlined = html.replaceAll(link, (whole, path: string) => {
    const sheet = sheetOf(clientFolder, path)
    if (!sheet) return whole
    hashes.push(sheet.hash)
    return `<style>${sheet.css}</style>`
  })
  if (hashes.length === 0) return { html, policy }
  return {
    html: withMarkInside(withIconsInside(inlined, clientFolder), clientFolder),
    policy: policy.replace("style-src 'self'", `style-src 'self' ${hashes.join(' ')}`),
  }
}
