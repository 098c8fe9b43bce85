import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'

export interface Asked {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}
/** What is answered; `'hang'` takes what was sent and never answers. */
export type Answer = { status?: number; headers?: Record<string, string>; body?: unknown } | 'hang'

export interface TestServer {
  url: string
  host: string
  /** All that was asked, in order. */
  asked: Asked[]
  /** Breaks every line that is open, as a machine that falls over. */
  drop(): void
  stop(): Promise<void>
}

/** A server on a real socket of this machine, for the tests of what speaks to services outside. */
export async function serve(
  answer: (asked: Asked) => Answer | Promise<Answer>,
): Promise<TestServer> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(pieces),
    }
    asked.push(one)
    const given = await answer(one)
    if (given === 'hang') return
    response.writeHead(given.status ?? 200, {
      'content-type': 'application/json',
      ...given.headers,
    })
    response.end(given.body === undefined ? '' : JSON.stringify(given.body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    asked,
    drop: () => server.closeAllConnections(),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
