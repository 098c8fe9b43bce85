import { readFileSync } from 'node:fs'

const everyMs = 1000

/** The parent, and npm above it where npm put a shell between; of both, since either can be what is killed. */
function startedBy(): string {
  const parent = process.ppid
  // "PID (NAME) STATE PARENT …", and a name may hold anything but is at most 15 characters long.
  const [, name = '', above = ''] =
    /^\d+ \((.*)\) \S (\d+) /.exec(readText(`/proc/${parent}/stat`)) ?? []
  return /^(ba|da|z|k)?sh$/.test(name) ? `${parent} ${above}` : `${parent}`
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Another system, or gone already.
    return ''
  }
}

/** From the first moment on: whoever it was may be gone before there is anything to end. */
const first = startedBy()

/**
 * Calls `end` once nobody is left whom the server was started by: the wrapper that moved on to the Node
 * which came along (its channel closes, even by kill -9), or npm, which may end without passing it on.
 * Whoever starts the server by itself, as a service or with nohup, has no such parent.
 */
export function endWithParent(end: () => void): void {
  if (process.connected === false) {
    end()
    return
  }
  if (process.connected) {
    process.once('disconnect', end)
    // The channel alone is no reason to go on.
    process.channel?.unref()
  }
  if (!process.env.npm_lifecycle_event) return
  const watching = setInterval(() => {
    if (startedBy() === first) return
    clearInterval(watching)
    end()
  }, everyMs).unref()
}
