import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { LaunchOptions } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

/** There is no browser and none could be installed; the message says what to do. */
export class NoChromium extends Error {
  override readonly name = 'NoChromium'
}

/**
 * The Chromium of this machine: that of CHROMIUM_PATH, else one on the PATH, else one that apt
 * installs where we are root. Throws {@link NoChromium} where none of it is possible.
 */
export function findOrInstallChromium(say: (line: string) => void = console.log): string {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (isProgram(given)) return given
    throw new NoChromium(`CHROMIUM_PATH names ${given}, which is no program`)
  }
  const found = findOnPath()
  if (found) return found
  if (process.getuid?.() === 0 && isProgram('/usr/bin/apt-get')) {
    say('Installing Chromium with apt-get …')
    installWithApt()
    const installed = findOnPath()
    if (installed) return installed
  }
  throw new NoChromium(
    'The browser tests need Chromium: install it ("sudo apt-get install chromium", or Google Chrome), or set CHROMIUM_PATH to its program.',
  )
}

function installWithApt() {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const words of [['update'], ['install', '-y', 'chromium']]) {
    const { status, stderr } = spawnSync('apt-get', words, { env: environment, encoding: 'utf8' })
    if (status !== 0) throw new NoChromium(`apt-get ${words.join(' ')} failed:\n${stderr}`)
  }
}

function findOnPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** How the tests start Chromium: quiet, without calls home, and as root without its sandbox. */
export function chromiumOptions(executablePath: string): LaunchOptions {
  const asRoot = process.getuid?.() === 0
  return {
    executablePath,
    chromiumSandbox: !asRoot,
    args: [
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A container's /dev/shm is often too small for a browser.
      '--disable-dev-shm-usage',
      // No test reaches another machine, whatever a page asks for.
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
    ],
  }
}
