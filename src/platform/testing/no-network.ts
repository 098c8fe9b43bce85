import dns from 'node:dns'
import net, { isIP } from 'node:net'

/** A test reached for a machine other than this one. */
export class OutsideNetwork extends Error {
  override readonly name = 'OutsideNetwork'
}

const connect = net.Socket.prototype.connect
const lookup = dns.lookup

// biome-ignore lint/suspicious/noExplicitAny: Node normalises the many forms of its arguments itself.
net.Socket.prototype.connect = function (this: net.Socket, ...words: any[]) {
  const host = hostAmong(Array.isArray(words[0]) ? words[0] : words)
  if (!isOutside(host)) return connect.apply(this, words as Parameters<typeof connect>)
  queueMicrotask(() => this.destroy(new OutsideNetwork(`A test tried to reach ${host}`)))
  return this
} as typeof connect

/** `connect({ host, port })`, `connect({ path })`, `connect(port, host)` or `connect(path)`. */
function hostAmong([first, second]: unknown[]): string {
  if (typeof first === 'object' && first !== null) {
    return 'host' in first && !('path' in first && first.path)
      ? String(first.host ?? 'localhost')
      : 'localhost'
  }
  const isPort = !Number.isNaN(Number(first))
  return isPort && typeof second === 'string' ? second : 'localhost'
}

// biome-ignore lint/suspicious/noExplicitAny: as above, with a callback at the end.
dns.lookup = ((name: string, ...words: any[]) => {
  if (!isOutside(name)) return (lookup as (...all: unknown[]) => void)(name, ...words)
  const callback = words.at(-1) as (error: Error) => void
  queueMicrotask(() => callback(new OutsideNetwork(`A test tried to look up ${name}`)))
}) as typeof dns.lookup

function isOutside(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  if (isIP(bare) === 4) return !bare.startsWith('127.')
  if (isIP(bare) === 6) return bare !== '::1' && !bare.startsWith('::ffff:127.')
  return bare !== 'localhost' && !bare.endsWith('.localhost')
}
