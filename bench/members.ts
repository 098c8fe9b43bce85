import pg from 'pg'
import { listMembers } from '#modules/members/server/index.ts'
import { populate } from './population.ts'
import {
  type Bench,
  type Measured,
  ms,
  officerAt,
  openBenchDatabase,
  percentile,
  takeTurns,
} from './support.ts'

const sizes = process.env.BENCH_SMALL ? [44_789] : [44_789, 1_000_000]
const columns =
  'p.id, p.code, p.full_name, p.sex, p.birth_on, p.birth_year, p.phone, p.standing, p.unit_id'

/**
 * The register's list and search as a page asks for it (policy, wall, count, unit names), against
 * the bare query for the same rows by `pg` as the owner of the tables, without any wall.
 */
export const membersBench: Bench = {
  name: 'members',
  run: async (say) => {
    const measured: Measured[] = []
    for (const size of sizes) {
      const database = await openBenchDatabase()
      try {
        say(`${size} members: filling`)
        const places = await populate(database, { members: size, withRecords: false })
        const province = await officerAt(database, places.province, 'province_officer')
        const commune = await officerAt(database, places.commune, 'commune_officer')
        const bare = new pg.Client({ connectionString: database.ownerUrl })
        await bare.connect()
        say(`${size} members: measuring`)
        const cases = [
          { what: 'list, whole province', asking: province, query: {}, where: 'true' },
          {
            what: 'list, one commune',
            asking: commune,
            query: { unitId: places.commune },
            where: `p.unit_id in (select unit_id from access.reach where ancestor_id = '${places.commune}')`,
          },
          {
            what: 'search, common name',
            asking: province,
            query: { text: 'nguyen' },
            where: `p.search_text like '%nguyen%'`,
          },
          {
            what: 'search, rare part of a phone',
            asking: province,
            query: { text: '00012' },
            where: `p.search_text like '%00012%'`,
          },
          {
            what: 'search, two words',
            asking: province,
            query: { text: 'vang sinh' },
            where: `p.search_text like '%vang%' and p.search_text like '%sinh%'`,
          },
          {
            what: 'search in a commune',
            asking: commune,
            query: { text: 'thi' },
            where: `p.search_text like '%thi%' and p.unit_id in (select unit_id from access.reach where ancestor_id = '${places.commune}')`,
          },
        ]
        for (const one of cases) {
          const text = `select ${columns}, v.name as unit_name from members.person p
            left join units.unit_version v on v.unit_id = p.unit_id and v.valid_to is null
            where ${one.where} and p.standing = 'member' order by p.given_name, p.full_name, p.id limit 51`
          const counting = `select count(*) from (select from members.person p where ${one.where} and p.standing = 'member' limit ${'text' in one.query ? 1000 : 50_000}) c`
          const { ourTimes, bareTimes } = await takeTurns(
            150,
            () => database.app.read(one.asking, (ctx) => listMembers(ctx, one.query)),
            async () => {
              await bare.query(text)
              await bare.query(counting)
            },
          )
          const [ours, limit] = [percentile(ourTimes, 0.95), percentile(bareTimes, 0.95)]
          measured.push({
            what: `${one.what}, ${size.toLocaleString('en')}`,
            ours: `p95 ${ms(ours)}`,
            limit: `p95 ${ms(limit)}`,
            ratio: ours / limit,
            target: '≤ 1.5 and < 50 ms',
            met: ours / limit <= 1.5 && ours < 50,
          })
        }
        await bare.end()
      } finally {
        await database.stop()
      }
    }
    return measured
  },
}
