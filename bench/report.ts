import { readFresh } from '#modules/indicators/server/index.ts'
import { provincialReport, readAsked } from '#modules/reports/server/index.ts'
import { populate } from './population.ts'
import { type Bench, ms, officerAt, openBenchDatabase, percentile, timesOf } from './support.ts'

const sizes = process.env.BENCH_SMALL ? [45_000, 200_000] : [45_000, 4_500_000]

/** The provincial report at two sizes of province: its cost should hardly grow with the records. */
export const reportBench: Bench = {
  name: 'report',
  run: async (say) => {
    const times: number[] = []
    for (const size of sizes) {
      const database = await openBenchDatabase()
      try {
        say(`${size} members with records: filling`)
        const places = await populate(database, { members: size, withRecords: true })
        const officer = await officerAt(database, places.province, 'province_officer')
        say(`${size} members: folding`)
        await readFresh(database.app, officer, async () => undefined)
        await database.owner.query('analyze')
        say(`${size} members: measuring`)
        const each = await timesOf(40, () =>
          readFresh(database.app, officer, async (ctx) =>
            provincialReport(
              ctx,
              await readAsked(ctx, new URLSearchParams({ on: '2026-06-01', from: '2023-01-01' })),
            ),
          ),
        )
        times.push(percentile(each, 0.5))
      } finally {
        await database.stop()
      }
    }
    const [small = 0, large = 0] = times
    return [
      {
        what: `provincial report, ${sizes[1]?.toLocaleString('en')} members against ${sizes[0]?.toLocaleString('en')}`,
        ours: `median ${ms(large)}`,
        limit: `median ${ms(small)}`,
        ratio: large / small,
        target: '< 1.5',
        met: large / small < 1.5,
      },
    ]
  },
}
