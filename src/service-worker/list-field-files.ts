import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest, ManifestChunk, Plugin } from 'vite'

const name = 'virtual:field-files'
const routeFolder = 'src/routes/(field)/'

/**
 * Tells the service worker which files of the build field mode is made of, so that a phone on a slow
 * network fetches those and not every officer's screen. Read from Vite's manifest of the client.
 */
export function fieldFiles(kitFolder = '.svelte-kit'): Plugin {
  return {
    name: 'xungkich-field-files',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined
      const { files, laterFiles } = listFieldFiles(kitFolder)
      return `export const files = ${JSON.stringify(files)}\nexport const laterFiles = ${JSON.stringify(laterFiles)}`
    },
  }
}

export function listFieldFiles(kitFolder: string): { files: string[]; laterFiles: string[] } {
  const manifestFile = join(kitFolder, 'output/client/.vite/manifest.json')
  if (!existsSync(manifestFile)) return { files: [], laterFiles: [] }
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest
  const found = new Set<string>()

  const take = (key: string) => {
    const chunk = manifest[key]
    if (!chunk || found.has(chunk.file)) return
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) found.add(file)
    for (const other of chunk.imports ?? []) take(other)
    // What is loaded later belongs to it too; but the app's later parts are all the other screens.
    for (const other of chunk.dynamicImports ?? []) if (!nodeNumber(manifest[other])) take(other)
  }

  for (const [key, chunk] of Object.entries(manifest)) {
    const node = nodeNumber(chunk)
    const isWanted = node ? isOfField(node, chunk) : chunk.isEntry
    if (isWanted) take(key)
  }
  const all = [...found].map((file) => `/${file}`).sort()
  const isLater = (file: string) => file.endsWith('.wasm')
  return { files: all.filter((file) => !isLater(file)), laterFiles: all.filter(isLater) }
}

/** SvelteKit gives each layout and page a numbered file. */
const nodeNumber = (chunk: ManifestChunk | undefined): string | undefined =>
  /\/nodes\/(\d+)\.js$/.exec(chunk?.src ?? '')?.[1]

/** The root layout, the error page and everything under the field's folder. */
const isOfField = (node: string, { src = '' }: ManifestChunk): boolean =>
  node === '0' || node === '1' || readFileSync(src, 'utf8').includes(routeFolder)
