import { createServer } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'

test('a test cannot reach another machine, by name or by number', async () => {
  await expect(fetch('http://example.com/')).rejects.toMatchObject({
    cause: { name: 'OutsideNetwork' },
  })
  await expect(fetch('http://192.0.2.1/')).rejects.toMatchObject({
    cause: { name: 'OutsideNetwork' },
  })
  const error = await new Promise((done) => connect(443, 'example.com').on('error', done))
  expect(error).toMatchObject({ name: 'OutsideNetwork' })
})

test('a test reaches a server on its own machine', async () => {
  const server = createServer((_, response) => response.end('here'))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as { port: number }
  expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe('here')
  server.close()
})
