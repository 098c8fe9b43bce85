import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

/** There is no poppler and none could be installed; the message says what to do. */
export class NoPoppler extends Error {
  override readonly name = 'NoPoppler'
}

/** poppler-utils: a reader of PDF that is not ours, as Debian has it. */
export type PopplerProgram = 'pdftotext' | 'pdffonts' | 'pdfinfo' | 'pdfsig' | 'pdftoppm'

const run = promisify(execFile)

/**
 * Runs a program of poppler-utils and gives what it printed; installs it with apt where that is missing
 * and we are root. Throws {@link NoPoppler} where that cannot be.
 */
export async function poppler(program: PopplerProgram, ...words: string[]): Promise<string> {
  try {
    return (await run(program, words, { maxBuffer: 64 * 1024 * 1024 })).stdout
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  install()
  return (await run(program, words, { maxBuffer: 64 * 1024 * 1024 })).stdout
}

function install() {
  if (process.getuid?.() !== 0)
    throw new NoPoppler(
      'The tests of PDF need poppler-utils: install it ("sudo apt-get install poppler-utils").',
    )
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'poppler-utils']]) {
    // Several test files may come here at once.
    const all = ['-o', 'DPkg::Lock::Timeout=120', ...words]
    const { status, stderr } = spawnSync('apt-get', all, { env: environment, encoding: 'utf8' })
    if (status !== 0) throw new NoPoppler(`apt-get ${words.join(' ')} failed:\n${stderr}`)
  }
}
