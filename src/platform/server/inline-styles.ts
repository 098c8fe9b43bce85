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

/**
 * A page with its style sheets within it: on a slow network each file more is a second more before anything
 * is shown. The policy that comes with the page then names exactly these, by their hashes.
 */
export function withStylesInside(
  html: string,
  policy: string | null,
): { html: string; policy: string | null } {
  if (!clientFolder || !policy?.includes("style-src 'self'")) return { html, policy }
  const hashes: string[] = []
  const inlined = html.replaceAll(link, (whole, path: string) => {
    const sheet = sheetOf(clientFolder, path)
    if (!sheet) return whole
    hashes.push(sheet.hash)
    return `<style>${sheet.css}</style>`
  })
  if (hashes.length === 0) return { html, policy }
  return {
    html: inlined,
    policy: policy.replace("style-src 'self'", `style-src 'self' ${hashes.join(' ')}`),
  }
}
