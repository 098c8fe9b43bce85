import type pg from 'pg'
import type { VentureKind } from '#modules/ventures/index.ts'
import { addDays, type IsoDay } from '#platform/days.ts'
import { type CopyRow, copyRows } from './copy-rows.ts'
import { articleFigures, figuresDay } from './figures.ts'
import { idsOf } from './ids.ts'
import { fictitiousPhone } from './person-numbers.ts'
import { seeded } from './random.ts'
import type { Roster } from './roster.ts'
import { type DemoCommune, type DemoTree, where } from './tree.ts'
import { loadPrograms } from './venture-capital.ts'
import { channels, givers, titles, ventureWords } from './words/ventures.ts'

/** Of Hà Giang's members on the day of the figures: how many of each kind there were. */
const counts = {
  enterprise: articleFigures.enterprises,
  cooperative: articleFigures.cooperatives,
  household: articleFigures.householdBusinesses,
  startup_model: articleFigures.supportedModels,
} as const

export interface DemoVenture {
  id: string
  kind: VentureKind
  communeId: string
  leaderId: string | undefined
  officerId: string
  name: string
  field: string
  foundedOn: IsoDay
  endedOn: IsoDay | null
  /** It became an enterprise on this day. */
  turnedOn: IsoDay | null
  row: CopyRow
}

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
    columns,
    ventures.map(({ row }) => row),
  )
  await copyRows(
    client,
    'ventures.standing',
    ['id', 'venture_id', 'unit_id', 'kind', 'valid_from', 'valid_to', 'counts'],
    ventures.flatMap((it): CopyRow[] => {
      const counts = it.row[columns.indexOf('state')] === 'registered'
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

const columns = [
  'id',
  'unit_id',
  'kind',
  'name',
  'field',
  'stage',
  'place',
  'workers',
  'capital',
  'registration_no',
  'summary',
  'needs',
  'phone',
  'state',
  'end_reason',
  'published_on',
  'created_by',
  'created_at',
]

function venturesOf({
  tree,
  roster,
  today,
}: {
  tree: DemoTree
  roster: Roster
  today: IsoDay
}): DemoVenture[] {
  const random = seeded(`ventures of ${tree.number}`)
  const ids = idsOf(`ventures of ${tree.number}`)
  const communes = tree.districts.flatMap((district) => district.communes)
  const home = communes.find((one) => where(one) === 'xã Pả Vi')
  const share = tree.profile.members / articleFigures.members
  const made: DemoVenture[] = []
  const make = (
    kind: VentureKind,
    commune: DemoCommune,
    foundedOn: IsoDay,
    endedOn: IsoDay | null,
    more: { leaderId?: string | undefined; isDraft?: boolean; turnedOn?: IsoDay } = {},
  ) => {
    const [field, , what, summary] = random.pick(
      ventureWords.filter(([, kinds]) => kinds.includes(kind)),
    )
    const village = random.pick(commune.branches.filter(({ place }) => place !== ''))
    const place = village?.place ?? where(commune)
    const bare = (text: string) => text.replace(/^(thôn|xã|thị trấn|phường|tổ dân phố|tổ)\s+/i, '')
    const id = ids(Date.parse(foundedOn) + made.length)
    const leaderId =
      more.leaderId ??
      pickOne(
        random,
        roster.membersAt(commune.id, foundedOn < '2022-06-01' ? figuresDay : foundedOn),
      )
    const officerId = roster.officerOf(commune.id)
    const name = `${titles[kind]} ${what} ${bare(kind === 'household' || kind === 'startup_model' ? place : where(commune))}`
    const workers = {
      enterprise: random.int(5, 60),
      cooperative: random.int(7, 40),
      household: random.int(1, 8),
      startup_model: random.int(2, 12),
    }[kind]
    const isPublic = !more.isDraft && endedOn === null && random.chance(0.3)
    made.push({
      id,
      kind,
      communeId: commune.id,
      leaderId,
      officerId,
      name,
      field,
      foundedOn,
      endedOn,
      turnedOn: more.turnedOn ?? null,
      row: [
        id,
        commune.id,
        kind,
        name,
        field,
        random.pick(['starting', 'steady', 'steady', 'growing']),
        place,
        workers,
        workers * random.int(8, 40) * 1_000_000,
        kind === 'startup_model' || more.isDraft
          ? null
          : `${{ enterprise: '51', cooperative: '10', household: '10B8' }[kind]}${String(tree.number).padStart(2, '0')}${String(made.length).padStart(6, '0')}`,
        summary,
        random.chance(0.5)
          ? `{${random.sample(['sales', 'digital', 'capital', 'management'], 2).join(',')}}`
          : '{}',
        isPublic ? fictitiousPhone(8_800_000 + made.length) : null,
        more.isDraft ? 'draft' : 'registered',
        endedOn ? 'Không đủ người làm, bán không được giá.' : null,
        isPublic ? (addDays(foundedOn, 30) > today ? today : addDays(foundedOn, 30)) : null,
        more.isDraft ? leaderId : officerId,
        foundedOn,
      ],
    })
  }
  const commune = () => {
    const [one, other] = [random.pick(communes), random.pick(communes)]
    return one.weight > other.weight ? one : other
  }
  for (const kind of Object.keys(counts) as (keyof typeof counts)[]) {
    const standing = Math.round(counts[kind] * share)
    for (let i = 0; i < standing; i++) {
      const ended =
        kind !== 'startup_model' && random.chance(0.07)
          ? addDays(figuresDay, random.int(20, 700))
          : null
      const wasHousehold = kind === 'enterprise' && i % 9 === 0
      make(
        kind,
        kind === 'startup_model' && i === 0 && home ? home : commune(),
        addDays('2019-01-01', random.int(0, 1800)),
        ended !== null && ended < today ? ended : null,
        {
          ...(wasHousehold && { turnedOn: addDays(figuresDay, -random.int(5, 60)) }),
          ...(kind === 'startup_model' && i === 0 && { leaderId: roster.holderOf('member') }),
        },
      )
    }
    // Some had come to their end before; some have come since, some wait as drafts.
    for (let i = Math.round(standing * 0.12); i > 0; i--)
      make(
        kind,
        commune(),
        addDays('2018-01-01', random.int(0, 700)),
        addDays('2021-06-01', random.int(0, 900)),
      )
    const days = Math.round((Date.parse(today) - Date.parse(figuresDay)) / 86_400_000)
    for (let i = Math.round((standing * 0.18 * Math.max(0, days)) / 900); i > 0; i--)
      make(kind, commune(), addDays(figuresDay, random.int(1, Math.max(1, days))), null)
  }
  if (home && today > figuresDay) {
    make('household', home, addDays(today, -20), null, { isDraft: true })
    make('startup_model', home, addDays(today, -9), null, { isDraft: true })
    for (const kind of ['household', 'cooperative', 'household'] as const)
      make(kind, home, addDays(today, -random.int(420, 900)), null)
  }
  return made
}

const pickOne = <Item>(
  random: ReturnType<typeof seeded>,
  from: readonly Item[],
): Item | undefined => (from.length > 0 ? random.pick(from) : undefined)

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
  const give = (venture: DemoVenture, on: IsoDay) => {
    if (
      on <= venture.foundedOn ||
      on > today ||
      (venture.endedOn !== null && on >= venture.endedOn)
    )
      return
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
    for (const months of [3, 6, 12]) {
      const measured = addDays(on, Math.round(months * 30.5) + random.int(0, 9))
      // Some measurements are still to be made.
      if (
        measured > today ||
        (measured > addDays(today, -60) ? random.chance(0.75) : random.chance(0.04))
      )
        continue
      if (venture.endedOn !== null && measured >= venture.endedOn) continue
      outcomes.push([
        ids(),
        id,
        venture.id,
        venture.communeId,
        months,
        measured,
        random.int(-20, 120) * 100_000,
        random.int(0, 2),
        random.chance(0.35) ? random.pick(channels) : null,
        venture.officerId,
        measured,
      ])
    }
  }
  for (const [index, venture] of ventures.entries()) {
    if (venture.row[columns.indexOf('state')] !== 'registered') continue
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
         'keywords', null, 'address', '/ventures/' || v.id, 'picture', null, 'unit_id', v.unit_id, 'place', concat_ws(', ', v.place, u.name),
         'starts_on', null, 'ends_on', null, 'language', 'vi', 'public_at', v.published_on))
       from ventures.venture v join units.unit_version u on u.unit_id = v.unit_id and u.valid_to is null
      where v.is_public and v.ended_on is null and v.unit_id = any ($1)), '[]'), now())`,
    [tree.districts.flatMap(({ communes }) => communes.map(({ id }) => id))],
  )
}
