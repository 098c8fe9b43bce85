import pg from 'pg'
import { syncInbox } from '#modules/sync.server.ts'
import type { Asking } from '#platform/server/context.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { populate } from './population.ts'
import {
  type Bench,
  type BenchDatabase,
  type Measured,
  officerAt,
  openBenchDatabase,
} from './support.ts'

const day = '2026-06-15'
const runs = process.env.BENCH_SMALL ? 3 : 7

/**
 * Assists as phones send them, through the whole of the sync (reading, rights, wall, receipts, audit,
 * counts), against the bare inserts of the same rows into the same tables by `pg` as their owner, which
 * no wall binds. Both wait until PostgreSQL has written to disk. The sides take turns.
 */
export const ingestBench: Bench = {
  name: 'ingest',
  run: async (say) => {
    const database = await openBenchDatabase()
    try {
      say('filling')
      const { commune } = await populate(database, { members: 5000, withRecords: false })
      const phones = await Promise.all(
        Array.from({ length: 4 }, () => openPhone(database, commune)),
      )
      const measured: Measured[] = []
      for (const { what, senders, size, batches } of [
        { what: 'batches of 100, four phones at once', senders: phones, size: 100, batches: 10 },
        { what: 'batches of 100, one phone', senders: phones.slice(0, 1), size: 100, batches: 30 },
        {
          what: 'one record at a time, one phone',
          senders: phones.slice(0, 1),
          size: 1,
          batches: 300,
        },
      ]) {
        say(what)
        const ours: number[] = []
        const limit: number[] = []
        const turn = (work: (phone: BenchPhone) => Promise<void>) =>
          perSecond(size * batches * senders.length, () =>
            Promise.all(
              senders.map(async (phone) => {
                for (let batch = 0; batch < batches; batch += 1) await work(phone)
              }),
            ),
          )
        for (let run = 0; run <= runs; run += 1) {
          const oursNow = await turn((phone) => send(database, phone, size))
          const limitNow = await turn((phone) => insert(phone, size))
          // The first turn only warms up.
          if (run > 0) ours.push(oursNow)
          if (run > 0) limit.push(limitNow)
        }
        const [our, their] = [median(ours), median(limit)]
        measured.push({
          what: `ingest, ${what}`,
          ours: `${Math.round(our)} records/s`,
          limit: `${Math.round(their)} records/s`,
          ratio: our / their,
          ...(size > 1 && { target: '≥ 0.5', met: our / their >= 0.5 }),
        })
      }
      for (const { bare } of phones) await bare.end()
      return measured
    } finally {
      await database.stop()
    }
  },
}

interface BenchPhone {
  asking: Asking
  bare: pg.Client
  activityId: string
  unitId: string
  deviceId: string
  seq: number
}

/** A person with a phone at an activity, and a bare connection that writes the same. */
async function openPhone(database: BenchDatabase, unitId: string): Promise<BenchPhone> {
  const asking = {
    ...(await officerAt(database, unitId, 'commune_officer')),
    now: () => new Date(`${day}T05:00:00Z`),
  }
  const [campaignId, activityId] = [uuidv7(), uuidv7()]
  await database.owner.query(
    `insert into campaigns.campaign (id, unit_id, name, starts_on, ends_on, state) values ($1, $2, 'Đo', $3, $3, 'open')`,
    [campaignId, unitId, day],
  )
  await database.owner.query(
    `insert into campaigns.activity (id, campaign_id, unit_id, name, held_on, state) values ($1, $2, $3, 'Đo', $4, 'open')`,
    [activityId, campaignId, unitId, day],
  )
  const bare = new pg.Client({ connectionString: database.ownerUrl })
  await bare.connect()
  return { asking, bare, activityId, unitId, deviceId: crypto.randomUUID(), seq: 0 }
}

async function send({ app }: BenchDatabase, phone: BenchPhone, size: number) {
  const { activityId } = phone
  const records = Array.from({ length: size }, () => ({
    id: uuidv7(),
    seq: ++phone.seq,
    kind: 'assists.assist',
    happenedAt: `${day}T04:00:00.000Z`,
    body: { activityId, service: 'eid_level_2', outcome: 'done', people: 1 },
  }))
  const payload = { device: { id: phone.deviceId }, records }
  const { results } = await syncInbox(app).receive(app, phone.asking, payload)
  if (results.some(({ status }) => status !== 'stored')) throw new Error(JSON.stringify(results[0]))
}

/** What varies from record to record comes in arrays, as it must for any sender of batches. */
async function insert(phone: BenchPhone, size: number) {
  const { bare, asking } = phone
  const { personId, accountId } = asking.actor
  const ids = Array.from({ length: size }, () => uuidv7())
  const seqs = ids.map(() => ++phone.seq)
  const each = <Value>(value: Value) => ids.map(() => value)
  await bare.query('begin')
  await bare.query({
    name: 'assists',
    text: `insert into assists.assist (id, activity_id, unit_id, service, outcome, people, happened_at, happened_on, device_id, device_seq, recorded_by)
           select r.*, $11 from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::date[], $9::uuid[], $10::bigint[]) r`,
    values: [
      ids,
      each(phone.activityId),
      each(phone.unitId),
      each('eid_level_2'),
      each('done'),
      each(1),
      each(`${day}T04:00:00.000Z`),
      each(day),
      each(phone.deviceId),
      seqs,
      personId,
    ],
  })
  await bare.query({
    name: 'receipts',
    text: `insert into sync.receipt (record_id, seq, kind, digest, account_id, device_id)
           select r.*, $5, $6 from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[]) r`,
    values: [ids, seqs, each('assists.assist'), each('a'.repeat(43)), accountId, phone.deviceId],
  })
  await bare.query('commit')
}

async function perSecond(count: number, work: () => Promise<unknown>) {
  const started = performance.now()
  await work()
  return (count / (performance.now() - started)) * 1000
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
