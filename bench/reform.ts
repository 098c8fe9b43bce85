import { loadDemo } from '#demo/load.ts'
import { reformDemo } from '#demo/reform.ts'
import { openReformTable } from '#demo/reform-table.ts'
import { readFresh } from '#modules/indicators/server/index.ts'
import { provincialReport, readAsked } from '#modules/reports/server/index.ts'
import {
  addEvents,
  applyDraft,
  type EventBody,
  openDraft,
} from '#modules/restructuring/server/index.ts'
import { publishedTable } from '#modules/restructuring/server/testing.ts'
import { listChildren } from '#modules/units/server/index.ts'
import { type App, openApp } from '#platform/server/app.ts'
import { readConfig } from '#platform/server/config.ts'
import { type Asking, system } from '#platform/server/context.ts'
import { openLog } from '#platform/server/observability/log.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { countryAt, idOf, populateCountry, wholeCountry } from './country.ts'
import {
  type Bench,
  type BenchDatabase,
  type Measured,
  ms,
  openBenchDatabase,
  percentile,
  secret,
  timesOf,
} from './support.ts'

const day = '2025-07-01'
const asking = (): Asking => ({
  actor: system,
  requestId: 'bench',
  locale: 'vi',
  now: () => new Date(`${day}T12:00:00+07:00`),
})

/**
 * Reforms: the published one of two provinces with 80,000 members, and one of a whole country that
 * leaves as many communes as the real one did. Beside each what the reads cost before and after.
 */
export const reformBench: Bench = {
  name: 'reform',
  run: async (say) => [...(await twoProvinces(say)), ...(await country(say))],
}

async function twoProvinces(say: (line: string) => void): Promise<Measured[]> {
  const path = publishedTable()
  if (!path) {
    say('The published table is not at hand (REFORM_TABLE): two provinces are not measured')
    return []
  }
  return withDatabase(async (database, app) => {
    say('two provinces: filling')
    const { ownerUrl } = database
    await loadDemo({ ownerUrl, secret, provinces: ['02', '08'], today: '2025-06-30' })
    const [into] = await ids(database, `code = '08' and level = 'province'`)
    const reads = await readsOf(app, into)
    const flat = await flatTree(database, 124)
    reads.tree = (await readsOf(app, flat)).tree
    const bare = await bareChange(database)
    say('two provinces: reforming')
    const { took, balance } = await reformDemo(app, asking(), await openReformTable(path))
    await database.owner.query('vacuum analyze')
    const members = balance?.member?.after ?? 0
    return [
      applied(`two provinces, ${members.toLocaleString('en')} members`, took, bare, 30_000),
      ...compared('two provinces', reads, await readsOf(app, into)),
    ]
  })
}

async function country(say: (line: string) => void): Promise<Measured[]> {
  const size = process.env.BENCH_SMALL ? countryAt(1 / 50) : wholeCountry
  return withDatabase(async (database, app) => {
    await populateCountry(database, size, (line) => say(`country: ${line}`))
    await database.owner.query('analyze')
    const root = idOf('central', 1)
    const reads = await readsOf(app, root)
    const bare = await bareChange(database)
    say('country: reforming')
    const draftId = uuidv7()
    await app.run(asking(), openDraft, {
      id: draftId,
      title: 'Cả nước',
      effectiveOn: day,
      scopeIds: [root],
    })
    const events = countryEvents(size)
    for (let start = 0; start < events.length; start += 2000)
      await app.run(asking(), addEvents, {
        draftId,
        events: events.slice(start, start + 2000).map((body) => ({ id: uuidv7(), body })),
      })
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 200)
    const started = performance.now()
    await app.run(asking(), applyDraft, { draftId })
    const took = performance.now() - started
    clearInterval(watch)
    say(`country: ${Math.round(peak / 2 ** 20)} MB at most in the process that plans`)
    const folding = performance.now()
    await database.owner.query('select indicators.fold()')
    say(`country: folded in ${ms(performance.now() - folding)}`)
    // As PostgreSQL does by itself within minutes after so large a change.
    await database.owner.query('vacuum analyze')
    const what = `${size.communes.toLocaleString('en')} communes, ${size.members.toLocaleString('en')} members, ${Math.round(peak / 2 ** 20)} MB`
    return [applied(what, took, bare), ...compared('country', reads, await readsOf(app, root))]
  })
}

/** As the operator, whom no row-level security narrows. */
async function withDatabase<Result>(work: (database: BenchDatabase, app: App) => Promise<Result>) {
  const database = await openBenchDatabase()
  const app = openApp({
    config: readConfig({ APP_SECRET: secret }),
    appUrl: database.ownerUrl,
    tasks: [],
    log: openLog('silent'),
  })
  try {
    return await work(database, app)
  } finally {
    await app.database.close()
    await database.stop()
  }
}

/**
 * A province that no reform has touched, with as many communes right under it and as many branches under
 * each, for the tree's time: that of a province with seven districts is the time of a far shorter list.
 */
async function flatTree(database: BenchDatabase, communes: number): Promise<string> {
  const root = uuidv7()
  const found = async (id: string, parent: string | null, level: string, type: string) => {
    await database.owner.query('insert into units.unit (id) values ($1)', [id])
    await database.owner.query(
      `insert into units.unit_version (id, unit_id, parent_id, level, type, name, code, valid_from)
       values ($1, $2, $3, $4, $5, $6, $6, '2020-01-01')`,
      [uuidv7(), id, parent, level, type, `${level} ${id}`],
    )
  }
  await found(root, null, 'province', 'province_union')
  for (let n = 0; n < communes; n++) {
    const commune = uuidv7()
    await found(commune, root, 'commune', 'commune_union')
    for (let m = 0; m < 48; m++) await found(uuidv7(), commune, 'branch', 'village_branch')
  }
  await database.owner.query('vacuum analyze')
  return root
}

async function ids(database: BenchDatabase, where: string): Promise<string[]> {
  const { rows } = await database.owner.query(
    `select unit_id from units.unit_version where valid_to is null and ${where}`,
  )
  return rows.map(({ unit_id }) => unit_id)
}

/** The limit: the versions of every unit ended and opened anew by two bare statements, then rolled back. */
async function bareChange(database: BenchDatabase): Promise<number> {
  const client = await database.owner.connect()
  try {
    await client.query('begin')
    const started = performance.now()
    await client.query(`create temp table changing on commit drop as
      select * from units.unit_version where valid_to is null and parent_id is not null`)
    await client.query(
      `update units.unit_version v set valid_to = $1 from changing c where c.id = v.id and c.valid_from < $1`,
      [day],
    )
    await client.query(
      `insert into units.unit_version (id, unit_id, parent_id, level, type, name, code, gazetteer_code, valid_from)
       select gen_random_uuid(), unit_id, parent_id, level, type, name, code, gazetteer_code, $1 from changing where valid_from < $1`,
      [day],
    )
    return performance.now() - started
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** 63 provinces to 34, no districts, and 3,321 communes of 10,599, in the proportions of 2025. */
function countryEvents(size: { provinces: number; districts: number; communes: number }) {
  const events: EventBody[] = []
  const pairs = Math.round((size.provinces * 29) / 63)
  const provinceOf = (n: number) => (n <= pairs * 2 && n % 2 === 0 ? n - 1 : n)
  for (let n = 2; n <= pairs * 2; n += 2)
    events.push({ kind: 'merge', from: [idOf('province', n)], into: idOf('province', n - 1) })
  for (let n = 1; n <= size.districts; n++)
    events.push({ kind: 'dissolve', unitId: idOf('district', n), into: undefined })
  const above = (n: number, of: number, all: number) => 1 + Math.floor(((n - 1) * of) / all)
  const communes = Map.groupBy(
    Array.from({ length: size.communes }, (_, index) => index + 1),
    (n) =>
      provinceOf(above(above(n, size.districts, size.communes), size.provinces, size.districts)),
  )
  for (const [province, members] of communes) {
    const left = Math.max(1, Math.round((members.length * 3321) / 10_599))
    const groups = Map.groupBy(members, (_, index) => Math.floor((index * left) / members.length))
    for (const group of groups.values()) {
      const into = uuidv7()
      events.push({
        kind: 'found',
        unitId: into,
        type: 'commune_union',
        name: `Đoàn xã mới ${into.slice(-6)}`,
        code: undefined,
        gazetteerCode: undefined,
        parentId: idOf('province', province),
      })
      events.push({ kind: 'merge', from: group.map((n) => idOf('commune', n)), into })
    }
  }
  return events
}

interface Reads {
  tree: number
  report: number
}

/** Medians of the tree below a unit and of the provincial report there, folded before. */
async function readsOf(app: App, unitId: string | undefined): Promise<Reads> {
  const tree = await timesOf(30, () =>
    app.read(asking(), (ctx) => listChildren(ctx, unitId ?? null)),
  )
  const report = await timesOf(20, () =>
    readFresh(app, asking(), async (ctx) =>
      provincialReport(
        ctx,
        await readAsked(
          ctx,
          new URLSearchParams({ unit: unitId ?? '', on: '2025-06-30', from: '2024-07-01' }),
        ),
      ),
    ),
  )
  return { tree: percentile(tree, 0.5), report: percentile(report, 0.5) }
}

const applied = (what: string, took: number, bare: number, target?: number): Measured => ({
  what: `reform of ${what}`,
  ours: `${(took / 1000).toFixed(1)} s`,
  limit: `bare versions ${(bare / 1000).toFixed(1)} s`,
  ratio: took / bare,
  ...(target !== undefined && { target: `< ${target / 1000} s`, met: took < target }),
})

const compared = (where: string, before: Reads, after: Reads): Measured[] =>
  (['tree', 'report'] as const).map((what) => ({
    what: `${what} after the reform, ${where}`,
    ours: `median ${ms(after[what])}`,
    limit: `before ${ms(before[what])}`,
    ratio: after[what] / before[what],
    target: 'no slower',
    met: after[what] / before[what] < 1.2,
  }))
