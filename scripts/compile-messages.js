// Compiles the messages twice: for pages, where each carries only those that it says, a module a message;
// for Node, which reads thousands of small modules slowly, a module a language.
import { compile } from '@inlang/paraglide-js'

/** @type {import('@inlang/paraglide-js').CompilerOptions} */
const shared = {
  project: './project.inlang',
  outdir: './src/paraglide',
  strategy: ['cookie', 'baseLocale'],
  cookieName: 'locale',
}
export const forPages = shared
/** @type {import('@inlang/paraglide-js').CompilerOptions} */
export const forNode = {
  ...shared,
  outdir: './paraglide-node',
  outputStructure: 'locale-modules',
}

if (import.meta.main ?? process.argv[1]?.endsWith('compile-messages.js'))
  for (const options of [forPages, forNode]) await compile(options)
