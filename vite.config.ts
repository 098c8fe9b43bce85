import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { forNode, forPages } from './scripts/compile-messages.js'
import { cspDirectives } from './src/platform/csp.ts'
import { fieldFiles } from './src/service-worker/list-field-files.ts'

// One version for all parts of a build: the server names the files that the client's part makes.
process.env.XUNGKICH_VERSION ??= String(Date.now())
const version = process.env.XUNGKICH_VERSION

export default defineConfig(({ command }) => ({
  build: {
    modulePreload: {
      // Every page carries the list of what each other page needs beforehand: of that only the styles,
      // without which it would flash; its scripts ask for theirs by themselves, and most are there already.
      resolveDependencies: (_, needed) => needed.filter((file) => file.endsWith('.css')),
    },
  },
  plugins: [
    fieldFiles(version),
    paraglideVitePlugin(forPages),
    // Compiled by `npm ci` for a build; once more for each of its parts would take longer than the rest.
    ...(command === 'serve' ? [paraglideVitePlugin(forNode)] : []),
    sveltekit({
      // Registered by the screens of signed-in people: sign-in and public pages cost nothing more.
      serviceWorker: { register: false },
      adapter: adapter({ out: process.env.XUNGKICH_BUILD ?? 'build', precompress: true }),
      version: { name: version },
      csp: {
        mode: 'nonce',
        directives: Object.fromEntries(
          Object.entries(cspDirectives).map(([name, values]) => [name, [...values]]),
        ),
      },
    }),
  ],
}))
