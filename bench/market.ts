import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { placeOrder } from '#modules/market/server/index.ts'
import { nobody } from '#platform/server/context.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  type Bench,
  type Measured,
  ms,
  officerAt,
  openBenchDatabase,
  percentile,
  takeTurns,
} from './support.ts'

const root = join(import.meta.dirname, '..')
const buyers = 100
const rounds = 5

/**
 * A product's page by HTTP against a bare `node:http` that sends the same bytes; and a hundred buyers who want the
 * last one at the same moment, from the first asked to the last answered, against as many bare updates of one row.
 */
export const marketBench: Bench = {
  name: 'market',
  run: async (say) => [...(await lastOne(say)), await page(say)],
}

async function lastOne(say: (line: string) => void): Promise<Measured[]> {
  const database = await openBenchDatabase()
  try {
    const { owner, app } = database
    const [unitId, stallId] = [uuidv7(), uuidv7()]
    await owner.query('insert into units.unit (id) values ($1)', [unitId])
    const who = { ...(await officerAt(database, unitId, 'commune_officer')), actor: nobody }
    await owner.query(
      `insert into market.stall (id, unit_id, name, is_open, pickup_place) values ($1, $2, 'Gian hàng đo', true, 'x')`,
      [stallId, unitId],
    )
    const [times, bareTimes]: [number[], number[]] = [[], []]
    let sold = 0
    say(`${buyers} buyers, ${rounds} times`)
    for (let round = 0; round < rounds; round += 1) {
      const productId = uuidv7()
      await owner.query(
        `insert into market.product (id, stall_id, unit_id, name, kind, unit_of_sale, price, stock, state, listed_at)
         values ($1, $2, $3, 'Chè', 'tea', 'kg', 1000, 1, 'listed', now())`,
        [productId, stallId, unitId],
      )
      const started = performance.now()
      const came = await Promise.allSettled(
        Array.from({ length: buyers }, (_, at) =>
          app.run(who, placeOrder, {
            ...{ id: uuidv7(), stallId, items: [{ productId, quantity: 1 }], seenTotal: 1000 },
            ...{ deliveryWay: 'pickup', paymentWay: 'cash', name: 'Người mua', consent: 'on' },
            phone: `09${String(round * buyers + at).padStart(8, '1')}`,
          }),
        ),
      )
      times.push(performance.now() - started)
      sold += came.filter(({ status }) => status === 'fulfilled').length
      await owner.query('update market.product set stock = 1 where id = $1', [productId])
      const bareStarted = performance.now()
      await Promise.all(
        Array.from({ length: buyers }, () =>
          app.database.pool
            .query('select 1')
            .then(() =>
              owner.query(
                'update market.product set stock = stock - 1 where id = $1 and stock > 0',
                [productId],
              ),
            ),
        ),
      )
      bareTimes.push(performance.now() - bareStarted)
    }
    const middle = (values: number[]) =>
      [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0
    const [ours, bare] = [middle(times), middle(bareTimes)]
    return [
      {
        what: `${buyers} buyers for the last one (${sold} sold of ${rounds})`,
        ours: `median ${ms(ours)}`,
        limit: `bare updates ${ms(bare)}`,
        ratio: ours / bare,
        target: 'one sold each, < 2 s',
        met: sold === rounds && ours < 2000,
      },
    ]
  } finally {
    await database.stop()
  }
}

async function page(say: (line: string) => void): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'xungkich-bench-market-'))
  let child: ChildProcess | undefined
  const bare = createServer()
  try {
    say('starting the demonstration')
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    probe.close()
    child = spawn(process.execPath, ['src/cli/xungkich.js', 'start'], {
      cwd: root,
      env: {
        ...process.env,
        LANG: 'en_US.UTF-8',
        DATA_DIR: folder,
        PORT: String(port),
        HOST: '127.0.0.1',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (child.stdout)
      for await (const line of createInterface({ input: child.stdout }))
        if (line.includes('ready: http')) break
    child.stdout?.resume()
    const list = await (await fetch(`http://127.0.0.1:${port}/market`)).text()
    const path = /href="(\/market\/[0-9a-f-]{36})"/.exec(list)?.[1]
    if (!path) throw new Error('the demonstration sells nothing')
    const body = Buffer.from(await (await fetch(`http://127.0.0.1:${port}${path}`)).arrayBuffer())
    bare.on('request', (_, answer) => answer.setHeader('content-type', 'text/html').end(body))
    bare.listen(0, '127.0.0.1')
    await once(bare, 'listening')
    const barePort = (bare.address() as AddressInfo).port
    say(`${body.length} bytes`)
    const get = (at: number, address: string) =>
      fetch(`http://127.0.0.1:${at}${address}`).then((answer) => answer.arrayBuffer())
    const { ourTimes, bareTimes } = await takeTurns(
      300,
      () => get(port, path),
      () => get(barePort, '/'),
    )
    const [ours, limit] = [percentile(ourTimes, 0.95), percentile(bareTimes, 0.95)]
    return {
      what: `product page, ${(body.length / 1000).toFixed(1)} KB`,
      ours: `p95 ${ms(ours)}`,
      limit: `node:http, same bytes, p95 ${ms(limit)}`,
      ratio: ours / limit,
      target: '< 100 ms',
      met: ours < 100,
    }
  } finally {
    bare.close()
    if (child && child.exitCode === null) {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
    await rm(folder, { recursive: true, force: true })
  }
}
