import { expect, test } from 'vitest'
import { nobody } from '#platform/server/context.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { GET as posterOfVenture } from '../../../ventures/[ventureId=id]/poster.pdf/+server.ts'
import { GET as scriptOfPost } from '../script.pdf/+server.ts'
import { GET as posterOfPost } from './+server.ts'

const app = useApp()

/** Asks for a sheet of what is not there: counted all the same, and before anything is looked up. */
async function ask(get: (event: never) => unknown, address: string) {
  const headers: Record<string, string> = {}
  const event = {
    url: new URL('http://localhost:3000/x'),
    params: { postId: uuidv7(), ventureId: uuidv7() },
    locals: {
      app,
      asking: asking(app, nobody),
      read: (look: Parameters<typeof app.read>[1]) => app.read(asking(app, nobody), look),
    },
    getClientAddress: () => address,
    setHeaders: (more: Record<string, string>) => Object.assign(headers, more),
  }
  try {
    await get(event as never)
    return { status: 200, headers }
  } catch (thrown) {
    return { status: (thrown as { status: number }).status, headers }
  }
}

test('of all sheets together a network gets ten at once, and then waits', async () => {
  const sheets = [posterOfPost, scriptOfPost, posterOfVenture]
  for (let n = 0; n < 10; n += 1)
    expect((await ask(sheets[n % 3] as never, `2001:db8:5:5::${n}`)).status).toBe(404)
  for (const sheet of sheets) {
    const { status, headers } = await ask(sheet as never, '2001:db8:5:5::ff')
    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  }
  expect((await ask(posterOfPost as never, '2001:db8:5:6::1')).status).toBe(404)
})
