const everyMs = 1000
/** From the first moment on: whoever it was may be gone before there is anything to end. */
const parent = process.ppid

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
    if (process.ppid === parent) return
    clearInterval(watching)
    end()
  }, everyMs).unref()
}
