import { createPublicKey, verify } from 'node:crypto'
import pg from 'pg'
import type { Ballot } from '#modules/voting/index.ts'
import {
  castBallot,
  closeVote,
  drawBallot,
  getProgress,
  getPublished,
  openVote,
  prepareVote,
  startCasting,
} from '#modules/voting/server/index.ts'
import {
  anyBlinded,
  manyBallots,
  manyChoices,
  moreThanHalf,
} from '#modules/voting/server/testing.ts'
import { type Asking, nobody } from '#platform/server/context.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { populate } from './population.ts'
import {
  type Bench,
  type BenchDatabase,
  type Measured,
  ms,
  officerAt,
  openBenchDatabase,
  percentile,
  timesOf,
} from './support.ts'

const entitled = process.env.BENCH_SMALL ? 400 : 2000
const votes = process.env.BENCH_SMALL ? 2 : 4
const lanes = 8
const [seats, candidates] = [15, 20]

/**
 * A congress of 2,000 that elects 15 of 20 by secret ballot. Casting: all ballots through the command,
 * eight at a time, against the same two signature checks and the bare insert, each in a transaction of its
 * own. The end: from the last ballot's coming in to the published result, against one second, and the
 * closing alone against the bare count in SQL. Asking how far it is: what 2,000 phones do every 3 seconds.
 */
export const votingBench: Bench = {
  name: 'voting',
  run: async (say) => {
    const database = await openBenchDatabase()
    try {
      say('filling')
      const { province } = await populate(database, { members: entitled, withRecords: false })
      const chair = await officerAt(database, province, 'province_secretary')
      const ours: number[] = []
      const bare: number[] = []
      const ends: number[] = []
      const closings: number[] = []
      let voteId = ''
      for (let vote = 0; vote < votes; vote += 1) {
        say(`vote ${vote + 1} of ${votes}`)
        const opened = await openElection(database, chair, province)
        voteId = opened.voteId
        const [last, ...ballots] = opened.ballots as [Ballot, ...Ballot[]]
        bare.push(await castBare(database, opened.publicKey, opened.ballots))
        ours.push(await castAll(database, voteId, ballots))
        const began = performance.now()
        await cast(database, voteId, last)
        const closing = performance.now()
        await database.app.run(chair, closeVote, { voteId })
        closings.push(performance.now() - closing)
        const { outcome } = await database.app.read(chair, (ctx) => getPublished(ctx, voteId))
        ends.push(performance.now() - began)
        if (outcome.tally.valid + outcome.tally.blank !== entitled)
          throw new Error('not all counted')
      }
      return [
        ...casting(ours, bare),
        ...(await ending(database, voteId, ends, closings)),
        await asking(database, chair, voteId),
      ]
    } finally {
      await database.stop()
    }
  },
}

const sorted = (times: number[]) => [...times].sort((one, other) => one - other)
const median = (times: number[]) => percentile(sorted(times), 0.5)

function casting(ours: number[], bare: number[]): Measured[] {
  const [our, their] = [median(ours), median(bare)]
  return [
    {
      what: 'secret ballots cast, eight at a time',
      ours: `${Math.round(our)} ballots/s`,
      limit: `${Math.round(their)} ballots/s`,
      ratio: our / their,
      target: '≥ 0.3',
      met: our / their >= 0.3,
    },
  ]
}

async function ending(
  database: BenchDatabase,
  voteId: string,
  ends: number[],
  closings: number[],
): Promise<Measured[]> {
  const worst = Math.max(...ends)
  const count = () =>
    database.owner.query(
      `select number, count(*) from voting.ballot b, unnest(string_to_array(b.choice, ',')) as number
        where b.vote_id = $1 group by number`,
      [voteId],
    )
  const counts = await timesOf(20, count)
  return [
    {
      what: `last of ${entitled} ballots to published result, 15 of 20, worst`,
      ours: ms(worst),
      limit: '1000 ms',
      ratio: worst / 1000,
      target: '≤ 1',
      met: worst <= 1000,
    },
    {
      what: `closing a vote of ${entitled}, against the bare count`,
      ours: ms(median(closings)),
      limit: ms(percentile(counts, 0.5)),
      ratio: median(closings) / percentile(counts, 0.5),
    },
  ]
}

/** What 2,000 phones ask of one process every three seconds. */
async function asking(database: BenchDatabase, chair: Asking, voteId: string): Promise<Measured> {
  const times = await timesOf(200, () =>
    database.app.read(chair, (ctx) => getProgress(ctx, voteId)),
  )
  const bare = await timesOf(200, () =>
    database.owner.query('select count(*) from voting.ballot where vote_id = $1', [voteId]),
  )
  const [our, their] = [percentile(times, 0.5), percentile(bare, 0.5)]
  return {
    what: `asking how far a vote of ${entitled} is, against one bare count`,
    ours: ms(our),
    limit: ms(their),
    ratio: our / their,
  }
}

async function openElection(database: BenchDatabase, chair: Asking, unitId: string) {
  const { app, owner } = database
  const voteId = uuidv7()
  const { rows } = await owner.query<{ id: string }>(
    `select p.id from members.person p where p.standing = 'member' order by p.id limit $1`,
    [entitled],
  )
  const people = rows.map(({ id }) => id)
  await app.run(chair, prepareVote, {
    id: voteId,
    unitId,
    method: 'secret',
    kind: 'election',
    title: 'Đo',
    seats,
    candidates: Array.from({ length: candidates }, (_, index) => ({
      name: `Ứng viên ${index + 1}`,
    })),
    rule: moreThanHalf,
  })
  await app.run(chair, openVote, { voteId, personIds: people })
  await inLanes(people, (personId) =>
    app.run({ ...chair, actor: { kind: 'person', accountId: uuidv7(), personId } }, drawBallot, {
      voteId,
      personId,
      blinded: anyBlinded(),
    }),
  )
  const kept = await owner.query<{ sealed: Buffer; public_key: string }>(
    'select k.sealed, v.public_key from voting.key k join voting.vote v on v.id = k.vote_id where v.id = $1',
    [voteId],
  )
  const [key] = kept.rows
  if (!key) throw new Error('no key')
  const choices = manyChoices(people.length, seats, candidates)
  const ballots = await manyBallots(voteId, app.sealer.unseal(key.sealed), choices)
  await app.run(chair, startCasting, { voteId })
  return { voteId, ballots, publicKey: key.public_key }
}

const cast = ({ app }: BenchDatabase, voteId: string, ballot: Ballot) =>
  app.run({ actor: nobody, requestId: 'bench', locale: 'vi', now: app.now }, castBallot, {
    voteId,
    ...ballot,
  })

async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>) {
  const left = [...items]
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item)
    }),
  )
}

async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (count / (performance.now() - began)) * 1000
}

const castAll = (database: BenchDatabase, voteId: string, ballots: readonly Ballot[]) =>
  perSecond(ballots.length, () => inLanes(ballots, (ballot) => cast(database, voteId, ballot)))

/** Two signature checks and an insert, in a transaction of its own, over as many bare connections. */
async function castBare(
  database: BenchDatabase,
  publicKey: string,
  ballots: readonly Ballot[],
): Promise<number> {
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: lanes })
  await pool.query(
    'create table if not exists public.bare_ballot (token bytea primary key, prefix bytea, signature bytea, choice text, proof bytea)',
  )
  await pool.query('truncate public.bare_ballot')
  const bytes = (text: string) => Buffer.from(text, 'base64url')
  const voteKey = { key: bytes(publicKey), format: 'der', type: 'spki' } as const
  const key = createPublicKey(voteKey)
  const speed = await perSecond(ballots.length, () =>
    inLanes(ballots, async (ballot) => {
      const signature = bytes(ballot.signature)
      // Two checks of the dearer kind: what they say does not matter here.
      for (const message of [bytes(ballot.token), bytes(ballot.prefix)])
        verify('sha384', message, { key, padding: 6, saltLength: 48 }, signature)
      await pool.query({
        name: 'bare',
        text: 'insert into public.bare_ballot values ($1, $2, $3, $4, $5)',
        values: [
          bytes(ballot.token),
          bytes(ballot.prefix),
          signature,
          ballot.choice,
          bytes(ballot.proof),
        ],
      })
    }),
  )
  await pool.end()
  return speed
}
