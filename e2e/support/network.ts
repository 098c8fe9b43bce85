import {
  request as ask,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll } from 'vitest'

/** What lies between a phone and the product. */
export interface Network {
  readonly url: string
  /**
   * through: as if it were not there; captive: a café's sign-in page answers in its place; busy: the
   * server is too busy for batches.
   */
  mode: 'through' | 'captive' | 'busy'
  /** So many answers to batches are lost on their way back, after the server has stored them. */
  loseReplies: number
  /** Called when an answer to a batch comes by, before it is passed on. */
  onBatch: (() => Promise<void> | void) | undefined
  /** As if a newer version of the program were installed: its version reads like this. */
  version: string | undefined
}

const captivePage = '<!doctype html><title>Wi-Fi</title><h1>Wi-Fi miễn phí</h1>'

const servers: Server[] = []

// Registered while the test file is read, as in server.ts.
afterAll(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A network in front of the product that can be as bad as real ones are; closed after the test file. */
export async function startNetwork(productUrl: string): Promise<Network> {
  const target = new URL(productUrl)
  const network: Network = {
    url: '',
    mode: 'through',
    loseReplies: 0,
    onBatch: undefined,
    version: undefined,
  }
  let oldVersion = ''

  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request)
    const { host: _, 'accept-encoding': __, ...headers } = request.headers
    const options = {
      method: request.method ?? 'GET',
      headers: { ...headers, host: request.headers.host },
    }
    // The files that carry the version in their name are still the old ones.
    const address = network.version
      ? (request.url ?? '/').replace(network.version, oldVersion)
      : (request.url ?? '/')
    const onward = ask(new URL(address, target), options, (answer) => {
      void reply(request, response, answer).catch(() => response.destroy())
    })
    onward.on('error', () => response.destroy())
    onward.end(body)
  }

  const reply = async (
    request: IncomingMessage,
    response: ServerResponse,
    answer: IncomingMessage,
  ) => {
    const { pathname } = new URL(request.url ?? '/', target)
    if (pathname === '/api/sync') {
      const body = await text(answer)
      await network.onBatch?.()
      if (network.loseReplies > 0) {
        network.loseReplies--
        return response.destroy()
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers).end(body)
      return
    }
    const isVersioned = pathname === '/service-worker.js' || pathname === '/field'
    if (!isVersioned) {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      return
    }
    const body = await text(answer)
    oldVersion ||= /name="version" content="([^"]+)"/.exec(body)?.[1] ?? ''
    const changed =
      network.version && oldVersion ? body.replaceAll(oldVersion, network.version) : body
    const { 'content-length': _, etag: __, ...headers } = answer.headers
    response.writeHead(answer.statusCode ?? 502, headers).end(changed)
  }

  const server = createServer((request, response) => {
    if (network.mode === 'captive') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(captivePage)
    } else if (network.mode === 'busy' && request.url === '/api/sync') {
      response.writeHead(503).end()
    } else void pass(request, response).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  servers.push(server)
  return Object.assign(network, {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
  })
}
