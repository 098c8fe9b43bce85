import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest, Plugin } from 'vite'

const name = 'virtual:field-files'
const entry = 'src/modules/field/open.ts'

/**
 * Builds field mode's program beside SvelteKit's, under a name that its shell can know, and tells the
 * service worker which files it is made of, so that a phone on a slow network fetches those and not
 * every officer's screen. Read from Vite's manifest of the client.
 */
export function fieldFiles(version: string, kitFolder = '.svelte-kit'): Plugin {
  return {
    name: 'xungkich-field-files',
    buildStart() {
      if (this.environment.name !== 'client' || this.environment.mode !== 'build') return
      const fileName = `_app/immutable/entry/field.${version}.js`
      this.emitFile({ type: 'chunk', id: entry, fileName })
    },
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined
      const { files, laterFiles } = listFieldFiles(kitFolder)
      return `export const files = ${JSON.stringify(files)}\nexport const laterFiles = ${JSON.stringify(laterFiles)}`
    },
  }
}

/** What field mode is made of; of it, what it needs before it shows anything, and what may come later. */
export function listFieldFiles(kitFolder: string): {
  files: string[]
  firstFiles: string[]
  laterFiles: string[]
} {
  const manifestFile = join(kitFolder, 'output/client/.vite/manifest.json')
  if (!existsSync(manifestFile)) return { files: [], firstFiles: [], laterFiles: [] }
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest

  const all = filesOf(manifest, [entry], 'all')
  const isLater = (file: string) => file.endsWith('.wasm')
  return {
    files: all.filter((file) => !isLater(file)),
    // The entry fetches the program at once.
    firstFiles: filesOf(manifest, [entry, ...(manifest[entry]?.dynamicImports ?? [])], 'static'),
    laterFiles: all.filter(isLater),
  }
}

/** The files of some chunks and of what they import, also later where asked for. */
function filesOf(manifest: Manifest, keys: readonly string[], follow: 'all' | 'static'): string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  const waiting = [...keys]
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const chunk = manifest[key]
    if (!chunk || seen.has(key)) continue
    seen.add(key)
    const { file, css = [], assets = [], imports = [], dynamicImports = [] } = chunk
    for (const each of [file, ...css, ...assets]) found.add(`/${each}`)
    waiting.push(...imports, ...(follow === 'all' ? dynamicImports : []))
  }
  return [...found].sort()
}
