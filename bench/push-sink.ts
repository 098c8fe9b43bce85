// Run by outreach.ts as a process of its own: takes whatever is posted, as a push service and as Zalo does.
import { createServer } from 'node:http'

const taken = { push: 0, zalo: 0 }
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    const isZalo = request.url?.startsWith('/v3.0/') ?? false
    if (request.url === '/taken') response.end(JSON.stringify(taken))
    else if (request.url === '/v4/oa/access_token')
      response.end(JSON.stringify({ access_token: 'a', refresh_token: 'b', expires_in: '90000' }))
    else if (isZalo) {
      taken.zalo++
      response.end('{"error":0,"data":{"message_id":"m"}}')
    } else {
      taken.push++
      response.writeHead(201).end()
    }
  })
}).listen(0, '127.0.0.1', () => {
  console.log((server.address() as { port: number }).port)
})
