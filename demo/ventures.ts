import type pg from 'pg'
import type { VentureKind } from '#modules/ventures/index.ts'
import { addDays, type IsoDay } from '#platform/days.ts'
import { type CopyRow, copyRows } from './copy-rows.ts'
import { articleFigures, figuresDay } from './figures.ts'
import { idsOf } from './ids.ts'
import { type Random, seeded } from './random.ts'
import type { Roster } from './roster.ts'
import { type DemoCommune, type DemoTree, where } from './tree.ts'
import { loadPrograms } from './venture-capital.ts'
import { type DemoVenture, type More, ventureColumns, ventureOf } from './venture-made.ts'
import { channels, givers } from './words/ventures.ts'

/** Of Hà Giang's members on the day of the figures: how many of each kind there were. */
const counts = {
  enterprise: articleFigures.enterprises,
  cooperative: articleFigures.cooperatives,
  household: articleFigures.householdBusinesses,
  startup_model: articleFigures.supportedModels,
} as const

/**
 * Ventures of a province: on the day of the figures as many of each kind as the article says, each with its
 * days; those that had ended before, that came since, and the support that each was given.
 */
export async function loadVentures(
  client: pg.Client,
  options: { tree: DemoTree; roster: Roster; today: IsoDay },
): Promise<number> {
  const ventures = venturesOf(options)
  const ids = idsOf(`standings of ${options.tree.number}`)
  await copyRows(
    client,
    'ventures.venture',
    ventureColumns,
    ventures.map(({ row }) => row),
  )
  await copyRows(
    client,
    'ventures.standing',
    ['id', 'venture_id', 'unit_id', 'kind', 'valid_from', 'valid_to', 'counts'],
    ventures.flatMap((it): CopyRow[] => {
      const counts = !it.isDraft
      const first = it.turnedOn ? 'household' : it.kind
      return [
        [ids(), it.id, it.communeId, first, it.foundedOn, it.turnedOn ?? it.endedOn, counts],
        ...(it.turnedOn
          ? [[ids(), it.id, it.communeId, it.kind, it.turnedOn, it.endedOn, counts] as CopyRow]
          : []),
      ]
    }),
  )
  await copyRows(
    client,
    'ventures.principal',
    ['id', 'venture_id', 'unit_id', 'person_id', 'role', 'manages', 'shows_name'],
    ventures.flatMap((it, index): CopyRow[] =>
      it.leaderId
        ? [[ids(), it.id, it.communeId, it.leaderId, 'leader', true, index % 3 !== 0]]
        : [],
    ),
  )
  await support(client, ventures, options)
  await publish(client, ventures, options.tree)
  await loadPrograms(client, ventures, options)
  return ventures.length
}

/** Days of one that stood on the day of the figures, and may have ended since. */
function daysThen(random: Random, today: IsoDay): [IsoDay, IsoDay | null] {
  const ended = random.chance(0.07) ? addDays(figuresDay, random.int(20, 700)) : null
  const foundedOn = addDays('2019-01-01', random.int(0, 1800))
  return [foundedOn, ended !== null && ended < today ? ended : null]
}

/** Chooses communes: of two by chance the larger, which has more of everything. */
const chooserOf = (random: Random, communes: readonly DemoCommune[]) => () => {
  const [one, other] = [random.pick(communes), random.pick(communes)]
  return one.weight > other.weight ? one : other
}

function venturesOf(options: { tree: DemoTree; roster: Roster; today: IsoDay }): DemoVenture[] {
  const { tree, roster, today } = options
  const random = seeded(`ventures of ${tree.number}`)
  const ids = idsOf(`ventures of ${tree.number}`)
  const communes = tree.districts.flatMap((district) => district.communes)
  const commune = chooserOf(random, communes)
  const made: DemoVenture[] = []
  const make = (
    kind: VentureKind,
    at: DemoCommune,
    days: [IsoDay, IsoDay | null],
    more: More = {},
  ) => {
    const serial = made.length
    const id = ids(Date.parse(days[0]) + serial)
    const making = { random, id, serial, province: tree.number, roster, today }
    made.push(ventureOf(making, kind, at, days, more))
  }
  const standing = (kind: keyof typeof counts) =>
    Math.round((counts[kind] * tree.profile.members) / articleFigures.members)
  for (const kind of ['enterprise', 'cooperative', 'household'] as const)
    times(standing(kind), (i) => {
      // Some enterprises of that day had been households until not long before.
      const turnedOn = addDays(figuresDay, -random.int(5, 60))
      make(
        kind,
        commune(),
        daysThen(random, today),
        kind === 'enterprise' && i % 9 === 0 ? { turnedOn } : {},
      )
    })
  const home = communes.find((one) => where(one) === 'xã Pả Vi')
  times(standing('startup_model'), (i) => {
    const leaderId = i === 0 ? roster.holderOf('member') : undefined
    const days: [IsoDay, null] = [addDays('2019-01-01', random.int(0, 1800)), null]
    make('startup_model', leaderId && home ? home : commune(), days, { leaderId })
  })
  // Some had come to their end before; some have come since.
  const since = Math.max(1, Math.round((Date.parse(today) - Date.parse(figuresDay)) / 86_400_000))
  for (const kind of Object.keys(counts) as (keyof typeof counts)[]) {
    times(standing(kind) * 0.12, () => {
      const from = addDays('2018-01-01', random.int(0, 700))
      make(kind, commune(), [from, addDays('2021-06-01', random.int(0, 900))])
    })
    times(today > figuresDay ? (standing(kind) * 0.18 * since) / 900 : 0, () =>
      make(kind, commune(), [addDays(figuresDay, random.int(1, since)), null]),
    )
  }
  if (home && today > figuresDay) addAtHome(home, random, today, make)
  return made
}

/** The commune of the accounts has some of each, and drafts that wait. */
function addAtHome(
  home: DemoCommune,
  random: Random,
  today: IsoDay,
  make: (kind: VentureKind, at: DemoCommune, days: [IsoDay, IsoDay | null], more?: More) => void,
): void {
  make('household', home, [addDays(today, -20), null], { isDraft: true })
  make('startup_model', home, [addDays(today, -9), null], { isDraft: true })
  for (const kind of ['household', 'cooperative', 'household'] as const)
    make(kind, home, [addDays(today, -random.int(420, 900)), null])
}

function times(count: number, work: (i: number) => void): void {
  for (let i = 0; i < Math.round(count); i++) work(i)
}

/** Every start-up model of the figures was helped before that day; of the others every fourth, some twice. */
async function support(
  client: pg.Client,
  ventures: readonly DemoVenture[],
  { tree, today }: { tree: DemoTree; today: IsoDay },
): Promise<void> {
  const random = seeded(`support of ${tree.number}`)
  const ids = idsOf(`support of ${tree.number}`)
  const entries: CopyRow[] = []
  const outcomes: CopyRow[] = []
  const isOver = ({ endedOn }: DemoVenture, day: IsoDay) => endedOn !== null && day >= endedOn
  // Of the last weeks most measurements are still to be made.
  const isMissed = (day: IsoDay) => day > addDays(today, -60) && random.chance(0.75)
  const measure = (venture: DemoVenture, supportId: string, months: number, on: IsoDay) => {
    const day = addDays(on, Math.round(months * 30.5) + random.int(0, 9))
    if (day > today || isOver(venture, day) || isMissed(day)) return
    const channel = random.chance(0.35) ? random.pick(channels) : null
    outcomes.push([
      ids(),
      supportId,
      venture.id,
      venture.communeId,
      months,
      day,
      random.int(-20, 120) * 100_000,
      random.int(0, 2),
      channel,
      venture.officerId,
      day,
    ])
  }
  const give = (venture: DemoVenture, on: IsoDay) => {
    if (on <= venture.foundedOn || on > today || isOver(venture, on)) return
    const [what, by, cost, note] = random.pick(givers)
    const id = ids()
    const sum = Math.round((cost * random.int(60, 160)) / 100 / 100_000) * 100_000
    entries.push([
      id,
      venture.id,
      venture.communeId,
      what,
      by,
      on,
      sum,
      note,
      venture.officerId,
      on,
    ])
    for (const months of [3, 6, 12]) measure(venture, id, months, on)
  }
  for (const [index, venture] of ventures.entries()) {
    if (venture.isDraft) continue
    if (venture.kind === 'startup_model' && venture.foundedOn < '2023-12-31') {
      give(venture, addDays(venture.foundedOn, random.int(15, 80)))
      give(venture, addDays(figuresDay, random.int(30, 600)))
    } else if (index % 4 === 0) give(venture, addDays(venture.foundedOn, random.int(60, 900)))
    if (index % 23 === 0) give(venture, addDays(today, -random.int(80, 100)))
  }
  await copyRows(
    client,
    'ventures.support_entry',
    [
      'id',
      'venture_id',
      'unit_id',
      'what',
      'given_by',
      'given_on',
      'cost',
      'note',
      'recorded_by',
      'recorded_at',
    ],
    entries,
  )
  await copyRows(
    client,
    'ventures.outcome',
    [
      'id',
      'support_id',
      'venture_id',
      'unit_id',
      'months',
      'measured_on',
      'sales_change',
      'jobs_change',
      'new_channel',
      'recorded_by',
      'recorded_at',
    ],
    outcomes,
  )
}

/** Those whose page is public are found at the front door. */
async function publish(
  client: pg.Client,
  ventures: readonly DemoVenture[],
  tree: DemoTree,
): Promise<void> {
  if (ventures.length === 0) return
  await client.query(
    `select platform.put_public(coalesce((select jsonb_agg(jsonb_build_object('kind', 'venture', 'id', v.id, 'title', v.name, 'summary', v.summary,
         'keywords', null, 'address', '/ventures/' || v.id, 'picture', null, 'unit_id', v.unit_id, 'place', concat_ws(', ', v.place, regexp_replace(u.name, '^Đoàn ', '')),
         'starts_on', null, 'ends_on', null, 'language', 'vi', 'public_at', v.published_on))
       from ventures.venture v join units.unit_version u on u.unit_id = v.unit_id and u.valid_to is null
      where v.is_public and v.ended_on is null and v.unit_id = any ($1)), '[]'), now())`,
    [tree.districts.flatMap(({ communes }) => communes.map(({ id }) => id))],
  )
}
