import pg from 'pg'
import { type PublicKind, publicKinds } from '#platform/public-kinds.ts'
import { nobody } from '#platform/server/context.ts'
import { listFront, publicQueryOf, searchPublic } from '#platform/server/public-index/index.ts'
import { populate } from './population.ts'
import {
  type Bench,
  type BenchDatabase,
  type Measured,
  ms,
  openBenchDatabase,
  percentile,
  takeTurns,
} from './support.ts'

const size = process.env.BENCH_SMALL ? 20_000 : 1_000_000
const page = 20
const countedUpTo = 1000

/**
 * The search over everything public and the front page, as whoever looks asks for them (policy, units of a
 * commune, count by kind), against the bare queries for the same rows by `pg` as the owner of the table.
 */
export const frontBench: Bench = {
  name: 'front',
  run: async (say) => {
    const database = await openBenchDatabase()
    try {
      say(`${size} entries: filling`)
      const places = await populate(database, { members: 10_000, withRecords: false })
      await fill(database)
      const bare = new pg.Client({ connectionString: database.ownerUrl })
      await bare.connect()
      const asking = {
        actor: nobody,
        requestId: 'bench',
        locale: 'vi',
        now: () => new Date(),
      } as const
      const below = `and e.unit_id in (select unit_id from access.reach where ancestor_id = '${places.commune}')`
      say(`${size} entries: measuring`)
      const measured: Measured[] = []
      const measure = async (
        what: string,
        ours: () => Promise<unknown>,
        limit: () => Promise<unknown>,
      ) => {
        const { ourTimes, bareTimes } = await takeTurns(100, ours, limit)
        const [p95, bareP95] = [percentile(ourTimes, 0.95), percentile(bareTimes, 0.95)]
        measured.push({
          what: `${what}, ${size.toLocaleString('en')}`,
          ours: `p95 ${ms(p95)}`,
          limit: `p95 ${ms(bareP95)}`,
          ratio: p95 / bareP95,
          target: '≤ 1.5',
          met: p95 / bareP95 <= 1.5,
        })
        say(`${what}: ${ms(p95)} against ${ms(bareP95)}`)
      }
      const searches: { what: string; text: string; kind?: PublicKind; unitId?: string }[] = [
        { what: 'a common word', text: 'thanh nien' },
        { what: 'a word still being typed', text: 'mat on' },
        { what: 'one letter', text: 'd' },
        { what: 'a rare word', text: 'so 77777' },
        { what: 'a word of one entry in a thousand', text: 'thon 977 che' },
        { what: 'a common word, one kind', text: 'homestay', kind: 'place' },
        { what: 'a common word, one commune', text: 'mat ong', unitId: places.commune },
      ]
      for (const { what, unitId, ...search } of searches) {
        const of = `words @@ to_tsquery('simple', $1) and (ends_on is null or ends_on >= current_date)
          ${search.kind ? `and kind = '${search.kind}'` : ''} ${unitId ? below : ''}`
        const query = publicQueryOf(search.text)
        const counting = `select count(*)::int as n from (select from platform.public_entry e where ${of} limit ${countedUpTo}) c`
        const shown = (sorted: string) =>
          `select kind, id, title, summary, address, picture, place, starts_on, ends_on from platform.public_entry e where ${of} order by ${sorted} limit ${page}`
        await measure(
          `search: ${what}`,
          () => database.app.read(asking, (ctx) => searchPublic(ctx, { ...search, unitId })),
          async () => {
            const { rows } = await bare.query(counting, [query])
            const fits =
              rows[0].n < countedUpTo ? `ts_rank(words, to_tsquery('simple', $1)) desc, ` : ''
            await bare.query(shown(`${fits}public_at desc, id desc`), [query])
          },
        )
      }
      await measure(
        'front page, six kinds near a commune',
        () =>
          database.app.read(asking, (ctx) =>
            listFront(ctx, { kinds: publicKinds.slice(0, 6), unitId: places.commune, each: 4 }),
          ),
        async () => {
          for (const kind of publicKinds.slice(0, 6))
            await bare.query(
              `select kind, id, title, summary, address from platform.public_entry e where kind = $1 ${below} order by public_at desc limit 4`,
              [kind],
            )
        },
      )
      await bare.end()
      return measured
    } finally {
      await database.stop()
    }
  },
}

/** Entries made by PostgreSQL itself; the index of words is built over all of them at once. */
async function fill({ owner }: BenchDatabase) {
  await owner.query(
    'create table bench.place as select row_number() over () as n, id from units.unit',
  )
  const { rows } = await owner.query('select count(*)::int as n from bench.place')
  await owner.query('drop index platform.public_entry_by_words')
  for (let from = 1; from <= size; from += 100_000)
    await owner.query(
      `insert into platform.public_entry (kind, id, title, summary, address, unit_id, place, starts_on, ends_on, public_at)
       select ($1::text[])[1 + i % cardinality($1::text[])], uuidv7()::text, ($2::text[])[1 + (i * 7) % cardinality($2::text[])] || ' số ' || i,
              ($3::text[])[1 + (i / 3) % cardinality($3::text[])], '/x/' || i, p.id, 'thôn ' || i % 1013,
              date '2026-12-01' + i % 365, case when i % 2 = 0 then date '2027-12-01' + i % 365 end,
              timestamptz '2020-01-01' + (i::bigint * 7919 % 3000000) * interval '1 minute'
         from generate_series($4::int, $5::int) i join bench.place p on p.n = 1 + i % $6::int`,
      [[...publicKinds], subjects, sentences, from, Math.min(size, from + 99_999), rows[0].n],
    )
  await owner.query(
    'create index public_entry_by_words on platform.public_entry using gin (words) with (fastupdate = off)',
  )
  await owner.query('vacuum analyze platform.public_entry')
}

const subjects = [
  'Mật ong bạc hà',
  'Homestay nhà trình tường',
  'Thợ may công nghiệp',
  'Bài học về dịch vụ công',
  'Ngày thanh niên tình nguyện',
  'Chè Shan tuyết cổ thụ',
  'Hợp tác xã dệt lanh',
  'Lễ hội hoa tam giác mạch',
  'Ý tưởng chợ phiên trên điện thoại',
  'Cấp căn cước công dân',
  'Rượu ngô men lá',
]
const sentences = [
  'Thanh niên trong thôn cùng làm, bán tại chợ phiên và gửi đi các tỉnh.',
  'Có chỗ ăn ở, đón tiếp từ thứ hai đến chủ nhật, hướng dẫn đường đi cho khách.',
  'Cần điện thoại thông minh và căn cước; làm tại nhà văn hóa, không mất phí.',
  'Dành cho đoàn viên, hội viên và người dân của tất cả các thôn.',
  'Trồng trên núi đá, thu hoạch từ tháng mười đến tháng mười hai.',
]
