import { closeSync, openSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { EmbeddedPostgresProblem } from './problem.ts'

/**
 * Makes this process the only one that runs PostgreSQL on a folder. The lock is a socket that we
 * listen on: the kernel frees it at our death, whatever kills us, and no recycled process number
 * can be mistaken for us. Returns what frees it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const descriptor = openSync(folder, 'r')
  // Through the descriptor the socket's address stays under 108 bytes, however deep the folder.
  const path = `/proc/self/fd/${descriptor}/launcher.sock`
  try {
    const server = (await listen(path)) ?? (await replaceDead(folder, path))
    return async () => {
      await new Promise((closed) => server.close(closed))
      closeSync(descriptor)
    }
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

async function replaceDead(folder: string, path: string): Promise<Server> {
  const holder = await holderOf(path)
  if (!holder) await rm(path, { force: true })
  const server = holder ? undefined : await listen(path)
  if (server) return server
  throw new EmbeddedPostgresProblem(
    'in_use',
    `Xung Kích is already running on ${folder}${holder ? ` (process ${holder})` : ''}: stop it first, or start this one with another DATA_DIR.`,
    { folder, process: holder ?? '?' },
  )
}

/** Listens, or returns undefined where the socket is there already. */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((done, failed) => {
    const server = createServer((asker) => asker.on('error', () => {}).end(String(process.pid)))
    server.unref()
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? done(undefined) : failed(error),
    )
    server.listen(path, () => done(server))
  })
}

/** The process that holds the lock, or undefined where it has died. */
function holderOf(path: string): Promise<string | undefined> {
  return new Promise((done) => {
    let answer = ''
    const asking = connect(path)
    // A holder too busy to answer is a holder all the same.
    asking.setTimeout(1000, () => asking.destroy())
    asking.once('connect', () => asking.on('close', () => done(answer || '?')))
    asking.on('data', (bytes) => (answer += bytes))
    asking.on('error', () => done(undefined))
  })
}
