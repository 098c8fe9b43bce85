import dns from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** An address to which the server must not be sent: it is not public, or not by https. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress'
}

export interface GuardedAnswer {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}

const inside = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4')
// Only what is routed in public is let through: 2000::/3, without what carries an IPv4 address in it.
const publicV6 = new BlockList()
publicV6.addSubnet('2000::', 3, 'ipv6')
const carriesV4 = new BlockList()
for (const [network, bits] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  carriesV4.addSubnet(network, bits, 'ipv6')

/** Whether an address of the internet protocol may be reached from outside by anybody. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '')
  if (isIP(bare) === 4) return !inside.check(bare, 'ipv4')
  if (isIP(bare) !== 6) return false
  return publicV6.check(bare, 'ipv6') && !carriesV4.check(bare, 'ipv6')
}

/** `host:port` pairs that an installation trusts though they are not public. */
export const trustedHosts = (setting: string | undefined): ReadonlySet<string> =>
  new Set(
    (setting ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  )

/**
 * Throws {@link ForbiddenAddress} unless an address given from outside may be asked: https on its usual
 * port, without a password in it, at a public host. What its name resolves to is looked at when it is asked.
 */
export function checkAddress(address: string, trusted: ReadonlySet<string>): URL {
  if (!URL.canParse(address)) throw new ForbiddenAddress('not an address')
  const url = new URL(address)
  if (trusted.has(url.host)) return url
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '')
  if (url.protocol !== 'https:') throw new ForbiddenAddress('not https')
  if (url.port !== '' || url.username || url.password) throw new ForbiddenAddress('unusual')
  if (isIP(host)) throw new ForbiddenAddress('no name')
  if (!host.includes('.') || /\.(local|localhost|internal|home|lan|arpa|test|invalid)$/i.test(host))
    throw new ForbiddenAddress('not public')
  return url
}

/** A lookup that gives no address unless all that a name has are public. */
export const guardLookup =
  (resolve: LookupFunction): LookupFunction =>
  (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      const addresses = found as unknown as dns.LookupAddress[]
      const [first] = addresses
      if (!first || addresses.some(({ address }) => !isPublicAddress(address)))
        return done(new ForbiddenAddress('not public'), '', 0)
      if (options.all) return done(null, addresses)
      done(null, first.address, first.family)
    })
  }

/** Connections that are kept for whoever asks often; close it when the work is done. */
export interface GuardedClient {
  send(
    url: URL,
    request: { method: string; headers: Record<string, string | number>; body: Buffer | string },
  ): Promise<GuardedAnswer>
  close(): void
}

const mostAnswerBytes = 64 * 1024

/**
 * Asks addresses that came from outside. What a name resolves to is checked by the very lookup by which
 * the connection is made, so that it cannot be another the second time; nothing is followed elsewhere.
 */
export function openGuardedClient(options: {
  trusted: ReadonlySet<string>
  timeoutMs?: number
  sockets?: number
}): GuardedClient {
  const many = { keepAlive: true, maxSockets: options.sockets ?? 64 }
  const agents = {
    guarded: new https.Agent({
      ...many,
      lookup: guardLookup(dns.lookup as unknown as LookupFunction),
    }),
    trusted: { 'http:': new http.Agent(many), 'https:': new https.Agent(many) },
  }
  return {
    send: (url, { method, headers, body }) =>
      new Promise((answer, fail) => {
        const checked = checkAddress(url.href, options.trusted)
        const isTrusted = options.trusted.has(checked.host)
        const isPlain = checked.protocol === 'http:'
        const request = (isPlain ? http : https).request(checked, {
          method,
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          agent: isTrusted ? agents.trusted[isPlain ? 'http:' : 'https:'] : agents.guarded,
          timeout: options.timeoutMs ?? 10_000,
        })
        request.on('timeout', () =>
          request.destroy(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' })),
        )
        request.on('error', fail)
        request.on('response', (response) => {
          const pieces: Buffer[] = []
          let size = 0
          response.on('data', (piece: Buffer) => {
            size += piece.length
            if (size <= mostAnswerBytes) pieces.push(piece)
          })
          response.on('error', fail)
          response.on('end', () =>
            answer({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(pieces).toString(),
            }),
          )
        })
        request.end(body)
      }),
    close: () => {
      agents.guarded.destroy()
      agents.trusted['http:'].destroy()
      agents.trusted['https:'].destroy()
    },
  }
}
