import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A program that a test reads with is missing and could not be installed; the message says what to do. */
export class NoProgram extends Error {
  override readonly name = 'NoProgram'
}

/**
 * Runs a program of Debian's and gives what it printed; installs its package with apt where it is
 * missing and we are root. Throws {@link NoProgram} where that cannot be.
 */
export async function debian(
  packageName: string,
  program: string,
  ...words: string[]
): Promise<string> {
  try {
    return (await run(program, words, { maxBuffer: 64 * 1024 * 1024 })).stdout
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  install(packageName)
  return (await run(program, words, { maxBuffer: 64 * 1024 * 1024 })).stdout
}

function install(packageName: string) {
  if (process.getuid?.() !== 0)
    throw new NoProgram(
      `This test needs ${packageName}: install it ("sudo apt-get install ${packageName}").`,
    )
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', packageName]]) {
    // Several test files may come here at once.
    const all = ['-o', 'DPkg::Lock::Timeout=120', ...words]
    const { status, stderr } = spawnSync('apt-get', all, { env: environment, encoding: 'utf8' })
    if (status !== 0) throw new NoProgram(`apt-get ${words.join(' ')} failed:\n${stderr}`)
  }
}
