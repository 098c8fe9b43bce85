import pg from 'pg'
import { searchDocuments } from '#modules/documents/server/index.ts'
import { populate } from './population.ts'
import {
  type Bench,
  type BenchDatabase,
  type Measured,
  ms,
  officerAt,
  openBenchDatabase,
  percentile,
  takeTurns,
} from './support.ts'

const papers = process.env.BENCH_SMALL ? 10_000 : 100_000

/**
 * Full-text search of a province's papers as a page asks for it (policy, wall, the words around, unit
 * names), against the bare query for the same rows by `pg` as the owner of the tables, without any wall.
 */
export const documentsBench: Bench = {
  name: 'documents',
  run: async (say) => {
    const database = await openBenchDatabase()
    const measured: Measured[] = []
    try {
      say(`${papers} papers: filling`)
      const places = await populate(database, { members: 44_789, withRecords: false })
      await fill(database)
      const province = await officerAt(database, places.province, 'province_officer')
      const commune = await officerAt(database, places.commune, 'commune_officer')
      const bare = new pg.Client({ connectionString: database.ownerUrl })
      await bare.connect()
      const ofCommune = `d.unit_id in (select unit_id from access.reach where ancestor_id = '${places.commune}')
        or exists (select from documents.delivery s where s.document_id = d.id and s.unit_id in (select unit_id from access.reach where ancestor_id = '${places.commune}'))`
      say(`${papers} papers: measuring`)
      for (const one of [
        { what: 'a common word', asking: province, text: 'thanh nien', where: 'true' },
        { what: 'a rare word', asking: province, text: 'hiem 77', where: 'true' },
        { what: 'three words', asking: province, text: 'ke hoach chuyen doi', where: 'true' },
        {
          what: 'a common word, one commune',
          asking: commune,
          text: 'thanh nien',
          where: ofCommune,
        },
        { what: 'a rare word, one commune', asking: commune, text: 'hiem 77', where: ofCommune },
      ]) {
        const found = `select d.id from documents.document d
          where d.search @@ documents.query_of($1) and (${one.where})
          order by d.filed_on desc nulls last, d.id desc limit 21`
        const shown = `select d.*, v.name, t.name,
            (select substring(d.body from greatest(1, position($2 in platform.searchable(d.body)) - 80) for 240)) as near
          from unnest($1::uuid[]) w (id) join documents.document d on d.id = w.id
          left join lateral (select name from units.unit_version v where v.unit_id = d.unit_id order by v.valid_from desc limit 1) v on true
          left join documents.type t on t.code = d.type`
        const { ourTimes, bareTimes } = await takeTurns(
          150,
          () => database.app.read(one.asking, (ctx) => searchDocuments(ctx, { text: one.text })),
          async () => {
            const { rows } = await bare.query(found, [one.text])
            await bare.query(shown, [rows.slice(0, 20).map(({ id }) => id), one.text.split(' ')[0]])
          },
        )
        const [ours, limit] = [percentile(ourTimes, 0.95), percentile(bareTimes, 0.95)]
        measured.push({
          what: `papers, ${one.what}, ${papers.toLocaleString('en')}`,
          ours: `p95 ${ms(ours)}`,
          limit: `p95 ${ms(limit)}`,
          ratio: ours / limit,
          target: '≤ 1.5',
          met: ours / limit <= 1.5,
        })
      }
      await bare.end()
    } finally {
      await database.stop()
    }
    return measured
  },
}

/** Papers of all units, a tenth with a word that is rare, each hundredth sent to twenty units. */
async function fill({ owner }: BenchDatabase): Promise<void> {
  await owner.query(
    `with unit as (select array_agg(unit_id) as ids from units.unit_version where valid_to is null),
          word as (select string_to_array('kế hoạch thanh niên chuyển đổi số tình nguyện dịch vụ công trực tuyến đoàn viên chi đoàn ' ||
            'phong trào tuyên truyền vận động người dân thôn bản xã hỗ trợ tổ chức thực hiện báo cáo kết quả tháng quý năm hội nghị', ' ') as list)
     insert into documents.document (id, unit_id, direction, type, subject, body, state, number, series_id, symbol, issued_on)
     select gen_random_uuid(), unit.ids[1 + n % cardinality(unit.ids)], 'out', 'plan', 'Văn bản số ' || n,
            (select string_agg(word.list[1 + (g * 0 + floor(random() * cardinality(word.list)))::int], ' ') from generate_series(1, 60) g where g + n > 0)
              || case when n % 10 = 0 then ' hiếm ' || n % 997 else '' end,
            'draft', null, null, null, null
       from unit, word, generate_series(1, $1::int) n`,
    [papers],
  )
  await owner.query(
    `insert into documents.delivery (document_id, from_unit_id, unit_id, sent_at)
     select d.id, d.unit_id, u.unit_id, now()
       from (select id, unit_id from documents.document order by id limit $1::int / 100) d
       cross join lateral (select v.unit_id from units.unit_version v where v.unit_id <> d.unit_id order by md5(v.unit_id::text || d.id::text) limit 20) u`,
    [papers],
  )
  await owner.query('vacuum analyze documents.document, documents.delivery')
}
