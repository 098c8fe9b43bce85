// Holds the JavaScript of public and field pages under their budget; reads the last build.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { listFieldFiles } from '../src/service-worker/list-field-files.ts'

const output = join(import.meta.dirname, '../.svelte-kit/output')

/**
 * Bytes of JavaScript, gzipped, that a phone loads to open a page of the field or of the public. Some 10,000 of
 * them are the router’s list of all pages, which grows with each module.
 */
export const limit = 62_000

/** Which pages the limit is for, by SvelteKit's route id; the others are only listed. */
export const isLimited = (route: string): boolean =>
  route === '/' || /^\/\((public|auth|field)\)/.test(route) || /(^|\/)field(\/|$)/.test(route)

interface Manifest {
  client: { imports: string[] }
  routes: { id: string; page: { layouts: (number | undefined)[]; leaf: number } | null }[]
}

export interface PageWeight {
  route: string
  bytes: number
}

/**
 * What each page loads before anything is asked for lazily: SvelteKit itself, layouts, the page; for
 * field mode its own program, which goes without SvelteKit's.
 */
export async function weighPages(): Promise<PageWeight[]> {
  const file = pathToFileURL(join(output, 'server/manifest-full.js')).href
  const { manifest } = (await import(file)) as { manifest: Manifest }
  const weights: PageWeight[] = []
  for (const { id, page } of manifest.routes) {
    if (!page) continue
    const nodes = [...page.layouts, page.leaf].filter((node) => node !== undefined)
    if (await goesWithoutScript(nodes)) {
      weights.push({ route: id, bytes: 0 })
      continue
    }
    const files = new Set(manifest.client.imports)
    for (const node of nodes) for (const file of await importsOf(node)) files.add(file)
    let bytes = 0
    for (const file of files) bytes += await weigh(file)
    weights.push({ route: id, bytes })
  }
  let field = 0
  for (const file of listFieldFiles(join(output, '..')).firstFiles) field += await weigh(file)
  weights.push({ route: '/field', bytes: field })
  return weights.sort((one, other) => other.bytes - one.bytes)
}

/** Whether a page, or the last layout around it that says anything of it, says `csr = false`. */
async function goesWithoutScript(nodes: readonly number[]): Promise<boolean> {
  let without = false
  for (const node of nodes) {
    const text = await readFile(join(output, `server/nodes/${node}.js`), 'utf8')
    for (const [, entry = ''] of text.matchAll(
      /from '\.\.\/(entries\/[^']+\.(?:server\.)?[tj]s\.js)'/g,
    )) {
      const said = /\bcsr = (true|false)\b/.exec(
        await readFile(join(output, 'server', entry), 'utf8'),
      )
      if (said) without = said[1] === 'false'
    }
  }
  return without
}

async function importsOf(node: number): Promise<string[]> {
  const text = await readFile(join(output, `server/nodes/${node}.js`), 'utf8')
  const list = text.match(/^export const imports = (\[.*\]);?$/m)?.[1]
  if (!list) throw new Error(`SvelteKit's node ${node} no longer lists its imports as expected`)
  return JSON.parse(list)
}

const weighed = new Map<string, number>()

async function weigh(file: string): Promise<number> {
  if (!file.endsWith('.js')) return 0
  const known = weighed.get(file)
  if (known !== undefined) return known
  const bytes = gzipSync(await readFile(join(output, 'client', file)), { level: 9 }).length
  weighed.set(file, bytes)
  return bytes
}

if (import.meta.main) {
  const pages = await weighPages()
  const limited = pages.filter(({ route }) => isLimited(route))
  const over = limited.filter(({ bytes }) => bytes > limit)
  for (const { route, bytes } of pages) {
    const mark = !isLimited(route) ? '' : `  ${bytes > limit ? 'over' : 'of'} ${limit}`
    console.log(`${String(bytes).padStart(8)}  ${route}${mark}`)
  }
  if (limited.length === 0)
    console.error('No page has a budget: see isLimited in scripts/byte-budget.ts')
  process.exit(over.length > 0 || limited.length === 0 ? 1 : 0)
}
