import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'

export interface Asked {
  path: string
  headers: IncomingMessage['headers']
  body: Buffer
}
export type Answer = { status?: number; type?: string; body: unknown }

export interface TestServer {
  url: string
  /** All that was asked, in order. */
  asked: Asked[]
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
    const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces) }
    asked.push(one)
    const { status = 200, type = 'application/json', body } = await answer(one)
    response.writeHead(status, { 'content-type': type })
    response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
