import { type ChildProcess, spawn } from 'node:child_process'
import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import webpush from 'web-push'
import { outreachTasks } from '#modules/outreach/server/index.ts'
import { aPost, deliver, publishPost } from '#modules/outreach/server/testing.ts'
import { system } from '#platform/server/context.ts'
import type { TestDatabase } from '#platform/testing/database.ts'
import { populate } from './population.ts'
import { type Bench, type Measured, officerAt, openBenchDatabase } from './support.ts'

const people = process.env.BENCH_SMALL ? 5_000 : 45_000
const atOnce = 100
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/**
 * A post to a province's phones and followers on a local server: publishing (one transaction that names
 * every recipient), web push with encryption to each browser, and Zalo under its limit. The push is set
 * against a bare loop that encrypts and posts the same with as many at once, and keeps no account of
 * anything.
 */
export const outreachBench: Bench = {
  name: 'outreach',
  run: async (say) => {
    const sink = spawn(process.execPath, ['bench/push-sink.ts'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const port = await portOf(sink)
    const vapid = webpush.generateVAPIDKeys()
    const host = `127.0.0.1:${port}`
    const tasks = outreachTasks.map(({ schedule: _, ...task }) => ({
      ...task,
      run: async () => {},
    }))
    const database = await openBenchDatabase(tasks, {
      ORIGIN: 'https://doan.example',
      VAPID_PUBLIC_KEY: vapid.publicKey,
      VAPID_PRIVATE_KEY: vapid.privateKey,
      VAPID_SUBJECT: 'mailto:doan@doan.example',
      PUSH_HOSTS: host,
      ZALO_APP_ID: '1',
      ZALO_APP_SECRET: 's',
      ZALO_REFRESH_TOKEN: 'r',
      ZALO_PER_MINUTE: '60000',
      ZALO_URL: `http://${host}`,
      ZALO_OAUTH_URL: `http://${host}`,
    })
    const { app } = database
    try {
      say(`${people} people: filling`)
      const places = await populate(database, { members: 44_789, withRecords: false })
      const officer = await officerAt(database, places.province, 'province_officer')
      const approver = await officerAt(database, places.province, 'province_secretary')
      const browsers = Array.from({ length: 64 }, aBrowser)
      for (const channel of ['push', 'zalo'])
        await database.owner.query(
          `insert into outreach.subscriber (id, channel, unit_id, digest, address_sealed, consent_text_version, consented_at, confirmed_at)
           select uuidv7(), $1, (select array_agg(unit_id) from outreach.communes())[1 + n % (select count(*) from outreach.communes())],
                  decode(md5($1 || n), 'hex'), ($2::bytea[])[1 + n % cardinality($2::bytea[])], 'x', now(), now()
             from generate_series(1, $3::int) n`,
          [
            channel,
            browsers.map((browser, n) =>
              app.sealer.seal(
                channel === 'zalo'
                  ? `u${n}`
                  : JSON.stringify({ ...browser, endpoint: `http://${host}/push/${n}` }),
              ),
            ),
            people,
          ],
        )
      await database.owner.query('vacuum analyze outreach.subscriber')
      const postId = await aPost({ ownerPool: database.owner } as unknown as TestDatabase, {
        unitId: places.province,
        authorId: officer.actor.personId ?? '',
        approverId: approver.actor.personId ?? '',
        state: 'approved',
        everybody: true,
        channels: ['push', 'zalo'],
        publishAt: '2024-01-01T00:00:00Z',
      })

      say('publishing')
      const published = await timed(() =>
        app.run({ ...officer, actor: system }, publishPost, { postId }),
      )
      const { rows } = await database.owner.query(
        'select id, channel from outreach.delivery where post_id = $1',
        [postId],
      )
      const idOf = (channel: string) => rows.find((row) => row.channel === channel)?.id

      say('bare push')
      const bare = await timed(() => barePush(browsers, port))
      say('push')
      const before = process.memoryUsage().rss
      let most = before
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss)
      }, 100)
      const push = await timed(() => deliver(app, idOf('push')))
      say('Zalo')
      const zalo = await timed(() => deliver(app, idOf('zalo')))
      clearInterval(watch)
      const taken = await (await fetch(`http://${host}/taken`)).json()
      const states = await database.owner.query(
        `select count(*)::int as n from outreach.parcel where state = 'sent'`,
      )
      const arrived = states.rows[0].n
      const growth = Math.round((most - before) / 2 ** 20)
      return [
        {
          what: `publish to ${people} phones and ${people} followers`,
          ours: seconds(published),
          limit: '5 s',
          ratio: published / 5000,
          target: 'under 5 s',
          met: published < 5000,
        },
        {
          what: `web push to ${people}`,
          ours: seconds(push),
          limit: `bare loop ${seconds(bare)}`,
          ratio: push / bare,
          target: 'under 2',
          met: push / bare < 2,
        },
        {
          what: `Zalo to ${people}, at most 1,000 a second`,
          ours: seconds(zalo),
          limit: `the limit's ${seconds(people)}`,
          ratio: zalo / people,
          target: 'not under 0.9, not over 2',
          met: zalo / people > 0.9 && zalo / people < 2,
        },
        {
          what: 'memory while sending',
          ours: `+${growth} MiB`,
          limit: '200 MiB',
          ratio: growth / 200,
          target: 'under 200 MiB',
          met: growth < 200,
        },
        {
          what: 'arrived and accounted for, once each',
          ours: String(taken.push + taken.zalo - people),
          limit: `${arrived} sent`,
          ratio: (taken.push + taken.zalo - people) / arrived,
          target: 'equal',
          met: taken.push + taken.zalo - people === arrived && arrived === 2 * people,
        },
      ] satisfies Measured[]
    } finally {
      await database.stop()
      sink.kill()
    }
  },
}

async function portOf(sink: ChildProcess): Promise<number> {
  if (!sink.stdout) throw new Error('no output')
  const [line] = await once(createInterface(sink.stdout), 'line')
  return Number(line)
}

const timed = async (work: () => Promise<unknown>) => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function aBrowser() {
  const curve = createECDH('prime256v1')
  return {
    keys: {
      p256dh: curve.generateKeys().toString('base64url'),
      auth: randomBytes(16).toString('base64url'),
    },
  }
}

/** The same encryption and the same posts, so many at once, and nothing else. */
async function barePush(browsers: ReturnType<typeof aBrowser>[], port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const said = JSON.stringify({ title: 'Ra quân', body: 'Thứ bảy', url: '/news/x', tag: 'x' })
  let next = 0
  const worker = async () => {
    while (next < people) {
      const n = next++
      const { keys } = browsers[n % browsers.length] as ReturnType<typeof aBrowser>
      const endpoint = `http://127.0.0.1:${port}/push/${n}`
      const { headers, body } = webpush.generateRequestDetails({ endpoint, keys }, said, {
        TTL: 60,
        contentEncoding: 'aes128gcm',
      })
      await new Promise<void>((done, failed) => {
        const asked = request(
          endpoint,
          { method: 'POST', agent, headers: headers as Record<string, string> },
          (answer) => {
            answer.resume()
            answer.on('end', done)
          },
        )
        asked.on('error', failed)
        asked.end(body)
      })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  agent.destroy()
}
